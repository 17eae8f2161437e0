import { useDraggable } from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { FieldRef, SemanticModel } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { CalculatedMark, ColumnTypeIcon, FormulaIcon, MeasureIcon } from "@/ui/column-type-icon";
import { AddMenu } from "./add-menu";
import type { Carried } from "./drag";
import { fieldWords, memberLabel, memberType } from "./field-words";
import { dimensionNamed, formulaOf, type DropPlace } from "./wells";

type CarriedFieldProps = {
  model: SemanticModel;
  fieldRef: FieldRef;
  /** Tells apart the rows of a field that stands in the list more than once. */
  place?: string | undefined;
  label: string;
  /** What is said while it is carried. */
  words: string;
  icon: ReactNode;
  description: string | null;
  isUsed: boolean;
  onAdd: (place: DropPlace) => void;
  onAddToBest: () => void;
};

function FieldIcon({ model, fieldRef }: Pick<CarriedFieldProps, "model" | "fieldRef">) {
  if (formulaOf(model, fieldRef)) return <FormulaIcon className="size-3.5" />;
  return fieldRef.role === "measure" ? <MeasureIcon className="size-3.5" /> : <ColumnTypeIcon type={memberType(model, fieldRef.member)} className="size-3.5" />;
}

/** What can be carried to a well: drag it, double-click it, or open its menu with Enter or a tap. */
export function CarriedField({ model, fieldRef, place = "", label, words, icon, description, isUsed, onAdd, onAddToBest }: CarriedFieldProps) {
  const [isMenuOpen, setMenuOpen] = useState(false);
  const carried: Carried = { ref: fieldRef, words, from: null };
  const isCalculated = fieldRef.role === "dimension" && Boolean(dimensionNamed(model, fieldRef.member)?.formula);
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: `field:${place}${fieldRef.role}:${fieldRef.member}:${fieldRef.aggregation ?? fieldRef.grain ?? ""}`, data: carried });
  return (
    <div className={cn("group/field flex min-w-0 flex-1 items-center rounded-md hover:bg-hover", isDragging && "opacity-50")}>
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
        {icon}
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
    </div>
  );
}

type FieldRowProps = Omit<CarriedFieldProps, "label" | "words" | "icon"> & { label?: string };

/** A field of the dataset. */
export function FieldRow({ label, ...field }: FieldRowProps) {
  const { model, fieldRef } = field;
  const usual = memberLabel(model, fieldRef);
  const words = fieldRef.grain ? fieldWords(fieldRef, model) : usual;
  return <li className="flex"><CarriedField {...field} label={label ?? usual} words={words} icon={<FieldIcon model={model} fieldRef={fieldRef} />} /></li>;
}
