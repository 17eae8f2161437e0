import { useCallback, useEffect, useRef, useState } from "react";
import { clampZoom, zoomByWheel, zoomIn, zoomOut, zoomToFit, zoomToPart } from "./zoom";
import type { CanvasScreen } from "./canvas-tools";

/** Pixels left free above and below a page that fits. */
const MARGIN = 24;

/** The canvas without its zoom, what is laid out in it, and the window that it lies in. */
const placesNow = () => {
  const canvas = document.querySelector<HTMLElement>("[data-page-canvas] [data-zoom]");
  const scroller = canvas?.closest("main");
  const inner = canvas?.firstElementChild;
  return canvas && scroller && inner ? { canvas, scroller, inner, room: { width: canvas.clientWidth, height: scroller.clientHeight - 2 * MARGIN } } : null;
};

type Places = NonNullable<ReturnType<typeof placesNow>>;

/** The frame around tiles, in pixels of the canvas as it is without a zoom. */
const frameAround = ({ inner }: Places, tiles: readonly Element[], zoom: number) => {
  const origin = inner.getBoundingClientRect();
  const boxes = tiles.map((tile) => tile.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map((box) => box.left)) - origin.left, Math.min(...boxes.map((box) => box.top)) - origin.top];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.right)) - origin.left, Math.max(...boxes.map((box) => box.bottom)) - origin.top];
  return { left: left / zoom, top: top / zoom, width: (right - left) / zoom, height: (bottom - top) / zoom };
};

/**
 * Once the canvas has been drawn at its zoom: scrolls so that a place of it stands where it is wanted, in pixels of the window. How wide it
 * is then, the browser knows a frame later than how tall.
 */
const putThere = (place: { x: number; y: number }, wanted: { x: number; y: number }, zoom: number, frames = 2) => {
  requestAnimationFrame(() => {
    const found = placesNow();
    if (found === null) return;
    const now = found.inner.getBoundingClientRect();
    found.canvas.scrollLeft += now.left + place.x * zoom - wanted.x;
    found.scroller.scrollTop += now.top + place.y * zoom - wanted.y;
    if (frames > 1) putThere(place, wanted, zoom, frames - 1);
  });
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, [contenteditable=true], [role=dialog]") !== null;

/** Which screen a page is arranged for, and how large it is drawn: by keys and by the wheel with Ctrl. */
export const useCanvasView = () => {
  const [screen, setScreen] = useState<CanvasScreen>("desktop");
  const [zoom, setZoom] = useState(1);
  const stepIn = useCallback(() => { setZoom(zoomIn); }, []);
  const stepOut = useCallback(() => { setZoom(zoomOut); }, []);
  const fit = useCallback(() => { setZoom(1); }, []);
  const latest = useRef(zoom);
  useEffect(() => { latest.current = zoom; }, [zoom]);
  const fitPage = useCallback(() => {
    const found = placesNow();
    if (found === null) return;
    const tiles = [...found.canvas.querySelectorAll("[data-tile]")];
    const { top, height } = tiles.length === 0 ? { top: 0, height: 0 } : frameAround(found, tiles, latest.current);
    const next = zoomToFit(top + height, found.room.height);
    setZoom(next);
    const { left } = found.canvas.getBoundingClientRect();
    putThere({ x: 0, y: 0 }, { x: left, y: found.scroller.getBoundingClientRect().top + MARGIN }, next);
  }, []);
  const fitTiles = useCallback((ids: ReadonlySet<string>) => {
    const found = placesNow();
    const tiles = found === null ? [] : [...found.canvas.querySelectorAll<HTMLElement>("[data-tile]")].filter((tile) => ids.has(tile.dataset["tile"] ?? ""));
    if (found === null || tiles.length === 0) return false;
    const frame = frameAround(found, tiles, latest.current);
    const next = zoomToPart({ width: frame.width + 2 * MARGIN, height: frame.height }, found.room);
    setZoom(next);
    const window_ = found.scroller.getBoundingClientRect();
    const { left, width } = found.canvas.getBoundingClientRect();
    const middle = { x: frame.left + frame.width / 2, y: frame.top + frame.height / 2 };
    putThere(middle, { x: left + width / 2, y: window_.top + window_.height / 2 }, next);
    return true;
  }, []);
  const isWide = screen === "desktop";

  useEffect(() => {
    if (!isWide) return undefined;
    const steps: Partial<Record<string, () => void>> = { "+": stepIn, "=": stepIn, "-": stepOut, "0": fit };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || isTyping(event.target)) return;
      if (event.shiftKey && event.code === "Digit1" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        fitPage();
        return;
      }
      if (!event.ctrlKey && !event.metaKey) return;
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      step();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => { window.removeEventListener("keydown", onKeyDown); };
  }, [fit, fitPage, isWide, stepIn, stepOut]);

  return { screen, setScreen, zoom, setZoom, stepIn, stepOut, fit, fitPage, fitTiles };
};

export type CanvasView = ReturnType<typeof useCanvasView>;

/** For the element over which the wheel zooms: what lies under the pointer stays there. */
export const useWheelZoom = ({ screen, zoom, setZoom }: Pick<CanvasView, "screen" | "zoom" | "setZoom">) => {
  const isWide = screen === "desktop";
  const latestZoom = useRef(zoom);
  useEffect(() => { latestZoom.current = zoom; }, [zoom]);
  return useCallback((element: HTMLElement | null) => {
    if (element === null || !isWide) return undefined;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const before = latestZoom.current;
      const next = clampZoom(zoomByWheel(before, event.deltaY));
      latestZoom.current = next;
      setZoom(next);
      const found = placesNow();
      if (found === null || next === before) return;
      const now = found.inner.getBoundingClientRect();
      const under = { x: (event.clientX - now.left) / before, y: (event.clientY - now.top) / before };
      putThere(under, { x: event.clientX, y: event.clientY }, next);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => { element.removeEventListener("wheel", onWheel); };
  }, [isWide, setZoom]);
};
