import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from "react";
import type { Side } from "./sides";

/** A tile is moved, or resized by one of its edges or corners. */
export type DragKind = "move" | Side;

/** How far a pointer has gone, in pixels of the canvas, whether it wants to go without snapping, and whether tiles keep their proportions. */
export type Way = { dx: number; dy: number; isLoose: boolean; isEven: boolean };

/** A tile under the pointer: which, how far it has been pulled, and what would come of it. */
export type Drag<Outcome> = { id: string; kind: DragKind; dx: number; dy: number; outcome: Outcome };

export type StartDrag = (id: string, kind: DragKind, event: ReactPointerEvent<HTMLElement>) => void;

type DragInput<Outcome> = {
  /** Pixels of the screen for each of the canvas. */
  zoom: number;
  /** Takes a tile in hand: what comes of each way it is pulled; nothing if it is held fast. */
  begin: (id: string, kind: DragKind) => ((way: Way) => Outcome) | null;
  onDrop: (outcome: Outcome) => void;
};

let held = 0;

/** Whether something is being pulled: then Escape means the pull. */
export const isPulling = (): boolean => held > 0;

/** Less than this is a click. */
const CLICK_PIXELS = 3;

/** Pulls a tile, or an edge or corner of it, with mouse, pen or finger; Escape takes it back. */
export const useTileDrag = <Outcome>(input: DragInput<Outcome>): { drag: Drag<Outcome> | null; start: StartDrag } => {
  const [drag, setDrag] = useState<Drag<Outcome> | null>(null);
  const latestInput = useRef(input);
  useEffect(() => { latestInput.current = input; });

  const start = useCallback<StartDrag>((id, kind, event) => {
    if (event.button !== 0) return;
    const { zoom } = latestInput.current;
    const handle = event.currentTarget;
    const { clientX, clientY, pointerId } = event;
    const scroller = handle.closest("main");
    const scrollTop = scroller?.scrollTop ?? 0;
    // The press on a head also chooses the tile and gives it the focus.
    if (handle.tagName !== "HEADER") event.preventDefault();
    handle.setPointerCapture(pointerId);
    held += 1;
    let pull: ((way: Way) => Outcome) | null = null;
    let latest: { outcome: Outcome } | null = null;

    const move = ({ clientX: x, clientY: y, altKey, ctrlKey, metaKey, shiftKey }: PointerEvent) => {
      const [across, down] = [x - clientX, y - clientY + (scroller?.scrollTop ?? 0) - scrollTop];
      if (latest === null && Math.hypot(across, down) < CLICK_PIXELS) return;
      pull ??= latestInput.current.begin(id, kind);
      if (pull === null) {
        end(false);
        return;
      }
      const [dx, dy] = [across / zoom, down / zoom];
      latest = { outcome: pull({ dx, dy, isLoose: altKey || ctrlKey || metaKey, isEven: shiftKey }) };
      setDrag({ id, kind, dx, dy, outcome: latest.outcome });
    };
    const end = (isDropped: boolean) => {
      held -= 1;
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", drop);
      handle.removeEventListener("pointercancel", cancel);
      window.removeEventListener("keydown", escape, { capture: true });
      if (handle.hasPointerCapture(pointerId)) handle.releasePointerCapture(pointerId);
      setDrag(null);
      if (isDropped && latest !== null) latestInput.current.onDrop(latest.outcome);
    };
    const drop = () => { end(true); };
    const cancel = () => { end(false); };
    const escape = (key: KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.preventDefault();
      end(false);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", escape, { capture: true });
  }, []);

  return { drag, start };
};
