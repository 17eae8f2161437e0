import type { ReactNode } from "react";
import type { Brush } from "@/query/brush";
import type { Plot } from "./plot";

type BrushRectangleProps = { brush: Brush; plot: Plot; isHeld: boolean; corner?: ReactNode };

/** So wide is what a corner holds at most: it stays within the picture, beside the brush where that reaches its edge. */
const CORNER_WIDTH = 84;

/** The brushed stretch over a picture, from edge to edge of its steps. */
export function BrushRectangle({ brush, plot, isHeld, corner }: BrushRectangleProps) {
  const [start, end] = [plot.xOf(brush.from), plot.xOf(brush.to)].map((x) => Math.min(Math.max(x, 0), plot.width)) as [number, number];
  return (
    <>
      <div
        aria-hidden
        data-brush={isHeld ? "held" : "kept"}
        className="pointer-events-none absolute rounded-xs border-x border-accent bg-accent/15"
        style={{ left: plot.left + start, top: plot.top, width: Math.max(end - start, 1), height: plot.height }}
      />
      {corner && !isHeld && (
        <div className="absolute z-10" style={{ left: Math.max(Math.min(plot.left + end + 4, plot.left + plot.width - CORNER_WIDTH), 0), top: plot.top }}>{corner}</div>
      )}
    </>
  );
}
