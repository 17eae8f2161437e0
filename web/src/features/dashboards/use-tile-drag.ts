import { useCallback, useState, type PointerEvent as ReactPointerEvent } from "react";
import type { TileLayout } from "@/api/contracts";
import { stepsOf } from "./geometry";
import type { Layout } from "./layout";
import { clampLayout, isSameLayout, moveTile } from "./moved-layout";

export type DragKind = "move" | "resize";

/** A tile under the pointer: where it would land, and how far it has been pulled, in pixels. */
export type Drag = { id: string; kind: DragKind; dx: number; dy: number; preview: Layout };

type DragInput = { layout: Layout; canvasWidth: number; onDrop: (layout: Layout) => void };

const MIN_STEPS = 2;

const wantedPlace = (place: TileLayout, kind: DragKind, steps: { dx: number; dy: number }): TileLayout => {
  if (kind === "move") return clampLayout({ ...place, x: place.x + steps.dx, y: place.y + steps.dy });
  const width = Math.min(24 - place.x, Math.max(MIN_STEPS, place.width + steps.dx));
  return { ...place, width, height: Math.max(MIN_STEPS, place.height + steps.dy) };
};

/** Pulls a tile, or its lower right corner, with mouse, pen or finger; Escape takes it back. */
export const useTileDrag = ({ layout, canvasWidth, onDrop }: DragInput) => {
  const [drag, setDrag] = useState<Drag | null>(null);

  const start = useCallback(
    (id: string, kind: DragKind, event: ReactPointerEvent<HTMLElement>) => {
      const place = layout.get(id);
      if (place === undefined || event.button !== 0) return;
      event.preventDefault();
      const handle = event.currentTarget;
      const { clientX, clientY, pointerId } = event;
      const scroller = handle.closest("main");
      const scrollTop = scroller?.scrollTop ?? 0;
      handle.setPointerCapture(pointerId);
      let latest: Layout = layout;

      const move = ({ clientX: x, clientY: y }: PointerEvent) => {
        const dx = x - clientX;
        const dy = y - clientY + (scroller?.scrollTop ?? 0) - scrollTop;
        latest = moveTile(layout, id, wantedPlace(place, kind, stepsOf(dx, dy, canvasWidth)));
        setDrag({ id, kind, dx, dy, preview: latest });
      };
      const end = (isDropped: boolean) => {
        handle.removeEventListener("pointermove", move);
        handle.removeEventListener("pointerup", drop);
        handle.removeEventListener("pointercancel", cancel);
        window.removeEventListener("keydown", escape);
        if (handle.hasPointerCapture(pointerId)) handle.releasePointerCapture(pointerId);
        setDrag(null);
        if (isDropped && !isSameLayout(latest, layout)) onDrop(latest);
      };
      const drop = () => { end(true); };
      const cancel = () => { end(false); };
      const escape = (key: KeyboardEvent) => { if (key.key === "Escape") end(false); };
      handle.addEventListener("pointermove", move);
      handle.addEventListener("pointerup", drop);
      handle.addEventListener("pointercancel", cancel);
      window.addEventListener("keydown", escape);
    },
    [canvasWidth, layout, onDrop],
  );

  return { drag, start };
};
