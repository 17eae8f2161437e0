import { useDndContext, useDroppable } from "@dnd-kit/core";
import { useEffect, type RefObject } from "react";
import { PAGE_ID } from "@/chart-editor/canvas-id";

const PAGE = "[data-page-canvas]";

type Point = { x: number; y: number };

/** The page takes fields: what is dropped on it begins a picture there. */
export function PageTarget({ at }: { at: RefObject<Point | null> }): null {
  const { active } = useDndContext();
  const { setNodeRef, isOver } = useDroppable({ id: PAGE_ID });
  const isCarrying = active !== null;
  useEffect(() => {
    setNodeRef(document.querySelector<HTMLElement>(PAGE));
    return () => { setNodeRef(null); };
  }, [setNodeRef]);
  useEffect(() => {
    if (!isCarrying) return undefined;
    const watch = ({ clientX, clientY }: PointerEvent) => { at.current = { x: clientX, y: clientY }; };
    window.addEventListener("pointermove", watch);
    return () => { window.removeEventListener("pointermove", watch); };
  }, [at, isCarrying]);
  useEffect(() => {
    const { style } = document.querySelector<HTMLElement>(PAGE) ?? {};
    if (style === undefined || !isCarrying) return undefined;
    style.outline = `${isOver ? "3px solid" : "2px dashed"} var(--accent)`;
    style.outlineOffset = "4px";
    style.borderRadius = "4px";
    return () => {
      style.removeProperty("outline");
      style.removeProperty("outline-offset");
      style.removeProperty("border-radius");
    };
  }, [isCarrying, isOver]);
  return null;
}
