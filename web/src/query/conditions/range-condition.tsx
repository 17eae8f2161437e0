import { useState, type SyntheticEvent } from "react";
import type { FilterValue } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { numberFrom } from "../typed-number";
import type { ConditionProps } from "./condition";

const textOf = (value: FilterValue | undefined): string => (value === null || value === undefined ? "" : String(value));

/** Between two numbers, both included. */
export function RangeCondition({ member, filter, onChange }: ConditionProps) {
  const range = filter?.kind === "range" ? filter : null;
  const [from, setFrom] = useState(textOf(range?.min));
  const [to, setTo] = useState(textOf(range?.max));
  const [min, max] = [numberFrom(from), numberFrom(to)];
  const isCrossed = min !== null && max !== null && min !== undefined && max !== undefined && Number(min) > Number(max);
  const wrong = "Write a number, such as 12.5";
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (min === undefined || max === undefined || isCrossed) return;
    onChange(min === null && max === null ? null : { kind: "range", member, min, max, include_max: true });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-2">
        <Field label="From" error={min === undefined ? wrong : undefined}>
          {(control) => <Input {...control} inputMode="decimal" className="tabular" placeholder="any" value={from} onChange={(event) => { setFrom(event.target.value); }} />}
        </Field>
        <Field label="To" error={max === undefined ? wrong : isCrossed ? "This is less than the first number" : undefined}>
          {(control) => <Input {...control} inputMode="decimal" className="tabular" placeholder="any" value={to} onChange={(event) => { setTo(event.target.value); }} />}
        </Field>
      </div>
      <Button type="submit" variant="primary" size="sm" className="self-end">Apply</Button>
    </form>
  );
}
