import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { brushBetween, movedBrush, type Brush, type Steps } from "@/query/brush";
import type { Plot } from "./plot";

/** How a picture is brushed, and what becomes of it. */
export type BrushControl = {
  steps: Steps;
  /** The brush that is in force. */
  brush: Brush | null;
  /** The pointer stays: what a brush will need can be fetched. */
  onReady: () => void;
  /** The brush under the pointer has changed. */
  onBrush: (brush: Brush) => void;
  /** The pointer has let go. */
  onEnd: (brush: Brush) => void;
  /** Nothing shall come of what was drawn. */
  onCancel: () => void;
  /** What stands at the corner of a brush that is kept. */
  corner?: ReactNode;
};

/** A pointer that moves less than this has clicked. */
const SLACK = 4;
const DWELL_MS = 150;

type Drag = { plot: Plot; x: number; held: Brush | null; last: Brush | null };
type Drawn = { brush: Brush; over: Brush | null; isHeld: boolean };

const within = ({ left, top, width, height }: Plot, x: number, y: number): boolean =>
  x >= left && x <= left + width && y >= top && y <= top + height;

const brushAt = ({ plot, x: start, held }: Drag, x: number, steps: Steps): Brush => {
  if (held !== null) return movedBrush(steps, held, plot.valueAt(x) - plot.valueAt(start));
  const end = Math.min(Math.max(x, 0), plot.width - 1);
  return brushBetween(steps, plot.valueAt(start), plot.valueAt(end));
};

const isSameBrush = (one: Brush | null, other: Brush): boolean => one?.from === other.from && one.to === other.to;

/** Brushing by pointer: a drag draws a brush, a drag within the brush moves it, Escape lets go. Gives the brush to show. */
export const useBrushGesture = (frame: RefObject<HTMLElement | null>, plotNow: () => Plot | null, control: BrushControl | undefined) => {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const latest = useRef(control);
  const hasBrushed = useRef(false);
  useEffect(() => { latest.current = control; });
  const isOn = control !== undefined;

  useEffect(() => {
    const host = frame.current;
    if (!isOn || host === null) return;
    let drag: Drag | null = null;
    let dwell: ReturnType<typeof setTimeout> | undefined;
    const placeOf = (event: PointerEvent) => {
      const box = host.getBoundingClientRect();
      // On a screen where the page is drawn larger, a pixel of the picture is several of the pointer's.
      const scale = box.width > 0 && host.offsetWidth > 0 ? host.offsetWidth / box.width : 1;
      return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
    };
    const ready = () => latest.current?.onReady();
    const enter = () => { dwell = setTimeout(ready, DWELL_MS); };
    const leave = () => { clearTimeout(dwell); };
    const down = (event: PointerEvent) => {
      hasBrushed.current = false;
      const plot = event.button === 0 && !event.shiftKey ? plotNow() : null;
      const { x, y } = placeOf(event);
      if (plot === null || !within(plot, x, y)) return;
      ready();
      const brush = latest.current?.brush ?? null;
      const isInside = brush !== null && x - plot.left >= plot.xOf(brush.from) && x - plot.left < plot.xOf(brush.to);
      drag = { plot, x: x - plot.left, held: isInside ? brush : null, last: null };
    };
    const move = (event: PointerEvent) => {
      const present = latest.current;
      if (drag === null || present === undefined) return;
      const x = placeOf(event).x - drag.plot.left;
      if (drag.last === null) {
        if (Math.abs(x - drag.x) < SLACK) return;
        host.setPointerCapture(event.pointerId);
      }
      const brush = brushAt(drag, x, present.steps);
      if (isSameBrush(drag.last, brush)) return;
      drag.last = brush;
      setDrawn({ brush, over: present.brush, isHeld: true });
      present.onBrush(brush);
    };
    const up = () => {
      const last = drag?.last;
      drag = null;
      if (!last) return;
      hasBrushed.current = true;
      setDrawn((present) => present && { ...present, isHeld: false });
      latest.current?.onEnd(last);
    };
    const cancel = () => {
      const wasBrushing = drag?.last !== null && drag !== null;
      drag = null;
      setDrawn(null);
      if (wasBrushing) latest.current?.onCancel();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || drag?.last === undefined || drag.last === null) return;
      event.preventDefault();
      hasBrushed.current = true;
      cancel();
    };
    host.addEventListener("pointerenter", enter);
    host.addEventListener("pointerleave", leave);
    host.addEventListener("pointerdown", down);
    host.addEventListener("pointermove", move);
    host.addEventListener("pointerup", up);
    host.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", key, true);
    return () => {
      clearTimeout(dwell);
      host.removeEventListener("pointerenter", enter);
      host.removeEventListener("pointerleave", leave);
      host.removeEventListener("pointerdown", down);
      host.removeEventListener("pointermove", move);
      host.removeEventListener("pointerup", up);
      host.removeEventListener("pointercancel", cancel);
      window.removeEventListener("keydown", key, true);
    };
  }, [frame, plotNow, isOn]);

  const inForce = control?.brush ?? null;
  // What was drawn stands until the choice that it became comes back; after that it is over, also where the choice is taken back.
  const isOver = drawn !== null && !drawn.isHeld && (inForce === null ? drawn.over !== null : !isSameBrush(drawn.over, inForce));
  if (isOver) setDrawn(null);
  const shown = drawn !== null && !isOver ? drawn.brush : inForce;
  return { brush: isOn ? shown : null, isHeld: drawn?.isHeld ?? false, hasBrushed };
};
