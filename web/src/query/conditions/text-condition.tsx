import { useState, type SyntheticEvent } from "react";
import type { TextOperator } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Select } from "@/ui/select";
import type { ConditionProps } from "./condition";

const OPERATORS: { value: TextOperator; label: string }[] = [
  { value: "contains", label: "Contains" }, { value: "starts_with", label: "Starts with" },
  { value: "ends_with", label: "Ends with" }, { value: "equals", label: "Is exactly" },
];

/** Texts that are like another one. */
export function TextCondition({ member, filter, onChange }: ConditionProps) {
  const known = filter?.kind === "text" ? filter : null;
  const [operator, setOperator] = useState<TextOperator>(known?.operator ?? "contains");
  const [value, setValue] = useState(known?.value ?? "");
  const [isCaseSensitive, setCaseSensitive] = useState(known?.case_sensitive ?? false);
  const [isExcluding, setExcluding] = useState(known?.exclude ?? false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onChange(value === "" ? null : { kind: "text", member, operator, value, case_sensitive: isCaseSensitive, exclude: isExcluding });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div className="grid grid-cols-[7.5rem_1fr] items-end gap-2">
        <Select aria-label="How to compare" value={operator} onChange={setOperator} options={OPERATORS} />
        <Field label="Text">{(control) => <Input {...control} value={value} maxLength={10_000} onChange={(event) => { setValue(event.target.value); }} />}</Field>
      </div>
      <Checkbox label="Tell upper from lower case" checked={isCaseSensitive} onCheckedChange={(checked) => { setCaseSensitive(checked === true); }} />
      <Checkbox label="Leave these out instead" checked={isExcluding} onCheckedChange={(checked) => { setExcluding(checked === true); }} />
      <Button type="submit" variant="primary" size="sm" className="self-end">Apply</Button>
    </form>
  );
}
