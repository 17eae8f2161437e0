import { useDndContext, useDroppable } from "@dnd-kit/core";
import { Children, type ReactNode } from "react";
import type { SemanticModel } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { dropId, type Carried } from "./drag";
import { fittedTo, PLACE_HINTS, PLACE_WORDS, type DropPlace } from "./wells";

type WellBoxProps = { place: DropPlace; model: SemanticModel; children?: ReactNode };

/** A place that takes fields; it shows while one is carried whether it would take that one. */
export function WellBox({ place, model, children }: WellBoxProps) {
  const { active } = useDndContext();
  const carried = active?.data.current as Carried | undefined;
  const isRefused = carried !== undefined && fittedTo(place, carried.ref, model) === null;
  const { setNodeRef, isOver } = useDroppable({ id: dropId(place), disabled: isRefused });
  const isEmpty = Children.toArray(children).length === 0;
  return (
    <section aria-label={PLACE_WORDS[place]} className="min-w-0">
      <h3 className="pb-0.5 text-xs font-medium text-muted" title={PLACE_HINTS[place]}>{PLACE_WORDS[place]}</h3>
      <div
        ref={setNodeRef}
        className={cn(
          "flex min-h-9 flex-col gap-1 rounded-md border border-dashed p-1 transition-colors",
          carried && !isRefused ? "border-accent" : isEmpty ? "border-line" : "border-transparent bg-sunken",
          isOver && "bg-accent-soft",
          isRefused && "opacity-50",
        )}
      >
        {children}
        {isEmpty && <p className="px-1.5 py-1 text-xs text-faint">{isRefused ? "Takes no such field" : PLACE_HINTS[place]}</p>}
      </div>
    </section>
  );
}
