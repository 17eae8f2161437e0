import { GRID_COLUMNS } from "@/lib/free-place";
import { columnStep, rectOf, rowStep } from "./geometry";
import { GAP } from "./layout";
import type { Guide } from "./snapping";
import type { Pulled } from "./tile-pull";

type CanvasGuidesProps = {
  pulled: Pulled;
  width: number;
  rows: number;
  /** Shows where the tiles would land, where they are drawn under the pointer. */
  hasTargets: boolean;
};

/** The gap belongs to the end of a step: an edge that ends lies before it, a middle in its middle. */
const BEFORE: Record<Guide["edge"], number> = { start: 0, middle: GAP / 2, end: GAP };

const lineStyle = ({ axis, edge, at, from, to }: Guide, width: number) => {
  const across = columnStep(width);
  return axis === "x"
    ? { left: at * across - BEFORE[edge] - 0.5, top: from * rowStep, width: 1, height: (to - from) * rowStep - GAP }
    : { left: from * across, top: at * rowStep - BEFORE[edge] - 0.5, width: (to - from) * across - GAP, height: 1 };
};

/** What shows itself while tiles are pulled: the steps of the grid, where they land, and the lines on which they lie. */
export function CanvasGuides({ pulled, width, rows, hasTargets }: CanvasGuidesProps) {
  const across = columnStep(width);
  return (
    <>
      <div
        aria-hidden
        data-grid-lines
        className="pointer-events-none absolute inset-0 opacity-60"
        style={{
          height: rows * rowStep,
          width: GRID_COLUMNS * across - GAP,
          backgroundImage: "linear-gradient(to right, var(--color-line) 1px, transparent 1px), linear-gradient(to bottom, var(--color-line) 1px, transparent 1px)",
          backgroundSize: `${String(across)}px ${String(rowStep)}px`,
        }}
      />
      {hasTargets && [...pulled.ids].map((id) => {
        const place = pulled.preview.get(id);
        return place && <div key={id} aria-hidden className="absolute rounded-lg border-2 border-dashed border-accent bg-accent-soft" style={rectOf(place, width)} />;
      })}
      {pulled.guides.map((guide) => (
        <div key={`${guide.axis} ${guide.edge} ${String(guide.at)}`} aria-hidden data-guide={guide.axis} className="pointer-events-none absolute z-[1000] bg-accent" style={lineStyle(guide, width)} />
      ))}
    </>
  );
}
