import { Check, Circle, Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/cn";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { passwordDemands } from "./password-rule";

type PasswordFieldProps = {
  label?: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  /** A new password shows the rule and ticks it off. */
  isNew?: boolean;
};

function Rule({ password }: { password: string }) {
  return (
    <ul className="mt-1 grid gap-x-4 gap-y-0.5 text-xs">
      {passwordDemands(password).map(({ id, words, isMet }) => (
        <li key={id} className={cn("flex items-center gap-1.5", isMet ? "text-success-text" : "text-muted")}>
          {isMet ? <Check aria-label="met:" role="img" className="size-3.5" strokeWidth={2.5} /> : <Circle aria-label="missing:" role="img" className="size-3.5" />}
          {words}
        </li>
      ))}
    </ul>
  );
}

export function PasswordField({ label = "Password", value, onChange, error, isNew = false }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Field label={label} error={error} isRequired hint={isNew && <Rule password={value} />}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            type={isShown ? "text" : "password"}
            autoComplete={isNew ? "new-password" : "current-password"}
            value={value}
            onChange={(event) => { onChange(event.target.value); }}
            className="h-9 pr-10"
          />
          <button
            type="button"
            aria-label="Show the password"
            aria-pressed={isShown}
            onClick={() => { setShown(!isShown); }}
            className="absolute top-1 right-1 grid size-7 place-items-center rounded-sm text-muted hover:bg-hover"
          >
            <Icon aria-hidden className="size-4" />
          </button>
        </div>
      )}
    </Field>
  );
}
