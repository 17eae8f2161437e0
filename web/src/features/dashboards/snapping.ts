import { GRID_COLUMNS, type Box } from "@/lib/free-place";
import { FINEST } from "./free-layout";
import type { Ends } from "./sides";

export type Edge = "start" | "middle" | "end";

/** A line on which edges or middles of tiles meet: along `y` it runs from left to right. */
export type Guide = { axis: "x" | "y"; edge: Edge; at: number; from: number; to: number };

/** How near is near, in steps of each axis. */
export type Reach = { x: number; y: number };

export type Axis = "x" | "y";
type Span = { start: number; extent: number };

const EDGES: readonly Edge[] = ["start", "middle", "end"];
export const spanOf = (box: Box, axis: Axis): Span => (axis === "x" ? { start: box.x, extent: box.width } : { start: box.y, extent: box.height });
export const lineOf = ({ start, extent }: Span, edge: Edge): number => start + (edge === "start" ? 0 : edge === "middle" ? extent / 2 : extent);

/** The lines that pull: edges and middles of the other tiles, and the page's own across it. */
const linesFor = (others: readonly Box[], axis: Axis, edge: Edge): number[] => {
  const spans = others.map((box) => spanOf(box, axis));
  if (axis === "x") spans.push({ start: 0, extent: GRID_COLUMNS });
  if (edge === "middle") return spans.map((span) => lineOf(span, "middle"));
  return spans.flatMap((span) => [lineOf(span, "start"), lineOf(span, "end")]);
};

const nearest = (steps: readonly number[], reach: number): number | undefined =>
  steps.filter((step) => Math.abs(step) <= reach).sort((a, b) => Math.abs(a) - Math.abs(b))[0];

/** How far the edges have to go to lie on a line nearby: one of another tile, or where else they are drawn to, else one of the grid. */
const pull = (span: Span, others: readonly Box[], axis: Axis, edges: readonly Edge[], reach: number, besides: readonly number[] = []): number => {
  const toTiles = edges.flatMap((edge) => linesFor(others, axis, edge).map((line) => line - lineOf(span, edge)));
  const toGrid = edges.filter((edge) => edge !== "middle").map((edge) => Math.round(lineOf(span, edge)) - lineOf(span, edge));
  return nearest([...toTiles, ...besides], reach) ?? nearest(toGrid, reach) ?? 0;
};

const isOn = (a: number, b: number): boolean => Math.abs(a - b) < FINEST / 2 + 1e-9;

/** The edges that go with what was taken of a box. */
export const edgesOf = ({ x, y }: Ends): Record<Axis, readonly Edge[]> => {
  const going = (end: Ends["x"]): readonly Edge[] => (end === 0 ? [] : [end === 1 ? "end" : "start"]);
  return { x: going(x), y: going(y) };
};

/** The lines on which the box now lies with others. */
export const guidesOf = (box: Box, others: readonly Box[], edges: Record<Axis, readonly Edge[]> = { x: EDGES, y: EDGES }): Guide[] =>
  (["x", "y"] as const).flatMap((axis) => edges[axis].flatMap((edge) => {
    const at = lineOf(spanOf(box, axis), edge);
    const partners = others.filter((other) => (edge === "middle" ? [edge] : (["start", "end"] as const)).some((side) => isOn(at, lineOf(spanOf(other, axis), side))));
    if (partners.length === 0) return [];
    const along = [box, ...partners].map((one) => spanOf(one, axis === "x" ? "y" : "x"));
    return [{ axis, edge, at, from: Math.min(...along.map(({ start }) => start)), to: Math.max(...along.map((span) => lineOf(span, "end"))) }];
  }));

/** How far a box that is being moved goes besides, so that it lies on a line nearby, or takes another of the steps `besides`. */
export const snapMove = (box: Box, others: readonly Box[], reach: Reach, besides?: Record<Axis, readonly number[]>): { dx: number; dy: number } => ({
  dx: pull(spanOf(box, "x"), others, "x", EDGES, reach.x, besides?.x),
  dy: pull(spanOf(box, "y"), others, "y", EDGES, reach.y, besides?.y),
});

/** How far the taken edges of a box go besides. */
export const snapResize = (box: Box, others: readonly Box[], reach: Reach, ends: Ends): { dx: number; dy: number } => {
  const edges = edgesOf(ends);
  return { dx: pull(spanOf(box, "x"), others, "x", edges.x, reach.x), dy: pull(spanOf(box, "y"), others, "y", edges.y, reach.y) };
};
