import { useEffect, type RefObject } from "react";
import { afterKey, panned, wheelFactor, zoomedAt, type MapZoom, type Part } from "./map-zoom";
import type { Ground } from "./plot";
import type { Drawn } from "./vega-runtime";

type Gestures = {
  frame: RefObject<HTMLElement | null>;
  /** Its buttons, where the same keys are heard. */
  bar: RefObject<HTMLElement | null>;
  drawn: RefObject<Drawn | null>;
  isWhole: boolean;
  /** Whether the map is another than before. */
  change: (by: (zoom: MapZoom) => MapZoom) => boolean;
  onDragged: (hasDragged: boolean) => void;
};

/** A pointer that moves less than this has clicked. */
const SLACK = 4;
const LINE_PIXELS = 16;
/** A page that is being laid out: Ctrl and the wheel zoom it. */
const CANVAS = "[data-zoom]";

/** A place of the screen in parts of the map, also where the page is drawn larger than it is. */
const partAt = (host: HTMLElement, { left, top, width, height }: Ground, { clientX, clientY }: { clientX: number; clientY: number }): Part => {
  const box = host.getBoundingClientRect();
  const drawnLarger = box.width > 0 && host.offsetWidth > 0 ? host.offsetWidth / box.width : 1;
  return { x: ((clientX - box.left) * drawnLarger - left) / width, y: ((clientY - box.top) * drawnLarger - top) / height };
};

const middleOf = (fingers: readonly PointerEvent[]): { clientX: number; clientY: number } => ({
  clientX: fingers.reduce((sum, { clientX }) => sum + clientX, 0) / fingers.length,
  clientY: fingers.reduce((sum, { clientY }) => sum + clientY, 0) / fingers.length,
});

const spread = ([one, other]: readonly PointerEvent[]): number | null =>
  one && other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : null;

/** Wheel, fingers, dragging and keys in the frame of a map. A wheel without Ctrl zooms only where the map has the focus, so that a page can be scrolled past it. */
export const useMapGestures = ({ frame, bar, drawn, isWhole, change, onDragged }: Gestures): void => {
  useEffect(() => { frame.current?.toggleAttribute("data-zoomed", !isWhole); }, [frame, isWhole]);
  useEffect(() => {
    const host = frame.current;
    const buttons = bar.current;
    if (host === null || buttons === null) return;
    const fingers = new Map<number, PointerEvent>();
    let start: PointerEvent | null = null;
    let hasMoved = false;
    const partOf = (place: { clientX: number; clientY: number }): Part | null => {
      const ground = drawn.current?.ground();
      return ground ? partAt(host, ground, place) : null;
    };
    const wheel = (event: WheelEvent) => {
      const isFocused = [host, buttons].some((part) => part.contains(document.activeElement));
      const isAsked = isFocused || ((event.ctrlKey || event.metaKey) && host.closest(CANVAS) === null);
      const at = isAsked ? partOf(event) : null;
      if (at === null) return;
      const factor = wheelFactor(event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1));
      const hasZoomed = change((zoom) => zoomedAt(zoom, factor, at));
      if (!hasZoomed && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const down = (event: PointerEvent) => {
      // With Shift a rectangle is drawn over its marks.
      if (event.button !== 0 || event.shiftKey) return;
      if (fingers.size === 0) { hasMoved = false; onDragged(false); start = event; }
      fingers.set(event.pointerId, event);
    };
    const move = (event: PointerEvent) => {
      if (!fingers.has(event.pointerId) || start === null) return;
      if (!hasMoved && fingers.size === 1 && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < SLACK) return;
      const before = [...fingers.values()];
      fingers.set(event.pointerId, event);
      const after = [...fingers.values()];
      const [from, to] = [partOf(middleOf(before)), partOf(middleOf(after))];
      if (from === null || to === null) return;
      const [wide, wider] = [spread(before), spread(after)];
      const factor = wide && wider ? wider / wide : 1;
      const hasChanged = change((zoom) => panned(zoomedAt(zoom, factor, from), { x: to.x - from.x, y: to.y - from.y }));
      if (!hasChanged || hasMoved) return;
      hasMoved = true;
      onDragged(true);
      host.setPointerCapture(event.pointerId);
    };
    const up = (event: PointerEvent) => { fingers.delete(event.pointerId); };
    // Two fingers are the map's; one scrolls the page as long as there is nothing of the map to pull.
    const touch = (event: TouchEvent) => { if (event.touches.length > 1 || hasMoved) event.preventDefault(); };
    const key = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !change((zoom) => afterKey(event.key, zoom) ?? zoom)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    host.addEventListener("wheel", wheel, { passive: false });
    host.addEventListener("pointerdown", down);
    host.addEventListener("pointermove", move);
    host.addEventListener("pointerup", up);
    host.addEventListener("pointercancel", up);
    host.addEventListener("touchmove", touch, { passive: false });
    host.addEventListener("keydown", key);
    buttons.addEventListener("keydown", key);
    return () => {
      buttons.removeEventListener("keydown", key);
      host.removeEventListener("wheel", wheel);
      host.removeEventListener("pointerdown", down);
      host.removeEventListener("pointermove", move);
      host.removeEventListener("pointerup", up);
      host.removeEventListener("pointercancel", up);
      host.removeEventListener("touchmove", touch);
      host.removeEventListener("keydown", key);
    };
  }, [frame, bar, drawn, change, onDragged]);
};
