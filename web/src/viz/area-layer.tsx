import { useEffect, useRef, useState, type RefObject } from "react";
import type { Drawing, Filter, RowFilterSpec } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { formatCount } from "@/lib/format-number";
import { areaOfFilters, filtersOfHits, filtersOfSides, MOST_VALUES, needsShift, sidesOf } from "./areas";
import type { Area, AreaGround } from "./plot";
import type { Drawn } from "./vega-runtime";

export type AreaLayerProps = {
  frame: RefObject<HTMLElement | null>;
  drawn: RefObject<Drawn | null>;
  drawing: Drawing;
  answer: Drawable;
  selected: readonly Filter[];
  onPick: (filters: RowFilterSpec[]) => void;
  /** Where the picture stands since it was laid out. */
  ground: AreaGround | null;
  /** A drag has ended: the click that follows means no mark. */
  onDragged: (hasDragged: boolean) => void;
};

type Held = { ground: AreaGround; area: Area; count: number };

/** A pointer that moves less than this has clicked. */
const SLACK = 4;
const LABEL_ROOM = 24;

const placeIn = (host: HTMLElement, { left, top }: AreaGround, { clientX, clientY }: PointerEvent): { x: number; y: number } => {
  const box = host.getBoundingClientRect();
  // On a screen where the page is drawn larger, a pixel of the picture is several of the pointer's.
  const scale = box.width > 0 && host.offsetWidth > 0 ? host.offsetWidth / box.width : 1;
  return { x: (clientX - box.left) * scale - left, y: (clientY - box.top) * scale - top };
};

const areaBetween = (one: { x: number; y: number }, other: { x: number; y: number }, { width, height }: AreaGround): Area => {
  const [x, y] = [Math.min(Math.max(other.x, 0), width), Math.min(Math.max(other.y, 0), height)];
  return { left: Math.min(one.x, x), right: Math.max(one.x, x), top: Math.min(one.y, y), bottom: Math.max(one.y, y) };
};

function Rectangle({ ground, area, label }: { ground: AreaGround; area: Area; label: string | null }) {
  const { left, top, right, bottom } = area;
  return (
    <>
      <div
        aria-hidden data-area={label === null ? "kept" : "held"}
        className="pointer-events-none absolute rounded-xs border border-accent bg-accent/10"
        style={{ left: ground.left + left, top: ground.top + top, width: Math.max(right - left, 1), height: Math.max(bottom - top, 1) }}
      />
      {label !== null && (
        <p className="pointer-events-none absolute z-10 rounded-sm bg-fg px-1.5 py-0.5 text-xs whitespace-nowrap text-panel tabular" style={{ left: ground.left + left, top: Math.max(0, ground.top + (top > LABEL_ROOM ? top - LABEL_ROOM : bottom + 4)) }}>
          {label}
        </p>
      )}
    </>
  );
}

/** A rectangle over the marks of a picture chooses those that lie in it; with Shift it adds them to those that are chosen. */
export function AreaLayer({ frame, drawn, drawing, answer, selected, onPick, ground, onDragged }: AreaLayerProps) {
  const [held, setHeld] = useState<Held | null>(null);
  const [refused, setRefused] = useState<readonly Filter[] | null>(null);
  const latest = useRef({ drawing, answer, selected, onPick });
  useEffect(() => { latest.current = { drawing, answer, selected, onPick }; });
  const isPulled = needsShift(drawing);

  useEffect(() => {
    const host = frame.current;
    if (host === null) return;
    let drag: { ground: AreaGround; from: { x: number; y: number }; isAdding: boolean; area: Area | null } | null = null;
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || event.pointerType === "touch" || (isPulled && !event.shiftKey)) return;
      onDragged(false);
      const ground = drawn.current?.areaGround() ?? null;
      if (ground === null) return;
      const from = placeIn(host, ground, event);
      if (from.x < 0 || from.y < 0 || from.x > ground.width || from.y > ground.height) return;
      drag = { ground, from, isAdding: event.shiftKey && !isPulled, area: null };
    };
    const move = (event: PointerEvent) => {
      if (drag === null) return;
      const at = placeIn(host, drag.ground, event);
      if (drag.area === null) {
        if (Math.hypot(at.x - drag.from.x, at.y - drag.from.y) < SLACK) return;
        host.setPointerCapture(event.pointerId);
        setRefused(null);
      }
      drag.area = areaBetween(drag.from, at, drag.ground);
      setHeld({ ground: drag.ground, area: drag.area, count: drawn.current?.within(drag.area).length ?? 0 });
    };
    const up = () => {
      const last = drag;
      drag = null;
      setHeld(null);
      if (last?.area === null || last === null) return;
      onDragged(true);
      const now = latest.current;
      const sides = sidesOf(now.drawing, now.answer);
      const hits = drawn.current?.within(last.area) ?? [];
      const before = last.isAdding ? now.selected : [];
      const filters = sides === null ? filtersOfHits(hits, before, now.drawing, now.answer) : filtersOfSides(sides, last.area, last.ground);
      if (filters === null) setRefused(now.selected);
      else if (filters.length > 0 || now.selected.length > 0) now.onPick(filters);
    };
    const cancel = () => { drag = null; setHeld(null); };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || drag === null || drag.area === null) return;
      event.preventDefault();
      event.stopPropagation();
      onDragged(true);
      cancel();
    };
    host.addEventListener("pointerdown", down);
    host.addEventListener("pointermove", move);
    host.addEventListener("pointerup", up);
    host.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", key, true);
    host.toggleAttribute("data-areas", true);
    return () => {
      host.toggleAttribute("data-areas", false);
      host.removeEventListener("pointerdown", down);
      host.removeEventListener("pointermove", move);
      host.removeEventListener("pointerup", up);
      host.removeEventListener("pointercancel", cancel);
      window.removeEventListener("keydown", key, true);
    };
  }, [frame, drawn, isPulled, onDragged]);

  const sides = selected.length === 0 ? null : sidesOf(drawing, answer);
  const kept = sides === null || ground === null ? null : areaOfFilters(selected, sides, ground);
  return (
    <>
      {held !== null && <Rectangle ground={held.ground} area={held.area} label={formatCount(held.count, "mark")} />}
      {held === null && kept !== null && ground !== null && <Rectangle ground={ground} area={kept} label={null} />}
      {refused !== null && refused === selected && (
        <p role="status" className="absolute inset-x-2 bottom-2 z-10 rounded-md bg-warning-soft px-2 py-1 text-xs">More than {MOST_VALUES} values lie in this rectangle. Draw a smaller one, or filter by the field.</p>
      )}
    </>
  );
}
