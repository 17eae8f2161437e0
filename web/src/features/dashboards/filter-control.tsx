import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Filter, FilterValue, PageFilter } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { fieldValuesOptions } from "./field-values";

type ControlProps = { filter: PageFilter; value: Filter | null; onChange: (value: Filter | null) => void };

const shown = (value: FilterValue): string => (value === null ? "No value" : String(value));

function ListControl({ filter, value, onChange }: ControlProps) {
  const [search, setSearch] = useState("");
  const { data, error, isPending } = useQuery(fieldValuesOptions(filter.dataset_id, filter.member, useDeferredValue(search)));
  const chosen: readonly FilterValue[] = value?.kind === "in" ? value.values : [];
  const toggle = (entry: FilterValue) => {
    const values = chosen.includes(entry) ? chosen.filter((other) => other !== entry) : [...chosen, entry];
    onChange(values.length === 0 ? null : { kind: "in", member: filter.member, values });
  };
  const listed = data?.rows.map(([entry]) => entry) ?? [];
  const entries = search === "" ? [...chosen.filter((entry) => !listed.includes(entry)), ...listed] : listed;
  return (
    <div className="flex flex-col gap-2">
      <SearchInput label={`Search the values of ${filter.label ?? filter.member}`} value={search} onChange={setSearch} />
      {error && <ProblemNotice isCompact problem={error} />}
      {isPending && <Skeleton className="h-24" />}
      <ul className="max-h-64 overflow-y-auto" aria-label="Values">
        {entries.map((entry) => (
          <li key={JSON.stringify(entry)}>
            <div className="flex items-center gap-2 rounded-sm px-1 py-1 hover:bg-hover">
              <Checkbox className="min-w-0 flex-1" checked={chosen.includes(entry)} onCheckedChange={() => { toggle(entry); }} label={<span className={entry === null ? "text-muted italic" : "break-words"}>{shown(entry)}</span>} />
              <span className="text-xs text-muted tabular-nums">{data?.rows.find(([other]) => other === entry)?.[1].toLocaleString()}</span>
            </div>
          </li>
        ))}
      </ul>
      {data && data.total_rows > listed.length && <p className="text-xs text-muted">{`The ${String(listed.length)} most frequent of ${data.total_rows.toLocaleString()}. Search to find others.`}</p>}
      {data && entries.length === 0 && <p className="text-xs text-muted">No value is like that.</p>}
    </div>
  );
}

const numberFrom = (text: string): number | null => (text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text));

function RangeControl({ filter, value, onChange }: ControlProps) {
  const range = value?.kind === "range" ? value : null;
  const change = (min: FilterValue, max: FilterValue) => {
    onChange(min === null && max === null ? null : { kind: "range", member: filter.member, min, max, include_max: true });
  };
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field label="From">{(control) => <Input {...control} type="number" step="any" defaultValue={range?.min?.toString() ?? ""} onBlur={(event) => { change(numberFrom(event.target.value), range?.max ?? null); }} />}</Field>
      <Field label="To">{(control) => <Input {...control} type="number" step="any" defaultValue={range?.max?.toString() ?? ""} onBlur={(event) => { change(range?.min ?? null, numberFrom(event.target.value)); }} />}</Field>
    </div>
  );
}

const PRESETS = [
  { label: "Last 7 days", count: 7, unit: "day" },
  { label: "Last 30 days", count: 30, unit: "day" },
  { label: "Last 12 months", count: 12, unit: "month" },
  { label: "Last 5 years", count: 5, unit: "year" },
] as const;

const shiftDay = (iso: string, days: number): string => {
  const day = new Date(`${iso}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};

/** People name the last day that counts; the question names the first one that does not. */
function DateControl({ filter, value, onChange }: ControlProps) {
  const range = value?.kind === "time_range" ? value : null;
  const last = range?.end ? shiftDay(range.end.slice(0, 10), -1) : "";
  const change = (start: string, end: string) => {
    if (start === "" && end === "") onChange(null);
    else onChange({ kind: "time_range", member: filter.member, start: start || null, end: end === "" ? null : shiftDay(end, 1) });
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-2">
        <Field label="First day">{(control) => <Input {...control} type="date" value={range?.start?.slice(0, 10) ?? ""} onChange={(event) => { change(event.target.value, last); }} />}</Field>
        <Field label="Last day">{(control) => <Input {...control} type="date" value={last} onChange={(event) => { change(range?.start?.slice(0, 10) ?? "", event.target.value); }} />}</Field>
      </div>
      <div className="flex flex-wrap gap-1.5" role="group" aria-label="Up to the latest row">
        {PRESETS.map(({ label, count, unit }) => (
          <Button key={label} size="sm" aria-pressed={value?.kind === "relative_time" && value.count === count && value.unit === unit} onClick={() => { onChange({ kind: "relative_time", member: filter.member, count, unit, anchor: "latest" }); }}>{label}</Button>
        ))}
      </div>
      <p className="text-xs text-muted">“Last …” counts back from the latest row of the data.</p>
    </div>
  );
}

function TextControl({ filter, value, onChange }: ControlProps) {
  const text = value?.kind === "text" ? value.value : "";
  return (
    <Field label="Contains">
      {(control) => (
        <Input
          {...control}
          defaultValue={text}
          onBlur={(event) => {
            const wanted = event.target.value;
            if (wanted !== text) onChange(wanted === "" ? null : { kind: "text", member: filter.member, operator: "contains", value: wanted });
          }}
        />
      )}
    </Field>
  );
}

const CONTROLS = { list: ListControl, range: RangeControl, date: DateControl, text: TextControl } as const;

export function FilterControl(props: ControlProps) {
  const Control = CONTROLS[props.filter.control];
  return <Control {...props} />;
}
