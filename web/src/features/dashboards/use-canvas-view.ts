import { useCallback, useEffect, useRef, useState } from "react";
import { clampZoom, zoomByWheel, zoomIn, zoomOut, zoomToFit } from "./zoom";
import type { CanvasScreen } from "./canvas-tools";

/** Pixels left free above and below a page that fits. */
const MARGIN = 24;

/** How tall the tiles are without a zoom, and the window that they lie in. */
const measured = (zoom: number) => {
  const canvas = document.querySelector<HTMLElement>("[data-page-canvas] [data-zoom]");
  const scroller = canvas?.closest("main");
  if (canvas === null || !scroller) return null;
  const { top } = canvas.getBoundingClientRect();
  const bottoms = [...canvas.querySelectorAll("[data-tile]")].map((tile) => tile.getBoundingClientRect().bottom - top);
  return { canvas, scroller, tall: Math.max(0, ...bottoms) / zoom, room: scroller.clientHeight - 2 * MARGIN };
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
  const fitPage = useCallback(() => {
    setZoom((before) => {
      const found = measured(before);
      if (found === null) return before;
      const { canvas, scroller, tall, room } = found;
      requestAnimationFrame(() => { scroller.scrollTop += canvas.getBoundingClientRect().top - scroller.getBoundingClientRect().top - MARGIN; });
      return zoomToFit(tall, room);
    });
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

  return { screen, setScreen, zoom, setZoom, stepIn, stepOut, fit, fitPage };
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
      const canvas = element.querySelector("[data-zoom]");
      const scroller = element.closest("main");
      if (canvas === null || scroller === null || next === before) return;
      const below = event.clientY - canvas.getBoundingClientRect().top;
      requestAnimationFrame(() => { scroller.scrollTop += below * (next / before - 1); });
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => { element.removeEventListener("wheel", onWheel); };
  }, [isWide, setZoom]);
};
