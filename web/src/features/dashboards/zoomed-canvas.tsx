import { useCallback, useState, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Enlarged } from "@/viz/sharpness";

/** What is cut at the sides leaves room for the rings around tiles. */
const RING_ROOM = 8;

/** A canvas drawn larger or smaller; what is in it is laid out as ever, and its text is drawn anew. */
export function ZoomedCanvas({ zoom, children }: { zoom: number; children: ReactNode }) {
  const [height, setHeight] = useState(0);
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => { if (entry !== undefined) setHeight(entry.contentRect.height); });
    observer.observe(element);
    return () => { observer.disconnect(); };
  }, []);
  const isPlain = zoom === 1;
  return (
    <div data-zoom={zoom} className={cn(zoom > 1 && "-m-1 overflow-x-auto overflow-y-hidden p-1")} style={isPlain ? undefined : { height: height * zoom + (zoom > 1 ? RING_ROOM : 0) }}>
      <div
        ref={measure}
        // Pictures reckon where a pointer is without the zoom: better none of their labels than one beside its mark.
        className={cn(!isPlain && "[&_canvas]:pointer-events-none", zoom < 1 && "mx-auto")}
        style={isPlain ? undefined : { transform: `scale(${String(zoom)})`, transformOrigin: zoom < 1 ? "top center" : "top left", ["--drawn" as string]: zoom > 1 ? "svg" : "canvas" }}
      >
        <Enlarged value={zoom > 1}>{children}</Enlarged>
      </div>
      {/* What is drawn larger counts as wider only some frames later; scrolling there would fail until then. */}
      {zoom > 1 && <div aria-hidden className="-mt-px h-px" style={{ width: `${String(zoom * 100)}%` }} />}
    </div>
  );
}
