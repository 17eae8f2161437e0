import { useState } from "react";
import type { RelativeTimeFilter, TimeGrain } from "@/api/contracts";
import { dayAfter, dayBefore } from "@/lib/days";
import { formatDate } from "@/lib/format-time";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { SegmentedControl } from "@/ui/segmented-control";
import { Select } from "@/ui/select";
import type { ConditionProps } from "./condition";
import { isPeriod, PERIODS } from "./periods";

const UNITS: readonly TimeGrain[] = ["hour", "day", "week", "month", "quarter", "year"];

const DEFAULT: Omit<RelativeTimeFilter, "member"> = { kind: "relative_time", count: 30, unit: "day", anchor: "latest", include_current: true };

/** Who writes how many and of what means the running one among them. */
const WHOLE = { include_current: true, to_date: false } as const;

function Relative({ member, filter, onChange }: ConditionProps) {
  const current = filter?.kind === "relative_time" ? filter : null;
  const change = (part: Partial<RelativeTimeFilter>) => { onChange({ ...DEFAULT, member, ...current, ...part }); };
  return (
    <div className="flex flex-col gap-3">
      <div role="group" aria-label="Usual periods" className="flex flex-wrap gap-1.5">
        {PERIODS.map(([words, period]) => {
          const isChosen = isPeriod(current, period);
          return <Button key={words} size="sm" aria-pressed={isChosen} className={isChosen ? "border-accent bg-accent-soft" : undefined} onClick={() => { change(period); }}>{words}</Button>;
        })}
      </div>
      <div className="grid grid-cols-[5rem_1fr] gap-2">
        <Field label="Last">
          {(control) => (
            <Input {...control} type="number" min={1} max={10_000} value={current?.count ?? ""} placeholder="30" className="tabular" onChange={(event) => { if (event.target.valueAsNumber >= 1) change({ count: Math.min(10_000, Math.floor(event.target.valueAsNumber)), ...WHOLE }); }} />
          )}
        </Field>
        <Field label="Unit">
          {(control) => <Select {...control} value={current?.unit ?? "day"} onChange={(unit) => { change({ unit, ...WHOLE }); }} options={UNITS.map((value) => ({ value, label: `${value}s` }))} />}
        </Field>
      </div>
      <SegmentedControl
        label="Counted back from"
        value={current?.anchor ?? "latest"}
        onChange={(anchor) => { change({ anchor }); }}
        options={[{ value: "latest", label: "From the latest row" }, { value: "now", label: "From today" }]}
      />
    </div>
  );
}

/** The first and the last day in the data. */
export type Days = { first: string; last: string };

type DateConditionProps = ConditionProps & { days?: Days | null };

function Between({ member, filter, onChange, days = null }: DateConditionProps) {
  const range = filter?.kind === "time_range" ? filter : null;
  const first = range?.start?.slice(0, 10) ?? "";
  const last = range?.end ? dayBefore(range.end.slice(0, 10)) : "";
  const change = (start: string, end: string) => {
    onChange(start === "" && end === "" ? null : { kind: "time_range", member, start: start || null, end: end === "" ? null : dayAfter(end) });
  };
  const isCrossed = first !== "" && last !== "" && first > last;
  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-2">
      <Field label="First day">{(control) => <Input {...control} type="date" value={first} onChange={(event) => { change(event.target.value, last); }} />}</Field>
      <Field label="Last day" error={isCrossed ? "This is before the first day" : undefined}>{(control) => <Input {...control} type="date" value={last} onChange={(event) => { change(first, event.target.value); }} />}</Field>
      </div>
      {days !== null && <p className="text-xs text-muted">The data reaches from {formatDate(days.first)} to {formatDate(days.last)}.</p>}
    </div>
  );
}

/** A period: so many units back, or from one day to another, both included. */
export function DateCondition(props: DateConditionProps) {
  const [way, setWay] = useState<"relative" | "between">(props.filter?.kind === "time_range" ? "between" : "relative");
  return (
    <div className="flex flex-col gap-3">
      <SegmentedControl label="Kind of period" value={way} onChange={setWay} options={[{ value: "relative", label: "Last …" }, { value: "between", label: "Between two days" }]} />
      {way === "relative" ? <Relative {...props} /> : <Between {...props} />}
    </div>
  );
}
