import { useId, useState, type FormEvent } from "react";
import { fieldErrors, type Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { expiryOf, lifetimeOptions, scopeWords, type Lifetime } from "./api-key-words";
import type { CreateApiKey, KeyScope } from "./api-keys-api";
import { TextField } from "./text-field";

const SCOPES: readonly KeyScope[] = ["query", "read"];

function ScopeChoice({ value, onChange }: { value: KeyScope; onChange: (scope: KeyScope) => void }) {
  const id = useId();
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">What it may do</legend>
      <div className="divide-y divide-line rounded-md border border-line">
        {SCOPES.map((scope) => (
          <label key={scope} className="grid cursor-pointer grid-cols-[auto_1fr] items-center gap-x-2.5 px-3 py-2 text-sm hover:bg-hover has-checked:bg-accent-soft">
            <input type="radio" name={id} value={scope} checked={value === scope} onChange={() => { onChange(scope); }} className="accent-(--accent)" />
            <span className="font-medium">{scopeWords[scope].label}</span>
            <span className="col-start-2 text-muted">{scopeWords[scope].detail}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type NewApiKeyDialogProps = {
  workspaceName: string;
  isBusy: boolean;
  problem: Problem | null;
  onMake: (key: CreateApiKey) => void;
  onClose: () => void;
};

export function NewApiKeyDialog({ workspaceName, isBusy, problem, onMake, onClose }: NewApiKeyDialogProps) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<KeyScope>("query");
  const [lifetime, setLifetime] = useState<Lifetime>("quarter");
  const [isChecked, setChecked] = useState(false);
  const formId = useId();
  const refused = problem ? fieldErrors(problem)["name"] : undefined;
  const missing = isChecked && name.trim() === "" ? "Give the key a name, to know it again." : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() !== "" && !isBusy) onMake({ name: name.trim(), scopes: [scope], expires_at: expiryOf(lifetime) });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="New API key"
      description={`It acts for you in ${workspaceName}, with the rights that you have whenever it is used. It changes nothing.`}
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" form={formId} variant="primary" isBusy={isBusy}>Make the key</Button></>}
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {problem && refused === undefined && <ProblemNotice problem={problem} isCompact />}
        <TextField label="Name" value={name} onChange={setName} maxLength={100} autoComplete="off" placeholder="Nightly report" error={refused ?? missing} />
        <ScopeChoice value={scope} onChange={setScope} />
        <Field label="Expires">
          {({ id, ...control }) => <Select id={id} value={lifetime} onChange={setLifetime} options={lifetimeOptions} aria-describedby={control["aria-describedby"]} className="w-40" />}
        </Field>
      </form>
    </Dialog>
  );
}
