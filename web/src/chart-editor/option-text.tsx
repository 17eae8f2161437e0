import { useState } from "react";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";

type OptionTextProps = { label: string; placeholder?: string; value: string | null | undefined; maxLength: number; keepsSpaces?: boolean; onChange: (value: string | null) => void };

/** Words that are taken when they are left or entered; without any the picture has its own. */
export function OptionText({ label, placeholder = "automatic", value, maxLength, keepsSpaces = false, onChange }: OptionTextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    if (typed === null) return;
    const words = keepsSpaces ? typed : typed.trim();
    const next = words.trim() === "" ? null : words;
    setTyped(null);
    if (next !== (value ?? null)) onChange(next);
  };
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          placeholder={placeholder}
          maxLength={maxLength}
          value={typed ?? value ?? ""}
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
