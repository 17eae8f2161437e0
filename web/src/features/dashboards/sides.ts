import type { Box } from "@/lib/free-place";

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

/** How far a corner goes where the box keeps its proportions: as far as the axis along which it went further. */
export const inProportion = ({ width, height }: Pick<Box, "width" | "height">, ends: Ends, dx: number, dy: number): { dx: number; dy: number } => {
  if (ends.x === 0 || ends.y === 0 || width === 0 || height === 0) return { dx, dy };
  const [across, down] = [(ends.x * dx) / width, (ends.y * dy) / height];
  const growth = Math.abs(across) > Math.abs(down) ? across : down;
  return { dx: ends.x * growth * width, dy: ends.y * growth * height };
};
