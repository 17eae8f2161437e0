import { GRID_COLUMNS } from "@/lib/free-place";
import type { Gap } from "./gaps";
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

/** Where the line of a gap lies, and how many pixels of the page it measures. */
const gapLine = ({ axis, from, to, at, extent }: Gap, width: number) => {
  const across = columnStep(width);
  const [along, aside] = axis === "x" ? [across, rowStep] : [rowStep, across];
  const [start, length, middle] = [from * along - GAP, (to - from) * along + GAP, at * aside - GAP / 2 - 0.5];
  return {
    style: axis === "x" ? { left: start, top: middle, width: length, height: 1 } : { left: middle, top: start, width: 1, height: length },
    pixels: Math.round(extent * along + GAP),
  };
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
      {pulled.gaps.map((gap) => {
        const { style, pixels } = gapLine(gap, width);
        return (
          <div key={`${gap.axis} ${String(gap.from)} ${String(gap.at)}`} aria-hidden data-gap={gap.axis} className="pointer-events-none absolute z-[1000] flex items-center justify-center bg-accent" style={style}>
            <span className="rounded bg-accent px-1 text-xs whitespace-nowrap text-accent-fg tabular-nums">{pixels} px</span>
          </div>
        );
      })}
    </>
  );
}
