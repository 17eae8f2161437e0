import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { FilterValue } from "@/api/contracts";
import { formatCount, formatNumber } from "@/lib/format-number";
import { Checkbox } from "@/ui/checkbox";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { Switch } from "@/ui/switch";
import { valuesOptions, type ValuesOptions } from "../model";
import type { ConditionProps } from "./condition";

const shown = (value: FilterValue) =>
  value === null ? <span className="text-faint italic">null</span> : value === "" ? <span className="text-faint italic">empty</span> : String(value);

const toggled = (values: readonly FilterValue[], value: FilterValue): FilterValue[] =>
  values.includes(value) ? values.filter((other) => other !== value) : [...values, value];

type ListConditionProps = ConditionProps & {
  /** Values alone: none that is missing, and none to leave out. */
  isPlain?: boolean;
  /** Where the values come from, if not from the dataset. */
  valuesOf?: ((search: string) => ValuesOptions) | undefined;
};

/** A choice among the values that stand in the data, the frequent ones first. */
export function ListCondition({ datasetId, member, label, filter, onChange, isPlain = false, valuesOf = (search) => valuesOptions(datasetId, member, search) }: ListConditionProps) {
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const { data, error, isPending, refetch } = useQuery(valuesOf(wanted));
  // Steps of time come from pointing at a picture: they are no values of the list, which begins anew beside them.
  const values = filter?.kind === "in" && !filter.grain ? filter.values : [];
  const isExcluding = filter?.kind === "in" && filter.exclude === true;
  const choose = (next: readonly FilterValue[], exclude: boolean) => { onChange(next.length === 0 ? null : { kind: "in", member, values: [...next], exclude }); };
  const found = (data?.rows ?? []).filter(([value]) => !isPlain || value !== null);
  const counts = new Map(found);
  const absent = wanted === "" ? values.filter((value) => !counts.has(value)) : [];
  return (
    <div className="flex flex-col gap-2">
      <SearchInput label={`Search the values of ${label}`} placeholder="Search values" value={search} onChange={setSearch} />
      {isPending && <div aria-busy className="flex flex-col gap-1.5">{[1, 2, 3, 4].map((row) => <Skeleton key={row} className="h-5" />)}</div>}
      {error && <ProblemNotice isCompact problem={error} onRetry={() => void refetch()} />}
      {data && (
        <ul className="-mx-1 max-h-60 overflow-y-auto px-1" aria-label={`Values of ${label}`}>
          {[...absent, ...counts.keys()].map((value) => (
            <li key={`${typeof value} ${String(value)}`} className="flex items-center gap-2 rounded-md px-1 py-0.5 hover:bg-hover">
              <Checkbox
                className="min-w-0 flex-1"
                checked={values.includes(value)}
                onCheckedChange={() => { choose(toggled(values, value), isExcluding); }}
                label={<span className="block truncate" title={String(value)}>{shown(value)}</span>}
              />
              <span className="text-xs text-muted tabular">{counts.has(value) && formatNumber(counts.get(value) ?? 0)}</span>
            </li>
          ))}
          {found.length === 0 && absent.length === 0 && <li className="py-2 text-sm text-muted">No value matches.</li>}
        </ul>
      )}
      {data && data.total_rows > data.rows.length && <p className="text-xs text-muted">The {formatNumber(found.length)} most frequent of {formatCount(data.total_rows, "value")}. Search for the others.</p>}
      {!isPlain && (
        <div className="flex items-center justify-between gap-2 border-t border-line pt-2 text-sm">
          <span id={`exclude-${member}`}>Leave these out instead</span>
          <Switch aria-labelledby={`exclude-${member}`} checked={isExcluding} disabled={values.length === 0} onCheckedChange={(exclude) => { choose(values, exclude); }} />
        </div>
      )}
    </div>
  );
}
