import { Dices } from "lucide-react";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { SegmentedControl } from "@/ui/segmented-control";
import { generatePassword } from "./share-password";

const SHORTEST = 8;

/** What becomes of the password: of a link that has none, “kept” means that it gets none. */
export type PasswordChoice = { kind: "kept" | "set" | "removed"; text: string };

type SharePasswordFieldProps = { hasPassword: boolean; choice: PasswordChoice; error: string | undefined; onChange: (choice: PasswordChoice) => void };

/** What is sent of it: nothing where it stays, null where it goes. */
export const passwordToSend = ({ kind, text }: PasswordChoice): string | null | undefined => {
  if (kind === "removed") return null;
  return kind === "set" && text !== "" ? text : undefined;
};

export const passwordProblem = (hasPassword: boolean, { kind, text }: PasswordChoice): string | undefined => {
  if (kind !== "set" || (text === "" && !hasPassword)) return undefined;
  return text.length < SHORTEST ? `At least ${String(SHORTEST)} characters.` : undefined;
};

/** The password that a link asks for: written in plain sight, for it is to be told to others. */
export function SharePasswordField({ hasPassword, choice, error, onChange }: SharePasswordFieldProps) {
  const isWritten = !hasPassword || choice.kind === "set";
  return (
    <div className="flex flex-col gap-2">
      {hasPassword && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <span aria-hidden className="text-sm font-medium">Password</span>
          <SegmentedControl
            label="Password"
            value={choice.kind}
            onChange={(kind) => { onChange({ kind, text: "" }); }}
            options={[{ value: "kept", label: "Keep it" }, { value: "set", label: "Another one" }, { value: "removed", label: "None any more" }]}
          />
        </div>
      )}
      {isWritten && (
        <Field
          label={hasPassword ? "New password" : "Password"}
          isOptional={!hasPassword}
          error={error}
          hint={choice.text !== "" && "Tell it to your visitors by another way than the link. It is not shown again."}
        >
          {(control) => (
            <div className="flex flex-wrap items-center gap-2">
              <Input {...control} autoComplete="off" spellCheck={false} maxLength={256} className="min-w-40 flex-1 font-mono" value={choice.text} onChange={(event) => { onChange({ kind: "set", text: event.target.value }); }} />
              <Button size="sm" onClick={() => { onChange({ kind: "set", text: generatePassword() }); }}><Dices aria-hidden />Generate</Button>
              {choice.text !== "" && <CopyButton text={choice.text} label="Copy password" />}
            </div>
          )}
        </Field>
      )}
    </div>
  );
}
