import { Link, useSearch } from "@tanstack/react-router";
import { useSession } from "@/api/session";
import { useSetupState } from "@/api/setup-state";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { usePageTitle } from "@/ui/use-page-title";
import { signIn } from "./api";
import { AuthLayout } from "./auth-layout";
import { PasswordField } from "./password-field";
import { TextField } from "./text-field";
import { emailProblem, useAuthForm } from "./use-auth-form";

export function SignInPage() {
  usePageTitle("Sign in");
  const { next } = useSearch({ strict: false });
  const hasEnded = useSession((session) => session.hasEnded);
  const setup = useSetupState();
  const form = useAuthForm({
    initial: { email: "", password: "" },
    check: ({ email, password }) => ({
      email: emailProblem(email),
      password: password === "" ? "Enter your password." : undefined,
    }),
    send: ({ email, password }) => signIn({ email: email.trim(), password }),
    next,
  });
  const { name: _, ...password } = form.bind("password");
  return (
    <AuthLayout
      title="Sign in"
      below={setup?.is_signup_open && <>New here? <Link to="/sign-up" search={{ next }} className="rounded-sm font-medium text-accent-text underline underline-offset-4">Create an account</Link></>}
    >
      <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-4">
        {hasEnded && !form.problem && (
          <p role="status" className="rounded-lg bg-warning-soft p-3 text-sm text-warning-text">Your session has ended. Sign in to go on where you were; nothing was lost.</p>
        )}
        {form.problem && <ProblemNotice problem={form.problem} />}
        {/* The first thing to do on this page. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <TextField label="E-mail" type="email" autoComplete="username" autoFocus {...form.bind("email")} />
        <PasswordField {...password} />
        <Button type="submit" variant="primary" size="lg" isBusy={form.isBusy} className="mt-1">Sign in</Button>
      </form>
      {setup?.is_required && (
        <p className="mt-6 rounded-lg border border-line bg-panel p-3 text-sm text-muted">
          Nobody has set this server up yet. Open the one-time link that it printed when it started.
        </p>
      )}
    </AuthLayout>
  );
}
