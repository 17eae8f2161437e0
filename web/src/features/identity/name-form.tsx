import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { showToast } from "@/ui/toast-store";

type NameFormProps = {
  label: string;
  name: string;
  submitLabel?: string;
  maxLength?: number;
  autoComplete?: string;
  onSave: (name: string) => Promise<unknown>;
  savedWords: string;
};

/** One name and the button that keeps it. */
export function NameForm({ label, name, submitLabel = "Save", maxLength = 255, autoComplete = "off", onSave, savedWords }: NameFormProps) {
  const [typed, setTyped] = useState(name);
  const save = useMutation<unknown, Problem>({
    mutationFn: () => onSave(typed.trim()),
    onSuccess: () => showToast({ tone: "success", title: savedWords }),
  });
  const isChanged = typed.trim() !== name && typed.trim() !== "";
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged && !save.isPending) save.mutate();
  };
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <Field label={label} isRequired className="min-w-56 flex-1">
          {(control) => <Input {...control} value={typed} maxLength={maxLength} autoComplete={autoComplete} onChange={(event) => { setTyped(event.target.value); }} />}
        </Field>
        <Button type="submit" isBusy={save.isPending} disabled={!isChanged}>{submitLabel}</Button>
      </div>
      {save.error && <ProblemNotice problem={save.error} isCompact />}
    </form>
  );
}
