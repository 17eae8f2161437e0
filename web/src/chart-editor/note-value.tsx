import { useState } from "react";
import type { Annotation, QueryColumn } from "@/api/contracts";
import { isNumeric } from "@/lib/column-type";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Select } from "@/ui/select";
import { OptionNumber } from "./option-number";

type Value = Exclude<Annotation["x"], undefined>;
type NoteValueProps = { label: string; column: QueryColumn | undefined; value: Value; onChange: (value: Value) => void };

const LONG_GRAINS: readonly (string | null)[] = ["day", "week", "month", "quarter", "year"];
const ANSWERS = [{ value: "true", label: "Yes" }, { value: "false", label: "No" }] as const;

/** A place along the picture, entered as values of its field are. */
export function NoteValue({ label, column, value, onChange }: NoteValueProps) {
  const [typed, setTyped] = useState<string | null>(null);
  if (column !== undefined && (isNumeric(column.type) || (column.grain ?? "").includes("_of_"))) {
    return <OptionNumber label={label} placeholder="0" value={typeof value === "number" ? value : Number(value ?? 0)} onChange={(next) => { onChange(next ?? 0); }} />;
  }
  if (column?.type === "boolean") {
    return <Field label={label}>{(control) => <Select {...control} value={value === true ? "true" : "false"} options={ANSWERS} onChange={(next) => { onChange(next === "true"); }} />}</Field>;
  }
  const isDay = column?.type === "date" || (column?.type === "datetime" && LONG_GRAINS.includes(column.grain));
  const kind = isDay ? "date" : column?.type === "datetime" ? "datetime-local" : "text";
  const words = value === null ? "" : String(value);
  const take = () => {
    if (typed !== null && typed !== "" && typed !== words) onChange(typed);
    setTyped(null);
  };
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          type={kind}
          step={kind === "datetime-local" ? 1 : undefined}
          placeholder={column === undefined ? undefined : column.label}
          value={typed ?? (kind === "date" ? words.slice(0, 10) : words.replace(" ", kind === "text" ? " " : "T").slice(0, kind === "text" ? undefined : 19))}
          onChange={(event) => { setTyped(event.currentTarget.value); }}
          onBlur={take}
          onKeyDown={(event) => { if (event.key === "Enter") take(); }}
        />
      )}
    </Field>
  );
}
