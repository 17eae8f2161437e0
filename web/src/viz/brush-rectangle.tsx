import type { Brush } from "@/query/brush";
import type { Plot } from "./plot";

type BrushRectangleProps = { brush: Brush; plot: Plot; isHeld: boolean };

/** The brushed stretch over a picture, from edge to edge of its steps. */
export function BrushRectangle({ brush, plot, isHeld }: BrushRectangleProps) {
  const [start, end] = [plot.xOf(brush.from), plot.xOf(brush.to)].map((x) => Math.min(Math.max(x, 0), plot.width)) as [number, number];
  return (
    <div
      aria-hidden
      data-brush={isHeld ? "held" : "kept"}
      className="pointer-events-none absolute rounded-xs border-x border-accent bg-accent/15"
      style={{ left: plot.left + start, top: plot.top, width: Math.max(end - start, 1), height: plot.height }}
    />
  );
}
