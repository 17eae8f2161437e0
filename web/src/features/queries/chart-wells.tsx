import { ChevronDown } from "lucide-react";
import type { Stacking } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { isNumeric } from "@/lib/column-type";
import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { DropdownMenu, DropdownMenuCheckboxItem, DropdownMenuContent, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { controlClasses } from "@/ui/input";
import { Select, type SelectOption } from "@/ui/select";
import type { SqlResult } from "./api";
import { columnWords } from "./column-words";
import type { Wells } from "./propose";

const NONE = "none";
const MOST_LINES = 10;
const STACKINGS: readonly SelectOption<Stacking>[] = [
  { value: "grouped", label: "Side by side" },
  { value: "stacked", label: "Stacked", detail: "Where the values add up" },
  { value: "percent", label: "Shares of a whole", detail: "Where the values add up" },
];

type WellProps = { label: string; result: SqlResult; place: number | null; taken: readonly (number | null)[]; onChange: (place: number | null) => void };

function Well({ label, result, place, taken, onChange }: WellProps) {
  const options = result.columns.map(({ type }, column) => ({
    value: String(column), label: columnWords(result, column), icon: <ColumnTypeIcon type={type} />, isDisabled: taken.includes(column),
  }));
  return (
    <div className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
      <span aria-hidden>{label}</span>
      <Select
        aria-label={label}
        className="w-40 min-w-0 text-fg max-sm:w-32"
        value={place === null ? NONE : String(place)}
        options={[{ value: NONE, label: "Nothing" }, ...options]}
        onChange={(value) => { onChange(value === NONE ? null : Number(value)); }}
      />
    </div>
  );
}

type ValuesProps = { result: SqlResult; places: readonly number[]; taken: readonly (number | null)[]; onChange: (places: readonly number[]) => void };

function Values({ result, places, taken, onChange }: ValuesProps) {
  const numbers = result.columns.flatMap(({ type }, place) => (isNumeric(type) ? [place] : []));
  const words = places.length === 0 ? "Nothing" : places.map((place) => columnWords(result, place)).join(", ");
  const toggle = (place: number, isOn: boolean) => { onChange(isOn ? [...places, place] : places.filter((one) => one !== place)); };
  return (
    <div className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
      <span aria-hidden>Y</span>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <button type="button" aria-label={`Y: ${words}`} className={cn(controlClasses, "inline-flex h-8 w-44 min-w-0 items-center justify-between gap-2 text-left text-fg max-sm:w-36")}>
            <span className="truncate">{words}</span><ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
          </button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="max-w-80 min-w-44">
          {numbers.length === 0 && <p className="px-2 py-1.5 text-sm text-muted">No column holds numbers.</p>}
          {numbers.map((place) => (
            <DropdownMenuCheckboxItem
              key={place}
              checked={places.includes(place)}
              disabled={taken.includes(place) || (places.length >= MOST_LINES && !places.includes(place))}
              // The menu stays open, so that several can be chosen.
              onSelect={(event) => { event.preventDefault(); }}
              onCheckedChange={(isOn) => { toggle(place, isOn); }}
            >
              <span className="truncate">{columnWords(result, place)}</span>
            </DropdownMenuCheckboxItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}

type ChartWellsProps = {
  result: SqlResult;
  wells: Wells;
  onWells: (wells: Wells) => void;
  /** Absent where nothing stands beside anything. */
  stacking: Stacking | null;
  onStacking: (stacking: Stacking) => void;
};

/** Which columns of a result its picture is of. */
export function ChartWells({ result, wells, onWells, stacking, onStacking }: ChartWellsProps) {
  const { x, y, color } = wells;
  return (
    <>
      <Well label="X" result={result} place={x} taken={[...y, color]} onChange={(place) => { onWells({ ...wells, x: place }); }} />
      <Values result={result} places={y} taken={[x, color]} onChange={(places) => { onWells({ ...wells, y: places }); }} />
      <Well label="Color" result={result} place={color} taken={[x, ...y]} onChange={(place) => { onWells({ ...wells, color: place }); }} />
      {stacking !== null && <Select aria-label="Series" className="w-40" value={stacking} options={STACKINGS} onChange={onStacking} />}
    </>
  );
}
