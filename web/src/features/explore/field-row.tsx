import { useDraggable } from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { FieldRef, SemanticModel } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { CalculatedMark, ColumnTypeIcon, FormulaIcon, MeasureIcon } from "@/ui/column-type-icon";
import { AddMenu } from "./add-menu";
import type { Carried } from "./drag";
import { memberLabel, memberType } from "./field-words";
import { dimensionNamed, formulaOf, type DropPlace } from "./wells";

type FieldRowProps = {
  model: SemanticModel;
  fieldRef: FieldRef;
  description: string | null;
  isUsed: boolean;
  onAdd: (place: DropPlace) => void;
  onAddToBest: () => void;
};

function FieldIcon({ model, fieldRef }: Pick<FieldRowProps, "model" | "fieldRef">) {
  if (formulaOf(model, fieldRef)) return <FormulaIcon className="size-3.5" />;
  return fieldRef.role === "measure" ? <MeasureIcon className="size-3.5" /> : <ColumnTypeIcon type={memberType(model, fieldRef.member)} className="size-3.5" />;
}

/** A field of the dataset: drag it, double-click it, or open its menu with Enter or a tap. */
export function FieldRow({ model, fieldRef, description, isUsed, onAdd, onAddToBest }: FieldRowProps) {
  const [isMenuOpen, setMenuOpen] = useState(false);
  const label = memberLabel(model, fieldRef);
  const carried: Carried = { ref: fieldRef, words: label, from: null };
  const isCalculated = fieldRef.role === "dimension" && Boolean(dimensionNamed(model, fieldRef.member)?.formula);
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: `field:${fieldRef.role}:${fieldRef.member}:${fieldRef.aggregation ?? ""}`, data: carried });
  return (
    <li className={cn("group/field flex items-center rounded-md hover:bg-hover", isDragging && "opacity-50")}>
      <button
        ref={setNodeRef}
        type="button"
        {...attributes}
        {...listeners}
        aria-roledescription="draggable field"
        title={description ?? label}
        onDoubleClick={onAddToBest}
        onClick={(event) => {
          const isTap = event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === "touch";
          if (event.detail === 0 || isTap) setMenuOpen(true);
        }}
        className="flex h-7 min-w-0 flex-1 cursor-grab items-center gap-2 rounded-md pl-2 text-left text-sm"
      >
        <FieldIcon model={model} fieldRef={fieldRef} />
        <span className={cn("truncate", isUsed && "font-semibold")}>{label}</span>
        {isCalculated && <CalculatedMark />}
        {isUsed && <span className="sr-only">, in use</span>}
      </button>
      <AddMenu
        model={model}
        fieldRef={fieldRef}
        isOpen={isMenuOpen}
        onOpenChange={setMenuOpen}
        onAdd={onAdd}
        trigger={(
          <button type="button" aria-label={`Add ${label} to a well`} className="grid size-7 shrink-0 place-items-center rounded-md text-muted opacity-0 group-hover/field:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100">
            <Plus aria-hidden className="size-4" />
          </button>
        )}
      />
    </li>
  );
}
