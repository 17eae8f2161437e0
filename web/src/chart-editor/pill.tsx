import { useDraggable } from "@dnd-kit/core";
import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import type { ChartSort, FieldRef, SemanticModel } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { DropdownMenu, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import type { Carried } from "./drag";
import { fieldWords } from "./field-words";
import { PillMenu, type PillActions } from "./pill-menu";
import { RenameDialog } from "./rename-dialog";
import type { Well } from "./wells";

export const pillClasses = (role: FieldRef["role"]): string =>
  cn("flex h-7 min-w-0 items-center rounded-md border text-xs font-medium", role === "measure" ? "border-transparent bg-success-soft text-success-text" : "border-transparent bg-accent-soft text-accent-text");

type PillProps = Omit<PillActions, "onRename"> & { well: Well; index: number; fieldRef: FieldRef; model: SemanticModel; sort: ChartSort };

/** A field in its well: green when it counts, blue when it groups. */
export function Pill({ well, index, fieldRef, model, sort, ...actions }: PillProps) {
  const [isOpen, setOpen] = useState(false);
  const [isRenaming, setRenaming] = useState(false);
  const words = fieldWords(fieldRef, model);
  const carried: Carried = { ref: fieldRef, words, from: { well, index } };
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: `pill:${well}:${String(index)}`, data: carried });
  return (
    <div className={cn(pillClasses(fieldRef.role), isDragging && "opacity-40")}>
      <DropdownMenu open={isOpen} onOpenChange={setOpen}>
        <DropdownMenuTrigger asChild onPointerDown={(event) => { event.preventDefault(); }}>
          <button
            ref={setNodeRef}
            type="button"
            {...attributes}
            {...listeners}
            aria-roledescription="draggable field"
            aria-haspopup="menu"
            title={words}
            onClick={() => { setOpen(true); }}
            onKeyDown={(event) => {
              if (event.key === "Delete" || event.key === "Backspace") actions.onRemove();
              else if (event.key === "Enter") { event.preventDefault(); setOpen(true); }
              else listeners?.["onKeyDown"]?.(event);
            }}
            className="flex h-full min-w-0 flex-1 cursor-grab items-center gap-1 rounded-md pl-2 text-left"
          >
            <span className="min-w-0 flex-1 truncate">{words}</span>
            <ChevronDown aria-hidden className="size-3.5 shrink-0" />
          </button>
        </DropdownMenuTrigger>
        <PillMenu {...{ well, fieldRef, model, sort }} {...actions} onRename={() => { setRenaming(true); }} />
      </DropdownMenu>
      <button type="button" aria-label={`Remove ${words}`} onClick={actions.onRemove} className="grid h-full w-6 shrink-0 place-items-center rounded-md hover:bg-hover">
        <X aria-hidden className="size-3.5" />
      </button>
      {isRenaming && (
        <RenameDialog
          usual={fieldWords({ ...fieldRef, label: null }, model)}
          label={fieldRef.label ?? ""}
          onRename={(label) => { actions.onChange({ ...fieldRef, label }); }}
          onClose={() => { setRenaming(false); }}
        />
      )}
    </div>
  );
}
