import { Minus, Plus, RotateCcw } from "lucide-react";
import { useCallback, useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { cn } from "@/lib/cn";
import { IconButton } from "@/ui/icon-button";
import { isSameZoom, MOST, STEP, WHOLE, zoomedAt, type MapZoom } from "./map-zoom";
import { useMapGestures } from "./use-map-gestures";
import type { Drawn } from "./vega-runtime";

export type MapZoomLayerProps = {
  frame: RefObject<HTMLElement | null>;
  drawn: RefObject<Drawn | null>;
  /** Tells what is chosen, so that a picture that is drawn anew stays where it was. */
  onZoom: (zoom: MapZoom) => void;
  /** A drag has ended: the click that follows means no mark. */
  onDragged: (hasDragged: boolean) => void;
};

type VerbProps = { label: string; shortcut: string; isIdle: boolean; onPress: () => void; children: ReactNode };

/** Idle buttons keep the focus that they have. */
function Verb({ label, shortcut, isIdle, onPress, children }: VerbProps) {
  return <IconButton label={label} shortcut={shortcut} size="icon-sm" aria-disabled={isIdle || undefined} onClick={isIdle ? undefined : onPress}>{children}</IconButton>;
}

/** Zoom of a map: by wheel, fingers, dragging and keys in its frame, and by buttons at its corner. */
export function MapZoomLayer({ frame, drawn, onZoom, onDragged }: MapZoomLayerProps) {
  const [zoom, setZoom] = useState(WHOLE);
  const now = useRef(WHOLE);
  const bar = useRef<HTMLDivElement>(null);
  const change = useCallback((by: (zoom: MapZoom) => MapZoom): boolean => {
    const next = by(now.current);
    if (isSameZoom(next, now.current)) return false;
    now.current = next;
    setZoom(next);
    onZoom(next);
    drawn.current?.zoom(next);
    return true;
  }, [drawn, onZoom]);
  useMapGestures({ frame, bar, drawn, isWhole: zoom.scale === 1, change, onDragged });
  // Another kind of map begins whole.
  useEffect(() => () => { onZoom(WHOLE); }, [onZoom]);
  const { scale } = zoom;
  return (
    <div
      ref={bar}
      role="group"
      aria-label="Zoom of the map"
      className={cn(
        "absolute top-1 left-1 z-10 flex max-h-[calc(100%-8px)] flex-col overflow-hidden rounded-md border border-line bg-raised shadow-sm transition-opacity duration-150",
        scale === 1 && "opacity-0 group-hover/chart:opacity-100 group-focus-within/chart:opacity-100 pointer-coarse:opacity-100",
      )}
    >
      <Verb label="Zoom in" shortcut="+" isIdle={scale >= MOST} onPress={() => { change((present) => zoomedAt(present, STEP)); }}><Plus aria-hidden /></Verb>
      <Verb label="Zoom out" shortcut="−" isIdle={scale === 1} onPress={() => { change((present) => zoomedAt(present, 1 / STEP)); }}><Minus aria-hidden /></Verb>
      <Verb label="Show the whole map" shortcut="0" isIdle={scale === 1} onPress={() => { change(() => WHOLE); }}><RotateCcw aria-hidden /></Verb>
      <span role="status" className="sr-only">{scale === 1 ? "" : `Zoomed in ${scale.toFixed(1)} times`}</span>
    </div>
  );
}
