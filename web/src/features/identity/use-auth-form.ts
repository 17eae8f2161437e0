import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { asProblem, fieldErrors, type Problem } from "@/api/problems";
import { safeNextPath } from "./next-path";

type Errors<Values> = Partial<Record<keyof Values, string | undefined>>;

type AuthForm<Values> = {
  initial: Values;
  check: (values: Values) => Errors<Values>;
  send: (values: Values) => Promise<void>;
  next: unknown;
};

/** A form before the door: checked here, sent, and on to where the person wanted to go. */
export function useAuthForm<Values extends Record<string, string>>({ initial, check, send, next }: AuthForm<Values>) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors<Values>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const navigate = useNavigate();

  const submit = async (form: HTMLFormElement) => {
    const found = check(values);
    setErrors(found);
    setProblem(null);
    if (Object.values(found).some(Boolean)) {
      requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    setBusy(true);
    try {
      await send(values);
      await navigate({ href: safeNextPath(next), replace: true });
    } catch (error) {
      const refused = asProblem(error);
      const byField = fieldErrors(refused) as Errors<Values>;
      const isAllByField = Object.keys(byField).length > 0 && Object.keys(byField).every((name) => name in values);
      setErrors(isAllByField ? byField : {});
      setProblem(isAllByField ? null : refused);
    } finally {
      setBusy(false);
    }
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isBusy) void submit(event.currentTarget);
  };

  const bind = (name: keyof Values & string) => ({
    name,
    value: values[name] ?? "",
    error: errors[name],
    onChange: (value: string) => {
      setValues((before) => ({ ...before, [name]: value }));
      setErrors((before) => ({ ...before, [name]: undefined }));
    },
  });

  return { values, problem, isBusy, onSubmit, bind };
}

export const emailProblem = (email: string): string | undefined => {
  if (email.trim() === "") return "Enter your e-mail address.";
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? undefined : "This does not look like an e-mail address.";
};
