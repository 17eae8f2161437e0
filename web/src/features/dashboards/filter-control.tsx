import type { Filter, PageFilter } from "@/api/contracts";
import { DateCondition } from "@/query/conditions/date-condition";
import { ListCondition } from "@/query/conditions/list-condition";
import { RangeCondition } from "@/query/conditions/range-condition";
import { TextCondition } from "@/query/conditions/text-condition";
import type { ResultsSource } from "./results-source";

const CONDITIONS = { range: RangeCondition, date: DateCondition, text: TextCondition } as const;

type FilterControlProps = { filter: PageFilter; source: ResultsSource; label: string; value: Filter | null; onChange: (value: Filter | null) => void };

/** What a reader chooses in a filter of the page, in the way that its maker meant. */
export function FilterControl({ filter, source: { valuesOf }, label, value, onChange }: FilterControlProps) {
  const shared = { datasetId: filter.dataset_id, member: filter.member, label, filter: value, onChange };
  if (filter.control === "list") return <ListCondition {...shared} valuesOf={valuesOf && ((search) => valuesOf(filter.id, search))} />;
  const Condition = CONDITIONS[filter.control];
  return <Condition {...shared} />;
}
