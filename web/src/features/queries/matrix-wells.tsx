import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import type { Aggregation } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { DropdownMenu, DropdownMenuCheckboxItem, DropdownMenuContent, DropdownMenuSeparator, DropdownMenuSub, DropdownMenuSubContent, DropdownMenuSubTrigger, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { controlClasses } from "@/ui/input";
import { Select, type SelectOption } from "@/ui/select";
import type { SqlResult } from "./api";
import { columnWords } from "./column-words";
import { aggregationsOf, isSame, MOST_LEVELS, MOST_VALUES, type MatrixWells, type PivotMeasure, type PivotSort } from "./matrix-choice";
import { valueWords } from "./pivot-api";

const NONE = "none";
const ROW_COUNT: PivotMeasure = { place: null, aggregation: "count" };
const WORDS: Partial<Record<Aggregation, string>> = { sum: "Sum", avg: "Average", min: "Smallest", max: "Largest", median: "Median", count: "Values that are there", count_distinct: "Distinct values" };
const SORTS: readonly SelectOption<PivotSort>[] = [
  { value: "label", label: "By name, A to Z" },
  { value: "label_descending", label: "By name, Z to A" },
  { value: "value_descending", label: "Largest first" },
  { value: "value", label: "Smallest first" },
];

/** The menu stays open, so that several can be chosen. */
const staysOpen = (event: Event) => { event.preventDefault(); };

function Chosen({ label, words, children }: { label: string; words: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
      <span aria-hidden>{label}</span>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <button type="button" aria-label={`${label}: ${words}`} className={cn(controlClasses, "inline-flex h-8 w-44 min-w-0 items-center justify-between gap-2 text-left text-fg max-sm:w-36")}>
            <span className="truncate">{words}</span><ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
          </button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="max-h-80 max-w-80 min-w-44 overflow-y-auto">{children}</DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}

type WellsProps = { result: SqlResult; wells: MatrixWells; onWells: (wells: MatrixWells) => void };

function Rows({ result, wells, onWells }: WellsProps) {
  const { rows, across } = wells;
  const toggle = (place: number, isOn: boolean) => { onWells({ ...wells, rows: isOn ? [...rows, place] : rows.filter((one) => one !== place) }); };
  return (
    <Chosen label="Rows" words={rows.map((place) => columnWords(result, place)).join(" › ")}>
      {result.columns.map(({ type }, place) => {
        const isOn = rows.includes(place);
        return (
          <DropdownMenuCheckboxItem
            key={place}
            checked={isOn}
            disabled={place === across || (isOn ? rows.length === 1 : rows.length >= MOST_LEVELS)}
            onSelect={staysOpen}
            onCheckedChange={(next) => { toggle(place, next); }}
          >
            <span className="flex min-w-0 items-center gap-2"><ColumnTypeIcon type={type} /><span className="truncate">{columnWords(result, place)}</span></span>
          </DropdownMenuCheckboxItem>
        );
      })}
    </Chosen>
  );
}

function Values({ result, wells, onWells }: WellsProps) {
  const { values } = wells;
  const has = (one: PivotMeasure) => values.some((other) => isSame(one, other));
  const item = (one: PivotMeasure, words: string) => (
    <DropdownMenuCheckboxItem
      key={words}
      checked={has(one)}
      disabled={has(one) ? values.length === 1 : values.length >= MOST_VALUES}
      onSelect={staysOpen}
      onCheckedChange={(isOn) => { onWells({ ...wells, values: isOn ? [...values, one] : values.filter((other) => !isSame(one, other)) }); }}
    >{words}</DropdownMenuCheckboxItem>
  );
  return (
    <Chosen label="Values" words={values.map((one) => valueWords(result, one)).join(", ")}>
      {item(ROW_COUNT, "Number of rows")}
      <DropdownMenuSeparator />
      {result.columns.map(({ type }, place) => (
        <DropdownMenuSub key={place}>
          <DropdownMenuSubTrigger><ColumnTypeIcon type={type} /><span className="truncate">{columnWords(result, place)}</span></DropdownMenuSubTrigger>
          <DropdownMenuSubContent>{aggregationsOf(type).map((aggregation) => item({ place, aggregation }, WORDS[aggregation] ?? aggregation))}</DropdownMenuSubContent>
        </DropdownMenuSub>
      ))}
    </Chosen>
  );
}

/** Which columns of a result group, and what is worked out of each group. */
export function MatrixWellsRow(props: WellsProps) {
  const { result, wells, onWells } = props;
  const columns = result.columns.map(({ type }, place) => ({
    value: String(place), label: columnWords(result, place), icon: <ColumnTypeIcon type={type} />, isDisabled: wells.rows.includes(place),
  }));
  return (
    <>
      <Rows {...props} />
      <div className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
        <span aria-hidden>Columns</span>
        <Select
          aria-label="Columns"
          className="w-40 min-w-0 text-fg max-sm:w-32"
          value={wells.across === null ? NONE : String(wells.across)}
          options={[{ value: NONE, label: "Nothing" }, ...columns]}
          onChange={(value) => { onWells({ ...wells, across: value === NONE ? null : Number(value) }); }}
        />
      </div>
      <Values {...props} />
      <Select<PivotSort> aria-label="Order of the rows" className="w-40" value={wells.sort} options={SORTS} onChange={(sort) => { onWells({ ...wells, sort }); }} />
    </>
  );
}
