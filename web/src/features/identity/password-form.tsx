import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { fieldErrors, type Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { showToast } from "@/ui/toast-store";
import { changePassword } from "./account-api";
import { PasswordField } from "./password-field";
import { passwordProblem } from "./password-rule";

const EMPTY = { current: "", next: "" };

export function PasswordForm() {
  const [typed, setTyped] = useState(EMPTY);
  const [isChecked, setChecked] = useState(false);
  const change = useMutation<unknown, Problem>({
    mutationFn: () => changePassword({ current_password: typed.current, new_password: typed.next }),
    onSuccess: () => {
      setTyped(EMPTY);
      setChecked(false);
      showToast({ tone: "success", title: "The password was changed", detail: "Every other place where you were signed in is signed out." });
    },
  });
  const found = {
    current: typed.current === "" ? "Enter your present password." : undefined,
    next: passwordProblem(typed.next),
  };
  const refused = change.error ? fieldErrors(change.error)["current_password"] : undefined;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (found.current === undefined && found.next === undefined && !change.isPending) change.mutate();
  };
  const type = (name: keyof typeof EMPTY) => (value: string) => {
    change.reset();
    setTyped((before) => ({ ...before, [name]: value }));
  };
  return (
    <form noValidate onSubmit={onSubmit} className="flex max-w-sm flex-col gap-4">
      {change.error && refused === undefined && <ProblemNotice problem={change.error} isCompact />}
      <PasswordField label="Present password" value={typed.current} onChange={type("current")} error={refused ?? (isChecked ? found.current : undefined)} />
      <PasswordField label="New password" isNew value={typed.next} onChange={type("next")} error={isChecked ? found.next : undefined} />
      <div><Button type="submit" isBusy={change.isPending}>Change the password</Button></div>
    </form>
  );
}
