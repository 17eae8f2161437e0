import type { Filter, PageFilter } from "@/api/contracts";
import { DateCondition } from "@/query/conditions/date-condition";
import { ListCondition } from "@/query/conditions/list-condition";
import { RangeCondition } from "@/query/conditions/range-condition";
import { TextCondition } from "@/query/conditions/text-condition";

const CONDITIONS = { list: ListCondition, range: RangeCondition, date: DateCondition, text: TextCondition } as const;

type FilterControlProps = { filter: PageFilter; label: string; value: Filter | null; onChange: (value: Filter | null) => void };

/** What a reader chooses in a filter of the page, in the way that its maker meant. */
export function FilterControl({ filter, label, value, onChange }: FilterControlProps) {
  const Condition = CONDITIONS[filter.control];
  return <Condition datasetId={filter.dataset_id} member={filter.member} label={label} filter={value} onChange={onChange} />;
}
