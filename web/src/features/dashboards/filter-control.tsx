import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Filter, FilterChoice, FilterValue, PageFilter } from "@/api/contracts";
import type { ConditionProps } from "@/query/conditions/condition";
import { DateCondition, type Days } from "@/query/conditions/date-condition";
import { ListCondition } from "@/query/conditions/list-condition";
import { RangeCondition, type Ends } from "@/query/conditions/range-condition";
import { SingleCondition } from "@/query/conditions/single-condition";
import { TextCondition } from "@/query/conditions/text-condition";
import { ToggleCondition } from "@/query/conditions/toggle-condition";
import { endsOfFilter, valuesOfFilter, type Setting } from "./filter-values";

const TreeControl = lazy(async () => ({ default: (await import("./tree-control")).TreeControl }));
const TopControl = lazy(async () => ({ default: (await import("./top-control")).TopControl }));

type Row = readonly [FilterValue, FilterValue] | null | undefined;

const numbersOf = (row: Row): Ends | null => {
  if (!row || row[0] === null || row[1] === null) return null;
  const [min, max] = row.map(Number) as [number, number];
  return Number.isFinite(min) && Number.isFinite(max) ? { min, max } : null;
};

const daysOf = (row: Row): Days | null =>
  row && typeof row[0] === "string" && typeof row[1] === "string" ? { first: row[0].slice(0, 10), last: row[1].slice(0, 10) } : null;

type WithEndsProps = { filter: PageFilter; setting: Setting; condition: ConditionProps };

/** The ends help; where they cannot be learnt, the rest is there all the same. */
function WithEnds({ filter, setting, condition }: WithEndsProps) {
  const { data, isPending } = useQuery(endsOfFilter(filter.id, setting));
  if (filter.control === "date") return <DateCondition {...condition} days={daysOf(data)} />;
  return (
    <>
      {isPending && <div aria-hidden className="h-13" />}
      <RangeCondition {...condition} ends={numbersOf(data)} />
    </>
  );
}

type FilterControlProps = { filter: PageFilter; setting: Setting; label: string; value: FilterChoice | null; onChange: (value: FilterChoice | null) => void };

/** What a reader chooses in a filter, in the way that its maker meant. */
export function FilterControl({ filter, setting, label, value, onChange }: FilterControlProps) {
  const condition = { datasetId: filter.dataset_id, member: filter.member, label, filter: value?.kind === "top" ? null : value, onChange: (next: Filter | null) => { onChange(next); } };
  switch (filter.control) {
    case "list":
      return <ListCondition {...condition} source={valuesOfFilter(filter.id, setting)} />;
    case "single":
      return <SingleCondition {...condition} isRequired={filter.is_required === true} source={valuesOfFilter(filter.id, setting)} />;
    case "toggle":
      return <ToggleCondition {...condition} />;
    case "text":
      return <TextCondition key={value === null ? "none" : "set"} {...condition} />;
    case "hierarchy":
      return <Suspense><TreeControl filter={filter} setting={setting} label={label} value={value?.kind === "path" ? value : null} onChange={onChange} /></Suspense>;
    case "top":
      return <Suspense><TopControl filter={filter} setting={setting} label={label} value={value?.kind === "top" ? value : null} onChange={onChange} /></Suspense>;
    case "range":
    case "date":
      return <WithEnds filter={filter} setting={setting} condition={condition} />;
  }
}
