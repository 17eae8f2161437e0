import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { formatDuration } from "@/lib/format-time";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { usePageTitle } from "@/ui/use-page-title";
import { openShared } from "./shared-api";

type SharedPasswordProps = { token: string; onOpened: () => Promise<unknown> };

/** The door of a link that has a password. */
export function SharedPassword({ token, onOpened }: SharedPasswordProps) {
  usePageTitle("Password");
  const [password, setPassword] = useState("");
  const open = useMutation({ mutationFn: async () => { await openShared(token, password); await onOpened(); } });
  const { error } = open;
  const isWrong = error?.status === 401;
  const wait = error?.retryAfterSeconds ? `Try again in ${formatDuration(error.retryAfterSeconds * 1000)}.` : error?.hint;
  return (
    <div className="mx-auto flex min-h-[60dvh] w-full max-w-sm flex-col justify-center">
      <h1 className="text-xl font-semibold">This dashboard has a password</h1>
      <p className="mt-1 text-base text-pretty text-muted">Whoever sent you the link knows it.</p>
      <form
        noValidate
        className="mt-6 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (password !== "") open.mutate();
        }}
      >
        {error && !isWrong && <ProblemNotice problem={{ ...error, message: error.message, hint: wait }} />}
        <Field label="Password" error={isWrong ? "This is not the password of this link." : undefined}>
          {(control) => (
            // The only thing to do on this page.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            <Input {...control} type="password" autoFocus autoComplete="off" maxLength={1000} className="h-9" value={password} onChange={(event) => { setPassword(event.target.value); open.reset(); }} />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" disabled={password === ""} isBusy={open.isPending}>Open</Button>
      </form>
    </div>
  );
}
