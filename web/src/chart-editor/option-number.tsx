import { useState } from "react";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";

type OptionNumberProps = {
  label: string;
  hint?: string;
  placeholder?: string;
  value: number | null | undefined;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  isWhole?: boolean;
  className?: string;
};

const within = (value: number, { min = -Infinity, max = Infinity, isWhole }: Pick<OptionNumberProps, "min" | "max" | "isWhole">): number =>
  Math.min(max, Math.max(min, isWhole === true ? Math.floor(value) : value));

/** A number that is taken when it is left or entered; without one the picture decides. */
export function OptionNumber({ label, hint, placeholder = "automatic", value, onChange, className, ...limits }: OptionNumberProps) {
  // What is being typed; absent while the field shows what was taken.
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    if (typed === null) return;
    const next = typed.trim() === "" || !Number.isFinite(Number(typed)) ? null : within(Number(typed), limits);
    setTyped(null);
    if (next !== (value ?? null)) onChange(next);
  };
  return (
    <Field label={label} hint={hint} {...(className !== undefined && { className })}>
      {(control) => (
        <Input
          {...control}
          type="number"
          step="any"
          className="tabular"
          placeholder={placeholder}
          value={typed ?? String(value ?? "")}
          onChange={(event) => { setTyped(event.currentTarget.value); }}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            // The form around it, if there is one, is not sent by what only takes a value.
            event.preventDefault();
            take();
          }}
        />
      )}
    </Field>
  );
}
