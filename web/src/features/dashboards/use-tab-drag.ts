import { useEffect, useRef, useState, type CSSProperties, type PointerEvent as ReactPointerEvent } from "react";
import { dropIndex, shiftOf } from "./tab-drag";

/** A tab under the pointer: how far it has been pulled, and where it would land. */
type TabDrag = { id: string; from: number; to: number; dx: number; width: number };

type TabDragInput = {
  /** It was really pulled, not only clicked. */
  onLift: (id: string) => void;
  onDrop: (id: string, index: number) => void;
};

const THRESHOLD = 5;
const EDGE = 28;
const SCROLL_STEP = 9;

const pushAt = (x: number, { left, right }: DOMRect): number => (x < left + EDGE ? -SCROLL_STEP : x > right - EDGE ? SCROLL_STEP : 0);

/** Pulls a tab along its strip with mouse or pen; a finger scrolls the strip instead. Escape takes it back. */
export const useTabDrag = ({ onLift, onDrop }: TabDragInput) => {
  const [drag, setDrag] = useState<TabDrag | null>(null);
  const abandon = useRef<() => void>(() => undefined);
  useEffect(() => () => { abandon.current(); }, []);

  const start = (id: string, from: number, event: ReactPointerEvent<HTMLElement>) => {
    const tab = event.currentTarget;
    const scroller = tab.closest<HTMLElement>("[data-strip]");
    const row = [...(tab.parentElement?.children ?? [])].filter((child) => child instanceof HTMLElement);
    if (scroller === null || row.length < 2 || event.button !== 0 || event.pointerType === "touch") return;
    const spans = row.map(({ offsetLeft, offsetWidth }) => ({ left: offsetLeft, width: offsetWidth }));
    const grip = event.clientX + scroller.scrollLeft;
    let x = event.clientX;
    let latest: TabDrag | null = null;
    let frame = 0;

    const follow = () => {
      const dx = x + scroller.scrollLeft - grip;
      if (latest === null && Math.abs(dx) < THRESHOLD) return;
      if (latest === null) {
        onLift(id);
        frame = requestAnimationFrame(push);
      }
      latest = { id, from, to: dropIndex(spans, from, dx), dx, width: tab.offsetWidth };
      setDrag(latest);
    };
    const push = () => {
      const before = scroller.scrollLeft;
      scroller.scrollLeft += pushAt(x, scroller.getBoundingClientRect());
      if (scroller.scrollLeft !== before) follow();
      frame = requestAnimationFrame(push);
    };
    const move = ({ clientX }: PointerEvent) => {
      x = clientX;
      follow();
    };
    const end = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", drop);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", escape);
      abandon.current = () => undefined;
      setDrag(null);
    };
    const drop = () => {
      end();
      if (latest !== null && latest.to !== from) onDrop(id, latest.to);
    };
    const escape = ({ key }: KeyboardEvent) => { if (key === "Escape") end(); };
    abandon.current = end;
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", drop);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", escape);
  };

  const styleOf = (id: string, index: number): CSSProperties | undefined => {
    if (drag === null) return undefined;
    const shift = id === drag.id ? drag.dx : shiftOf(drag.width, drag.from, drag.to, index);
    return { transform: `translateX(${String(shift)}px)` };
  };
  return { liftedId: drag?.id ?? null, start, styleOf };
};
