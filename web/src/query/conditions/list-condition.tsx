import type { FilterValue } from "@/api/contracts";
import { formatCount, formatNumber } from "@/lib/format-number";
import { Checkbox } from "@/ui/checkbox";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { Switch } from "@/ui/switch";
import { valuesOptions } from "../model";
import type { ConditionProps } from "./condition";
import { useValues, type ValuesSource } from "./use-values";
import { shownValue, valueKey } from "./value-words";

const toggled = (values: readonly FilterValue[], value: FilterValue): FilterValue[] =>
  values.includes(value) ? values.filter((other) => other !== value) : [...values, value];

type ListConditionProps = ConditionProps & {
  /** Values alone: none that is missing, and none to leave out. */
  isPlain?: boolean;
  /** Where the values come from, if not from the dataset. */
  source?: ValuesSource | undefined;
};

/** A choice among the values that stand in the data, the frequent ones first. */
export function ListCondition({ datasetId, member, label, filter, onChange, isPlain = false, source = { listed: (search) => valuesOptions(datasetId, member, search) } }: ListConditionProps) {
  // Steps of time come from pointing at a picture: they are no values of the list, which begins anew beside them.
  const values = filter?.kind === "in" && !filter.grain ? filter.values : [];
  const isExcluding = filter?.kind === "in" && filter.exclude === true;
  const list = useValues(source, values, isPlain);
  const choose = (next: readonly FilterValue[], exclude: boolean) => { onChange(next.length === 0 ? null : { kind: "in", member, values: [...next], exclude }); };
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <SearchInput label={`Search the values of ${label}`} placeholder="Search values" value={list.search} onChange={list.setSearch} />
      {list.isPending && <div aria-busy className="flex flex-col gap-1.5">{[1, 2, 3, 4].map((row) => <Skeleton key={row} className="h-5" />)}</div>}
      {list.error && <ProblemNotice isCompact problem={list.error} onRetry={list.refetch} />}
      {list.isRead && (
        <ul className="-mx-1 max-h-60 min-h-16 overflow-y-auto px-1" aria-label={`Values of ${label}`}>
          {list.values.map((value) => (
            <li key={valueKey(value)} className="flex items-center gap-2 rounded-md px-1 py-0.5 hover:bg-hover">
              <Checkbox
                className="min-w-0 flex-1"
                checked={values.includes(value)}
                onCheckedChange={() => { choose(toggled(values, value), isExcluding); }}
                label={<span className="block truncate" title={String(value)}>{shownValue(value)}</span>}
              />
              {list.isGone(value)
                ? <span className="shrink-0 text-xs text-muted" title="No row has this value under the other filters">not there now</span>
                : <span className="text-xs text-muted tabular">{list.countOf(value) !== undefined && formatNumber(list.countOf(value) ?? 0)}</span>}
            </li>
          ))}
          {list.isEmpty && <li className="py-2 text-sm text-muted">{list.search === "" ? "There is no value." : "No value matches."}</li>}
        </ul>
      )}
      {list.hiddenCount > 0 && <p className="text-xs text-muted">{formatCount(list.hiddenCount, "more value")} chosen.</p>}
      {list.totalCount > 0 && <p className="text-xs text-muted">The {formatNumber(list.listedCount)} most frequent of {formatCount(list.totalCount, "value")}. Search for the others.</p>}
      {!isPlain && (
        <div className="flex items-center justify-between gap-2 border-t border-line pt-2 text-sm">
          <span id={`exclude-${member}`}>Leave these out instead</span>
          <Switch aria-labelledby={`exclude-${member}`} checked={isExcluding} disabled={values.length === 0} onCheckedChange={(exclude) => { choose(values, exclude); }} />
        </div>
      )}
    </div>
  );
}
