import { RadioGroup } from "radix-ui";
import { useId } from "react";
import type { FilterValue } from "@/api/contracts";
import { formatCount, formatNumber } from "@/lib/format-number";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { valuesOptions } from "../model";
import type { ConditionProps } from "./condition";
import { useValues, type ValuesSource } from "./use-values";
import { shownValue, valueKey } from "./value-words";

type SingleConditionProps = ConditionProps & {
  /** Whether the filter may stand without a value. */
  isRequired: boolean;
  source?: ValuesSource | undefined;
};

const ANY = "any";

/** One value of those that stand in the data. */
export function SingleCondition({ datasetId, member, label, filter, onChange, isRequired, source = { listed: (search) => valuesOptions(datasetId, member, search) } }: SingleConditionProps) {
  const id = useId();
  const chosen = filter?.kind === "in" && !filter.grain ? filter.values.slice(0, 1) : [];
  const list = useValues(source, chosen, false);
  const byKey = new Map(list.values.map((value) => [valueKey(value), value]));
  const options: { key: string; value: FilterValue | undefined }[] = [
    ...(isRequired ? [] : [{ key: ANY, value: undefined }]),
    ...[...byKey].map(([key, value]) => ({ key, value })),
  ];
  const [present] = chosen;
  const choose = (key: string) => {
    const value = byKey.get(key);
    onChange(key === ANY || value === undefined ? null : { kind: "in", member, values: [value] });
  };
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <SearchInput label={`Search the values of ${label}`} placeholder="Search values" value={list.search} onChange={list.setSearch} />
      {list.isPending && <div aria-busy className="flex flex-col gap-1.5">{[1, 2, 3, 4].map((row) => <Skeleton key={row} className="h-5" />)}</div>}
      {list.error && <ProblemNotice isCompact problem={list.error} onRetry={list.refetch} />}
      {list.isRead && (
        <RadioGroup.Root aria-label={`Value of ${label}`} value={present === undefined ? (isRequired ? "" : ANY) : valueKey(present)} onValueChange={choose} className="-mx-1 max-h-60 min-h-16 overflow-y-auto px-1">
          {options.map(({ key, value }) => (
            <div key={key} className="flex items-center gap-2 rounded-md px-1 py-0.5 hover:bg-hover">
              <RadioGroup.Item id={`${id}-${key}`} value={key} className="grid size-4 shrink-0 place-items-center rounded-full border border-line-strong bg-panel data-[state=checked]:border-accent">
                <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
              </RadioGroup.Item>
              <label htmlFor={`${id}-${key}`} className="min-w-0 flex-1 truncate text-sm select-none" title={value === undefined ? undefined : String(value)}>{value === undefined ? "Any" : shownValue(value)}</label>
              {value !== undefined && (list.isGone(value)
                ? <span className="shrink-0 text-xs text-muted" title="No row has this value under the other filters">not there now</span>
                : <span className="text-xs text-muted tabular">{list.countOf(value) !== undefined && formatNumber(list.countOf(value) ?? 0)}</span>)}
            </div>
          ))}
          {list.isEmpty && <p className="py-2 text-sm text-muted">{list.search === "" ? "There is no value." : "No value matches."}</p>}
        </RadioGroup.Root>
      )}
      {list.totalCount > 0 && <p className="text-xs text-muted">The {formatNumber(list.listedCount)} most frequent of {formatCount(list.totalCount, "value")}. Search for the others.</p>}
    </div>
  );
}
