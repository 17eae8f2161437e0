import { Filter as FilterIcon, X } from "lucide-react";
import { useState } from "react";
import type { Filter, SemanticModel } from "@/api/contracts";
import { filterWords } from "@/query/filter-words";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { FilterEditor } from "./filter-editor";
import { memberLabel } from "./field-words";
import type { FilterPill as Pill } from "./state";

type FilterPillProps = {
  pill: Pill;
  model: SemanticModel;
  /** A filter that was just added opens by itself. */
  isNew: boolean;
  onChange: (filter: Filter | null) => void;
  onRemove: () => void;
};

/** A field in the filter well with its condition in words; press it to change the condition. */
export function FilterPill({ pill, model, isNew, onChange, onRemove }: FilterPillProps) {
  const [isOpen, setOpen] = useState(isNew);
  const label = memberLabel(model, { role: "dimension", member: pill.member });
  const condition = pill.filter === null ? "all" : filterWords(pill.filter);
  return (
    <div className="flex h-7 min-w-0 items-center rounded-md border border-line bg-panel text-xs">
      <Popover open={isOpen} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <button
            type="button"
            title={`${label}: ${condition}`}
            onKeyDown={(event) => { if (event.key === "Delete" || event.key === "Backspace") onRemove(); }}
            className="flex h-full min-w-0 flex-1 items-center gap-1.5 rounded-md pl-2 text-left hover:bg-hover"
          >
            <FilterIcon aria-hidden className="size-3 shrink-0 text-muted" />
            <span className="min-w-0 truncate"><span className="font-medium">{label}</span><span className="text-muted"> · {condition}</span></span>
          </button>
        </PopoverTrigger>
        <PopoverContent align="start" side="right" aria-label={`Filter by ${label}`} className="w-80 max-w-[calc(100vw-16px)]">
          <FilterEditor model={model} member={pill.member} filter={pill.filter} onChange={onChange} />
        </PopoverContent>
      </Popover>
      <button type="button" aria-label={`Remove the filter on ${label}`} onClick={onRemove} className="grid h-full w-6 shrink-0 place-items-center rounded-md text-muted hover:bg-hover">
        <X aria-hidden className="size-3.5" />
      </button>
    </div>
  );
}
