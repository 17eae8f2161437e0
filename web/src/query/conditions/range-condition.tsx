import { useState, type SyntheticEvent } from "react";
import type { FilterValue } from "@/api/contracts";
import { formatNumber } from "@/lib/format-number";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Slider } from "@/ui/slider";
import { numberFrom } from "../typed-number";
import type { ConditionProps } from "./condition";
import { cleanNumber, roundStep } from "./steps";

const textOf = (value: FilterValue | undefined): string => (value === null || value === undefined ? "" : String(value));

/** The least and the greatest number in the data. */
export type Ends = { min: number; max: number };

type RangeConditionProps = ConditionProps & { ends?: Ends | null };

const within = (value: number, { min, max }: Ends): number => Math.min(max, Math.max(min, value));

/** Between two numbers, both included; where the ends of the data are known, also along a slider. */
export function RangeCondition({ member, label, filter, onChange, ends = null }: RangeConditionProps) {
  const range = filter?.kind === "range" ? filter : null;
  const [from, setFrom] = useState(textOf(range?.min));
  const [to, setTo] = useState(textOf(range?.max));
  // What is cleared or set elsewhere shows here as well.
  const present = JSON.stringify(range);
  const [known, setKnown] = useState(present);
  if (known !== present) {
    setKnown(present);
    setFrom(textOf(range?.min));
    setTo(textOf(range?.max));
  }
  const [min, max] = [numberFrom(from), numberFrom(to)];
  const isCrossed = min !== null && max !== null && min !== undefined && max !== undefined && Number(min) > Number(max);
  const wrong = "Write a number, such as 12.5";
  const choose = (low: FilterValue, high: FilterValue) => {
    onChange(low === null && high === null ? null : { kind: "range", member, min: low, max: high, include_max: true });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (min === undefined || max === undefined || isCrossed) return;
    choose(min, max);
  };
  const slide = (slid: readonly number[], known: Ends): [FilterValue, FilterValue] => {
    const [low = known.min, high = known.max] = slid.map(cleanNumber);
    const chosen: [FilterValue, FilterValue] = [low <= known.min ? null : low, high >= known.max ? null : high];
    setFrom(textOf(chosen[0]));
    setTo(textOf(chosen[1]));
    return chosen;
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      {ends !== null && ends.max > ends.min && (
        <div>
          <Slider
            labels={[`${label} from`, `${label} to`]}
            values={[within(Number(min ?? ends.min), ends), within(Number(max ?? ends.max), ends)]}
            min={ends.min}
            max={ends.max}
            step={roundStep(ends.min, ends.max)}
            words={formatNumber}
            onChange={(slid) => { slide(slid, ends); }}
            onCommit={(slid) => { choose(...slide(slid, ends)); }}
          />
          <div className="flex justify-between text-xs text-muted tabular"><span>{formatNumber(ends.min)}</span><span>{formatNumber(ends.max)}</span></div>
        </div>
      )}
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
