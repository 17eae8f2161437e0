import { UserPlus } from "lucide-react";
import { useState, type FormEvent } from "react";
import { asProblem, fieldErrors, type Problem } from "@/api/problems";
import type { Role } from "@/api/types";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { showToast } from "@/ui/toast-store";
import { roleOptions } from "./role-words";
import { emailProblem } from "./use-auth-form";

type AddMemberFormProps = { onAdd: (person: { email: string; role: Role }) => Promise<unknown> };

export function AddMemberForm({ onAdd }: AddMemberFormProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [error, setError] = useState<string>();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);

  const add = async () => {
    const found = emailProblem(email);
    setError(found);
    setProblem(null);
    if (found !== undefined) return;
    setBusy(true);
    try {
      await onAdd({ email: email.trim(), role });
      showToast({ tone: "success", title: `${email.trim()} was added` });
      setEmail("");
    } catch (refusal) {
      const refused = asProblem(refusal);
      const words = fieldErrors(refused)["email"];
      setError(words);
      setProblem(words === undefined ? refused : null);
    } finally {
      setBusy(false);
    }
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void add();
  };

  return (
    <form noValidate onSubmit={onSubmit} className="mb-4 flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-2">
        <Field label="E-mail" error={error} isRequired className="min-w-56 flex-1">
          {(control) => <Input {...control} type="email" autoComplete="off" value={email} onChange={(event) => { setEmail(event.target.value); setError(undefined); }} />}
        </Field>
        <Field label="Role" className="w-40">
          {(control) => <Select {...control} value={role} onChange={setRole} options={roleOptions} />}
        </Field>
        <Button type="submit" variant="primary" isBusy={isBusy} className="mt-6"><UserPlus aria-hidden />Add</Button>
      </div>
      {problem && <ProblemNotice problem={problem} isCompact />}
    </form>
  );
}
