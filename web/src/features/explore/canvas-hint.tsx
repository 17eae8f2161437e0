import { useDroppable, useDndContext } from "@dnd-kit/core";
import { MousePointerClick } from "lucide-react";
import { cn } from "@/lib/cn";
import { EmptyState } from "@/ui/empty-state";
import { CANVAS_ID } from "@/chart-editor/canvas-id";

/** Where the picture will be: a field that is dropped here finds its own well. */
export function CanvasHint() {
  const { active } = useDndContext();
  const { setNodeRef, isOver } = useDroppable({ id: CANVAS_ID });
  return (
    <div ref={setNodeRef} className={cn("grid min-h-0 flex-1 place-items-center rounded-lg border border-dashed border-line bg-panel", active && "border-accent", isOver && "bg-accent-soft")}>
      <EmptyState icon={<MousePointerClick />} title="Drag a field here">
        Or double-click it, or press Enter on it for a menu. A measure such as the count of rows and a dimension such as a date make a first picture.
      </EmptyState>
    </div>
  );
}
