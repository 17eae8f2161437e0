import { GRID_COLUMNS, type Box } from "@/lib/free-place";

/** Rows of the highest tile that the server keeps. */
const HIGHEST = 200;

/** Where a tile is taken to be resized: an edge or a corner, by the points of the compass. */
export type Side = "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw";

/** Which edge goes along each axis: the one that begins, the one that ends, or none. */
export type Ends = { x: -1 | 0 | 1; y: -1 | 0 | 1 };

export const ENDS: Readonly<Record<Side, Ends>> = {
  n: { x: 0, y: -1 }, ne: { x: 1, y: -1 }, e: { x: 1, y: 0 }, se: { x: 1, y: 1 },
  s: { x: 0, y: 1 }, sw: { x: -1, y: 1 }, w: { x: -1, y: 0 }, nw: { x: -1, y: -1 },
};

/** A box whose taken edges went so far. */
export const stretched = ({ x, y, width, height }: Box, ends: Ends, dx: number, dy: number): Box => ({
  x: ends.x === -1 ? x + dx : x,
  y: ends.y === -1 ? y + dy : y,
  width: width + ends.x * dx,
  height: height + ends.y * dy,
});

/** By how much of itself a box may grow by a corner and stay on the page, and shrink until the first of its extents is as small as it may be. */
export const growthOf = ({ x, y, width, height }: Box, ends: Ends, least: { width: number; height: number }): { least: number; most: number } => {
  const across = ends.x === -1 ? x + width : GRID_COLUMNS - x;
  const down = ends.y === -1 ? y + height : HIGHEST;
  return { least: Math.min(0, Math.max(least.width / width, least.height / height) - 1), most: Math.max(0, Math.min(across / width, down / height) - 1) };
};

/** How far a corner goes where the box keeps its proportions: as far as the axis along which it went further, within bounds. */
export const inProportion = ({ width, height }: Pick<Box, "width" | "height">, ends: Ends, dx: number, dy: number, bounds = { least: -1, most: Infinity }): { dx: number; dy: number } => {
  if (ends.x === 0 || ends.y === 0 || width === 0 || height === 0) return { dx, dy };
  const [across, down] = [(ends.x * dx) / width, (ends.y * dy) / height];
  const growth = Math.min(bounds.most, Math.max(bounds.least, Math.abs(across) > Math.abs(down) ? across : down));
  return { dx: ends.x * growth * width, dy: ends.y * growth * height };
};
