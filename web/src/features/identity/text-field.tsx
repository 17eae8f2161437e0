import type { ComponentProps } from "react";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";

type TextFieldProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  isOptional?: boolean;
};

export function TextField({ label, value, onChange, error, isOptional = false, ...rest }: TextFieldProps) {
  return (
    <Field label={label} error={error} isOptional={isOptional} isRequired={!isOptional}>
      {(control) => <Input {...control} {...rest} value={value} onChange={(event) => { onChange(event.target.value); }} className="h-9" />}
    </Field>
  );
}
