import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import type { NewPerson } from "./api";
import { PasswordField } from "./password-field";
import { passwordProblem } from "./password-rule";
import { TextField } from "./text-field";
import { emailProblem, useAuthForm } from "./use-auth-form";

type NewPersonFormProps = { submitLabel: string; next: unknown; send: (person: NewPerson) => Promise<void> };

export function NewPersonForm({ submitLabel, next, send }: NewPersonFormProps) {
  const form = useAuthForm({
    initial: { full_name: "", email: "", password: "" },
    check: ({ full_name, email, password }) => ({
      full_name: full_name.trim() === "" ? "Enter your name." : undefined,
      email: emailProblem(email),
      password: passwordProblem(password),
    }),
    send: (person) => send({ ...person, full_name: person.full_name.trim(), email: person.email.trim() }),
    next,
  });
  const { name: _, ...password } = form.bind("password");
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-4">
      {form.problem && <ProblemNotice problem={form.problem} />}
      {/* The first thing to do on this page. */}
      {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
      <TextField label="Name" autoComplete="name" autoFocus maxLength={100} {...form.bind("full_name")} />
      <TextField label="E-mail" type="email" autoComplete="username" maxLength={255} {...form.bind("email")} />
      <PasswordField isNew {...password} />
      <Button type="submit" variant="primary" size="lg" isBusy={form.isBusy} className="mt-1">{submitLabel}</Button>
    </form>
  );
}
