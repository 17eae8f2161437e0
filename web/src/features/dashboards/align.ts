import type { Tile, TileLayout } from "@/api/contracts";
import type { Box } from "@/lib/free-place";
import { finePlace, frameOf } from "./free-layout";
import { frameOfTiles, unitsOf } from "./groups";
import type { Layout } from "./layout";

export type Alignment = "left" | "center" | "right" | "top" | "middle" | "bottom";
export type Axis = "x" | "y";

/** What is put in line: groups as wholes, unless a single group is all there is. */
const partsOf = (tiles: readonly Tile[]): Tile[][] => {
  const units = unitsOf(tiles);
  return units.length > 1 ? units : tiles.map((tile) => [tile]);
};

const startFor = (alignment: Alignment, frame: Box, box: Box): Partial<Pick<Box, "x" | "y">> => {
  switch (alignment) {
    case "left": return { x: frame.x };
    case "center": return { x: frame.x + (frame.width - box.width) / 2 };
    case "right": return { x: frame.x + frame.width - box.width };
    case "top": return { y: frame.y };
    case "middle": return { y: frame.y + (frame.height - box.height) / 2 };
    case "bottom": return { y: frame.y + frame.height - box.height };
  }
};

const movedTo = (part: readonly Tile[], to: Partial<Pick<Box, "x" | "y">>): [string, TileLayout][] => {
  const box = frameOfTiles(part);
  const [dx, dy] = [(to.x ?? box.x) - box.x, (to.y ?? box.y) - box.y];
  return part.map(({ id, locked, layout }) => [id, locked ? layout : finePlace({ ...layout, x: layout.x + dx, y: layout.y + dy })]);
};

/** Where the tiles stand once they are in line along an edge, or the middle, of the frame around them. Locked ones stay. */
export const aligned = (tiles: readonly Tile[], alignment: Alignment): Layout => {
  const frame = frameOf(tiles.map(({ layout }) => layout));
  return new Map(partsOf(tiles).flatMap((part) => movedTo(part, startFor(alignment, frame, frameOfTiles(part)))));
};

/** Where the tiles stand once the gaps between them are alike; the first and the last stay. */
export const distributed = (tiles: readonly Tile[], axis: Axis): Layout => {
  const extent = axis === "x" ? "width" : "height";
  const parts = partsOf(tiles).map((part) => ({ part, box: frameOfTiles(part) })).sort((a, b) => a.box[axis] - b.box[axis] || a.box[axis] + a.box[extent] - b.box[axis] - b.box[extent]);
  const [first, last] = [parts[0]?.box, parts.at(-1)?.box];
  if (first === undefined || last === undefined) return new Map();
  const room = last[axis] + last[extent] - first[axis];
  const gap = (room - parts.reduce((sum, { box }) => sum + box[extent], 0)) / Math.max(1, parts.length - 1);
  let next = first[axis];
  return new Map(parts.flatMap(({ part, box }, index) => {
    const start = index === 0 || box === last ? box[axis] : next;
    next += box[extent] + gap;
    return movedTo(part, { [axis]: start });
  }));
};

/** How many parts there are to put in line. */
export const partCount = (tiles: readonly Tile[]): number => partsOf(tiles).length;
