import { useDndContext, useDroppable } from "@dnd-kit/core";
import { useEffect } from "react";
import { CANVAS_ID } from "@/chart-editor/canvas-id";

const elementOf = (tileId: string): HTMLElement | null => document.querySelector(`[data-tile="${CSS.escape(tileId)}"]`);

/** The tile on the canvas takes fields as well: what is dropped on it finds its own well. */
export function TileTarget({ tileId }: { tileId: string }): null {
  const { active } = useDndContext();
  const { setNodeRef, isOver } = useDroppable({ id: CANVAS_ID });
  const isCarrying = active !== null;
  useEffect(() => {
    setNodeRef(elementOf(tileId));
    return () => { setNodeRef(null); };
  }, [setNodeRef, tileId]);
  useEffect(() => {
    const { style } = elementOf(tileId) ?? {};
    if (style === undefined || !isCarrying) return undefined;
    style.outline = `${isOver ? "3px solid" : "2px dashed"} var(--accent)`;
    style.outlineOffset = "2px";
    return () => {
      style.removeProperty("outline");
      style.removeProperty("outline-offset");
    };
  }, [tileId, isCarrying, isOver]);
  return null;
}
