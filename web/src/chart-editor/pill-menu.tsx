import { ArrowDown, ArrowUp } from "lucide-react";
import type { Aggregation, ChartSort, FieldRef, SemanticModel, TimeGrain } from "@/api/contracts";
import { GRAIN_WORDS } from "@/query/field-words";
import {
  DropdownMenuContent, DropdownMenuItem, DropdownMenuRadioGroup, DropdownMenuRadioItem, DropdownMenuSeparator, DropdownMenuSub,
  DropdownMenuSubContent, DropdownMenuSubTrigger,
} from "@/ui/dropdown-menu";
import { AGGREGATION_WORDS, SORT_WORDS } from "./field-words";
import type { Level } from "./hierarchies";
import { dimensionNamed, fittedTo, formulaOf, inOtherRole, measureNamed, PLACE_WORDS, WELLS, type Well } from "./wells";

export type PillActions = {
  onChange: (ref: FieldRef) => void;
  onMove: (to: Well) => void;
  onRemove: () => void;
  onRename: () => void;
  onFilter: () => void;
  onSort: (sort: ChartSort) => void;
  /** The levels right below and above the field, and how to get there. */
  levels: { down: readonly Level[]; up: readonly Level[] };
  onDrill: (to: Level) => void;
};

type ChoiceProps<Value extends string> = { title: string; value: Value; choices: readonly (readonly [Value, string])[]; onChoose: (value: Value) => void };

function Choice<Value extends string>({ title, value, choices, onChoose }: ChoiceProps<Value>) {
  return (
    <DropdownMenuSub>
      <DropdownMenuSubTrigger>{title}</DropdownMenuSubTrigger>
      <DropdownMenuSubContent>
        <DropdownMenuRadioGroup value={value} onValueChange={(next) => { onChoose(next as Value); }}>
          {choices.map(([choice, words]) => <DropdownMenuRadioItem key={choice} value={choice}>{words}</DropdownMenuRadioItem>)}
        </DropdownMenuRadioGroup>
      </DropdownMenuSubContent>
    </DropdownMenuSub>
  );
}

const QUANTILES = [0.05, 0.25, 0.75, 0.9, 0.95, 0.99] as const;
const FOR_ANY_COLUMN: readonly Aggregation[] = ["count", "count_distinct"];

type PartProps = { fieldRef: FieldRef; model: SemanticModel; onChange: (ref: FieldRef) => void };

function AggregationChoice({ fieldRef, model, onChange }: PartProps) {
  if (fieldRef.member === "*" || formulaOf(model, fieldRef)) return null;
  const measure = measureNamed(model, fieldRef.member);
  const value = fieldRef.aggregation ?? measure?.default_aggregation ?? "count_distinct";
  const choices = (measure?.aggregations ?? FOR_ANY_COLUMN).map((one) => [one, AGGREGATION_WORDS[one]] as const);
  return (
    <>
      <Choice title="Aggregation" value={value} choices={choices} onChoose={(aggregation) => { onChange({ ...fieldRef, aggregation, quantile: aggregation === "quantile" ? 0.9 : null }); }} />
      {value === "quantile" && (
        <Choice
          title="Percentile"
          value={String(fieldRef.quantile ?? 0.5)}
          choices={[0.5, ...QUANTILES].sort((a, b) => a - b).map((one) => [String(one), `${String(Math.round(one * 100))}th`] as const)}
          onChoose={(quantile) => { onChange({ ...fieldRef, quantile: Number(quantile) }); }}
        />
      )}
    </>
  );
}

const AUTOMATIC = "automatic";

function GrainChoice({ fieldRef, model, onChange }: PartProps) {
  const dimension = dimensionNamed(model, fieldRef.member);
  if (dimension === undefined || dimension.grains.length === 0) return null;
  const usual = dimension.default_grain ? ` (${GRAIN_WORDS[dimension.default_grain].toLowerCase()})` : "";
  const choices: (readonly [TimeGrain | typeof AUTOMATIC, string])[] = [[AUTOMATIC, `Automatic${usual}`], ...dimension.grains.map((grain) => [grain, GRAIN_WORDS[grain]] as const)];
  return (
    <Choice title="Grain" value={fieldRef.grain ?? AUTOMATIC} choices={choices} onChoose={(grain) => { onChange({ ...fieldRef, bins: null, grain: grain === AUTOMATIC ? null : grain }); }} />
  );
}

const STEPS = [5, 10, 20, 50, 100] as const;

function BinsChoice({ fieldRef, model, onChange }: PartProps) {
  const dimension = dimensionNamed(model, fieldRef.member);
  if (dimension?.kind !== "number") return null;
  const choices = [[AUTOMATIC, "Automatic"], ...STEPS.map((count) => [String(count), `At most ${String(count)}`] as const)] as (readonly [string, string])[];
  const value = fieldRef.bins?.at_most ? String(fieldRef.bins.at_most) : AUTOMATIC;
  return <Choice title="Steps" value={value} choices={choices} onChoose={(count) => { onChange({ ...fieldRef, bins: count === AUTOMATIC ? null : { at_most: Number(count), width: null } }); }} />;
}

type PillMenuProps = PillActions & { well: Well; fieldRef: FieldRef; model: SemanticModel; sort: ChartSort };

/** What can be done with a field that stands in a well. */
export function PillMenu({ well, fieldRef, model, sort, levels, onChange, onMove, onRemove, onRename, onFilter, onSort, onDrill }: PillMenuProps) {
  const other = inOtherRole(fieldRef, model);
  const isMeasure = fieldRef.role === "measure";
  const part = { fieldRef, model, onChange };
  // By hand the categories themselves are put in order, among the options.
  const sorts = (Object.entries(SORT_WORDS) as [ChartSort, string][]).filter(([value]) => value !== "by_hand" || sort === "by_hand");
  return (
    <DropdownMenuContent align="start">
      {levels.down.map((to) => <DropdownMenuItem key={`${to.member}:${to.grain ?? ""}`} icon={<ArrowDown aria-hidden />} onSelect={() => { onDrill(to); }}>Drill down to {to.label}</DropdownMenuItem>)}
      {levels.up.map((to) => <DropdownMenuItem key={`${to.member}:${to.grain ?? ""}`} icon={<ArrowUp aria-hidden />} onSelect={() => { onDrill(to); }}>Drill up to {to.label}</DropdownMenuItem>)}
      {levels.down.length + levels.up.length > 0 && <DropdownMenuSeparator />}
      {isMeasure ? <AggregationChoice {...part} /> : <><GrainChoice {...part} /><BinsChoice {...part} /></>}
      {(well === "x" || well === "y") && <Choice title="Order" value={sort} choices={sorts} onChoose={onSort} />}
      {other && <DropdownMenuItem onSelect={() => { onChange(other); }}>{isMeasure ? "Group by it instead" : "Measure it instead"}</DropdownMenuItem>}
      <DropdownMenuSub>
        <DropdownMenuSubTrigger>Move to</DropdownMenuSubTrigger>
        <DropdownMenuSubContent>
          {WELLS.filter((to) => to !== well && fittedTo(to, fieldRef, model) !== null).map((to) => (
            <DropdownMenuItem key={to} onSelect={() => { onMove(to); }}>{PLACE_WORDS[to]}</DropdownMenuItem>
          ))}
        </DropdownMenuSubContent>
      </DropdownMenuSub>
      <DropdownMenuSeparator />
      {fittedTo("filter", fieldRef, model) !== null && <DropdownMenuItem onSelect={onFilter}>Filter by it</DropdownMenuItem>}
      <DropdownMenuItem onSelect={onRename}>Rename</DropdownMenuItem>
      <DropdownMenuItem shortcut="Del" onSelect={onRemove}>Remove</DropdownMenuItem>
    </DropdownMenuContent>
  );
}
