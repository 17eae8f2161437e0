import { ChevronDown, ChevronsUp, ChevronUp } from "lucide-react";
import type { ChartOptions, ChartSort, Drawing, FieldRef } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { Field } from "@/ui/field";
import { IconButton } from "@/ui/icon-button";
import { Select } from "@/ui/select";
import { memberLabel } from "@/viz/member-label";
import { SORT_WORDS } from "./field-words";
import { categoriesOf, measuresOf, moved, type Category } from "./order";

type OrderSectionProps = { drawing: Drawing | null; answer: Drawable | null; options: ChartOptions; onChange: (options: ChartOptions) => void };

const FIRST = "\u0001first";
const BY_SIZE: ReadonlySet<ChartSort> = new Set(["auto", "value_ascending", "value_descending"]);

const isMeant = (ref: FieldRef, { member, aggregation }: FieldRef): boolean => ref.member === member && (ref.aggregation ?? null) === (aggregation ?? null);

/** Each category with its way up and down. */
function Places({ names, onMove }: { names: readonly string[]; onMove: (from: number, to: number) => void }) {
  return (
    <ol aria-label="Categories in their order" className="max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line">
      {names.map((name, place) => (
        <li key={name} className="flex items-center gap-0.5 py-0.5 pr-1 pl-2.5 text-sm">
          <span className="min-w-0 flex-1 truncate" title={name}>{name}</span>
          <IconButton size="icon-sm" label={`Move ${name} to the front`} disabled={place === 0} onClick={() => { onMove(place, 0); }}><ChevronsUp aria-hidden /></IconButton>
          <IconButton size="icon-sm" label={`Move ${name} up`} disabled={place === 0} onClick={() => { onMove(place, place - 1); }}><ChevronUp aria-hidden /></IconButton>
          <IconButton size="icon-sm" label={`Move ${name} down`} disabled={place === names.length - 1} onClick={() => { onMove(place, place + 1); }}><ChevronDown aria-hidden /></IconButton>
        </li>
      ))}
    </ol>
  );
}

/** In which order the categories stand: one of choice, by which measure, or as they are put by hand. */
export function OrderSection({ drawing, answer, options, onChange }: OrderSectionProps) {
  const sort = options.sort ?? "auto";
  const canBeByHand = drawing?.abilities?.includes("order") ?? false;
  const sorts = (Object.entries(SORT_WORDS) as [ChartSort, string][]).filter(([value]) => value !== "by_hand" || canBeByHand || sort === "by_hand");
  const shown = categoriesOf(drawing, answer, options.order ?? []);
  const measures = measuresOf(answer);
  const deciding = options.sort_by ? measures.findIndex(({ ref }) => isMeant(ref, options.sort_by as FieldRef)) : -1;
  const choose = (chosen: ChartSort) => { onChange({ sort: chosen, ...(chosen === "by_hand" && (options.order ?? []).length === 0 && { order: shown.values }) }); };
  const move = (from: number, to: number) => { onChange({ order: moved<Category>(shown.values, from, to) }); };
  return (
    <>
      <Field label="Order">{(control) => <Select {...control} value={sort} options={sorts.map(([value, label]) => ({ value, label }))} onChange={choose} />}</Field>
      {(canBeByHand || drawing?.mark === "table" || drawing?.mark === "matrix") && BY_SIZE.has(sort) && measures.length > 1 && (
        <Field label="Ordered by" hint="A measure in the tooltip counts too.">
          {(control) => (
            <Select
              {...control}
              value={deciding < 0 ? FIRST : String(deciding)}
              options={[{ value: FIRST, label: "What is drawn" }, ...measures.map(({ label }, place) => ({ value: String(place), label }))]}
              onChange={(chosen) => { onChange({ sort_by: chosen === FIRST ? null : measures[Number(chosen)]?.ref ?? null }); }}
            />
          )}
        </Field>
      )}
      {sort === "by_hand" && shown.column !== null && <Places names={shown.values.map((value) => memberLabel(value, shown.column, drawing?.number_formats))} onMove={move} />}
    </>
  );
}
