import { ArrowDownUp, Eraser } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { FieldRef, SemanticModel } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { IconButton } from "@/ui/icon-button";
import { FilterPill } from "./filter-pill";
import { drilled, levelsBeside, type Level } from "./hierarchies";
import { Pill } from "./pill";
import {
  addFilter, changeField, chooseOptions, clearWells, isDrawable, moveField, removeField, removeFilter, setFilter, swapAxes, type Question,
} from "./state";
import { WellBox } from "./well-box";
import { fittedTo, WELLS, type Well } from "./wells";

type WellsPaneProps = {
  model: SemanticModel;
  question: Question;
  change: (change: (question: Question) => Question) => void;
  /** In place of the word for what this is. */
  head?: ReactNode;
  /** Two stand side by side in a low window, for there are other things below. */
  isDense?: boolean;
};

const TWO_COLUMNS = "[@media(max-height:48rem)]:grid [@media(max-height:48rem)]:grid-cols-2 [@media(max-height:48rem)]:items-start";

/** What the picture is made of: each well with its fields, and the filters. */
export function WellsPane({ model, question, change, head, isDense = false }: WellsPaneProps) {
  const [knownFilters] = useState(() => new Set(question.filters.map(({ member }) => member)));
  const actionsFor = (well: Well, index: number, ref: FieldRef) => ({
    onChange: (next: FieldRef) => { change((now) => changeField(now, { well, index }, next)); },
    onMove: (to: Well) => { change((now) => moveField(now, { well, index }, to, fittedTo(to, ref, model) ?? ref)); },
    onRemove: () => { change((now) => removeField(now, { well, index })); },
    onFilter: () => { change((now) => addFilter(now, ref.member)); },
    levels: levelsBeside(model, question.wells, ref),
    onDrill: (to: Level) => { change((now) => drilled(now, model, ref, to)); },
    onSort: (sort: NonNullable<Question["options"]["sort"]>) => { change((now) => chooseOptions(now, { sort })); },
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2.5 overflow-y-auto">
      <div className="flex min-h-7 shrink-0 items-center justify-between">
        {head ?? <h2 className="text-sm font-semibold">Wells</h2>}
        <div className="flex">
          <IconButton size="icon-sm" label="Swap the axes" disabled={!isDrawable(question)} onClick={() => { change(swapAxes); }}><ArrowDownUp aria-hidden /></IconButton>
          <IconButton size="icon-sm" label="Empty the wells" disabled={!isDrawable(question)} onClick={() => { change(clearWells); }}><Eraser aria-hidden /></IconButton>
        </div>
      </div>
      <div className={cn("flex shrink-0 flex-col gap-2.5", isDense && TWO_COLUMNS)}>
        {WELLS.map((well) => (
          <WellBox key={well} place={well} model={model}>
            {question.wells[well].map((ref, index) => (
              <Pill key={`${ref.role}:${ref.member}:${ref.aggregation ?? ""}:${String(index)}`} {...{ well, index, model }} fieldRef={ref} sort={question.options.sort ?? "auto"} {...actionsFor(well, index, ref)} />
            ))}
          </WellBox>
        ))}
        <WellBox place="filter" model={model}>
          {question.filters.map((pill) => (
            <FilterPill
              key={pill.member}
              pill={pill}
              model={model}
              isNew={pill.filter === null && !knownFilters.has(pill.member)}
              onChange={(filter) => { change((now) => setFilter(now, pill.member, filter)); }}
              onRemove={() => { change((now) => removeFilter(now, pill.member)); }}
            />
          ))}
        </WellBox>
      </div>
    </div>
  );
}
