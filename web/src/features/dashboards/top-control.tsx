import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { PageFilter, TopChoice } from "@/api/contracts";
import { formatNumber } from "@/lib/format-number";
import { shownValue, valueKey } from "@/query/conditions/value-words";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { SegmentedControl } from "@/ui/segmented-control";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { Switch } from "@/ui/switch";
import { rankedValues, type Setting } from "./filter-values";
import { rankWords } from "./page-controls";

const USUAL = 10;
const MOST = 50;

const ENDS = [{ value: "largest", label: "Largest" }, { value: "smallest", label: "Smallest" }] as const;

/** How many: written, and taken as soon as it makes sense. */
function CountField({ count, most, onChange }: { count: number; most: number; onChange: (count: number) => void }) {
  const [written, setWritten] = useState<string | null>(null);
  const wanted = Number(written ?? count);
  const isWrong = written !== null && (written.trim() === "" || !Number.isInteger(wanted) || wanted < 1 || wanted > most);
  return (
    <Field label="How many" className="w-24" error={isWrong ? `1 to ${String(most)}` : undefined}>
      {(control) => (
        <Input
          {...control}
          type="number"
          min={1}
          max={most}
          step={1}
          className="tabular"
          value={written ?? String(count)}
          onBlur={() => { setWritten(null); }}
          onChange={({ target: { value } }) => {
            setWritten(value);
            const next = Number(value);
            if (value.trim() !== "" && Number.isInteger(next) && next >= 1 && next <= most) onChange(next);
          }}
        />
      )}
    </Field>
  );
}

/** The values that are left, in their order. */
function Ranked({ filter, setting, value, label }: Pick<TopControlProps, "filter" | "setting" | "label"> & { value: TopChoice }) {
  const { data, error, refetch } = useQuery(rankedValues(filter.id, setting));
  if (error) return <ProblemNotice isCompact problem={error} onRetry={() => { void refetch(); }} />;
  if (data === undefined) return <Skeleton className="h-20" />;
  if (data.rows.length === 0) return <p className="text-sm text-muted">There is no value.</p>;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div tabIndex={0} role="group" aria-label={`What is left of ${label}`} className="-mx-1 max-h-60 overflow-y-auto px-1">
      <ol aria-label={`${label}, ${value.descending === false ? "smallest" : "largest"} first`}>
        {data.rows.map(([one = null, rank], at) => (
          <li key={valueKey(one)} className="flex items-center gap-2 py-0.5 text-sm">
            <span className="w-6 shrink-0 text-right text-xs text-muted tabular">{at + 1}</span>
            <span className="min-w-0 flex-1 truncate" title={String(one)}>{shownValue(one)}</span>
            <span className="shrink-0 text-xs text-muted tabular">{rank === null || rank === undefined ? "–" : Number.isFinite(Number(rank)) ? formatNumber(Number(rank)) : String(rank)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

type TopControlProps = { filter: PageFilter; setting: Setting; label: string; value: TopChoice | null; onChange: (value: TopChoice | null) => void };

/** Only the best of a field: how many, by which of the offered measures, from which end. */
export function TopControl({ filter, setting, label, value, onChange }: TopControlProps) {
  const id = useId();
  const measures = filter.ranking?.measures ?? [];
  const most = filter.ranking?.max_count ?? MOST;
  const usual: TopChoice = { kind: "top", member: filter.member, count: Math.min(USUAL, most), by: measures[0]?.id ?? "", descending: true };
  const { count, by, descending = true } = value ?? usual;
  const change = (changes: Partial<TopChoice>) => { onChange({ ...(value ?? usual), ...changes }); };
  return (
    <div className="flex min-h-0 flex-col gap-3">
      {filter.is_required !== true && (
        <div className="flex items-center justify-between gap-2 text-sm">
          <span id={id}>Show the best only</span>
          <Switch aria-labelledby={id} checked={value !== null} onCheckedChange={(isOn) => { onChange(isOn ? usual : null); }} />
        </div>
      )}
      <div className="flex flex-wrap items-end gap-2">
        <CountField count={count} most={most} onChange={(next) => { change({ count: next }); }} />
        <SegmentedControl label="From which end" value={descending ? "largest" : "smallest"} options={ENDS} onChange={(end) => { change({ descending: end === "largest" }); }} className="h-8 items-center" />
      </div>
      {measures.length > 1
        ? (
          <Field label="By">
            {(control) => <Select {...control} aria-label="By" value={by} options={measures.map((one) => ({ value: one.id, label: rankWords(one) }))} onChange={(next) => { change({ by: next }); }} />}
          </Field>
        )
        : measures[0] && <p className="text-xs text-muted">By {rankWords(measures[0])}</p>}
      {value && <Ranked {...{ filter, setting, label, value }} />}
    </div>
  );
}
