import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

/** A tile as far as a small drawing of its page shows it. */
export type SketchedTile = {
  kind: string;
  mark: string | null;
  title: string;
  layout: { x: number; y: number; width: number; height: number };
};

const STEP = 10;
const ROW = 6;
const WIDTH = 24 * STEP;
const GAP = 1.5;

const bars = (heights: readonly number[]) => heights.map((height, place) => <rect key={place} x={2 + place * 6} y={22 - height} width={4} height={height} rx={0.5} />);
const lying = (widths: readonly number[]) => widths.map((width, place) => <rect key={place} x={2} y={2 + place * 5} width={width} height={3} rx={0.5} />);
const rows = [3, 8, 13, 18].map((y) => <rect key={y} x={2} y={y} width={36} height={2} rx={1} opacity={y === 3 ? 1 : 0.5} />);

const cells = Array.from({ length: 15 }, (_, place) => (
  <rect key={place} x={3 + (place % 5) * 7} y={2 + Math.floor(place / 5) * 7} width={6} height={6} rx={0.5} opacity={0.25 + ((place * 7) % 5) * 0.18} />
));

const glyphs: Readonly<Record<string, ReactNode>> = {
  kpi: <><rect x={8} y={5} width={24} height={7} rx={1} /><path d="M8 20 L15 17 L22 19 L32 15" fill="none" stroke="currentColor" strokeWidth={1.5} /></>,
  line: <path d="M2 18 L10 11 L18 14 L27 5 L38 8" fill="none" stroke="currentColor" strokeWidth={2} strokeLinejoin="round" />,
  area: <path d="M2 22 V15 L12 9 L22 13 L38 4 V22 Z" opacity={0.7} />,
  bar: <>{bars([8, 14, 19, 12, 16, 6])}</>,
  lying: <>{lying([36, 27, 20, 12])}</>,
  histogram: <>{[4, 9, 16, 20, 15, 8, 3].map((height, place) => <rect key={place} x={3 + place * 5} y={22 - height} width={4.6} height={height} />)}</>,
  waterfall: <>{[[14, 8], [9, 5], [6, 3], [8, 6], [4, 18]].map(([y = 0, height = 0], place) => <rect key={place} x={3 + place * 7} y={y} width={5} height={height} />)}</>,
  donut: <circle cx={20} cy={12} r={8} fill="none" stroke="currentColor" strokeWidth={4} strokeDasharray="20 2 14 2 10 2" />,
  heatmap: <>{cells}</>,
  table: <>{rows}</>,
  matrix: <>{cells}</>,
  box: <>{[8, 20, 32].map((x, place) => <g key={x}><path d={`M${String(x)} ${String(2 + place)} V22`} stroke="currentColor" /><rect x={x - 4} y={7 + place * 2} width={8} height={8} rx={0.5} /></g>)}</>,
  scatter: <>{[[6, 17], [12, 12], [17, 15], [22, 8], [28, 10], [34, 4]].map(([x, y]) => <circle key={x} cx={x} cy={y} r={2} />)}</>,
  text: <>{lying([22, 36, 34, 18])}</>,
};

const alike: Readonly<Record<string, string>> = {
  auto: "bar", gauge: "donut", pie: "donut", sunburst: "donut", calendar: "heatmap", treemap: "heatmap", choropleth: "heatmap", violin: "box", strip: "scatter", bubble: "scatter", point_map: "scatter", density: "area", stream: "area", words: "text", slope: "line", bump: "line", combo: "bar", button: "kpi", slicer: "lying", funnel: "lying",
};

const glyphOf = ({ kind, mark, layout }: SketchedTile): ReactNode => {
  const name = mark ?? kind;
  if (name === "bar" && layout.height >= 10) return glyphs["lying"];
  return glyphs[name] ?? glyphs[alike[name] ?? ""] ?? (kind === "chart" ? glyphs["bar"] : null);
};

type SketchProps = {
  tiles: readonly SketchedTile[];
  /** Those whose fields are not there. */
  missing?: ReadonlySet<string>;
  /** So many rows are shown; pages that are longer are cut off. */
  rowCount?: number;
  className?: string;
};

/** A page as a small drawing of the kinds of its tiles; what it says stands beside it in words. */
export function Sketch({ tiles, missing, rowCount = 26, className }: SketchProps) {
  return (
    <svg aria-hidden viewBox={`0 0 ${String(WIDTH)} ${String(rowCount * ROW)}`} preserveAspectRatio="xMidYMin slice" className={cn("block w-full bg-sunken", className)}>
      {tiles.map((tile, place) => {
        const { x, y, width, height } = tile.layout;
        const isMissing = missing?.has(tile.title) === true;
        const box = { x: x * STEP + GAP, y: y * ROW + GAP, width: width * STEP - 2 * GAP, height: height * ROW - 2 * GAP };
        return (
          <g key={place}>
            <rect {...box} rx={2.5} className={cn(isMissing ? "fill-none stroke-line-strong" : "fill-panel stroke-line")} {...(isMissing && { strokeDasharray: "4 3" })} />
            <svg {...box} viewBox="-4 -6 48 36" preserveAspectRatio="xMidYMid meet" fill="currentColor" className={isMissing ? "text-line-strong" : "text-accent"} opacity={isMissing ? 0.6 : 0.75}>{glyphOf(tile)}</svg>
          </g>
        );
      })}
    </svg>
  );
}
