import type { TileLayout } from "@/api/contracts";
import { GRID_COLUMNS, sharesColumns } from "@/lib/free-place";
import type { Direction, Layout } from "./layout";

/** Within the page: at least one step, at most the page's width. */
export const clampLayout = (wanted: TileLayout): TileLayout => {
  const width = Math.min(GRID_COLUMNS, Math.max(1, wanted.width));
  return {
    width,
    height: Math.min(200, Math.max(1, wanted.height)),
    x: Math.min(GRID_COLUMNS - width, Math.max(0, wanted.x)),
    y: Math.max(0, wanted.y),
  };
};

/**
 * Tiles fall upwards until they touch, in reading order. The `leader`, which somebody is moving, goes before
 * every tile whose middle lies below its upper edge, and so changes places with it half-way.
 */
export const settle = (layout: Layout, leader?: string): Layout => {
  const key = (id: string, place: TileLayout): number =>
    leader === undefined || id === leader ? place.y : place.y + place.height / 2;
  const ordered = [...layout].sort(
    ([idA, a], [idB, b]) => key(idA, a) - key(idB, b) || a.x - b.x || (idA < idB ? -1 : 1),
  );
  const settled = new Map<string, TileLayout>();
  for (const [id, place] of ordered) settled.set(id, { ...place, y: floorUnder(place, settled) });
  return settled;
};

/** The lower edge of what already stands in the columns of `place`. */
const floorUnder = (place: TileLayout, settled: Layout): number =>
  Math.max(0, ...[...settled.values()].filter((other) => sharesColumns(place, other)).map((other) => other.y + other.height));

/** The layout once `id` stands at `wanted`, the others made way. */
export const moveTile = (layout: Layout, id: string, wanted: TileLayout): Layout =>
  settle(new Map([...layout, [id, clampLayout(wanted)]]), id);

const STEPS: Record<Direction, readonly [dx: number, dy: number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/** One step of a tile by keyboard: upwards and downwards it changes places with its neighbour. */
export const nudgeTile = (layout: Layout, id: string, direction: Direction, steps = 1): Layout => {
  const place = layout.get(id);
  if (place === undefined) return layout;
  const [dx, dy] = STEPS[direction];
  if (dy === 0) return moveTile(layout, id, { ...place, x: place.x + dx * steps });
  const neighbour = verticalNeighbour(layout, id, place, direction);
  if (neighbour === undefined) return layout;
  const middle = neighbour.y + neighbour.height / 2;
  return moveTile(layout, id, { ...place, y: direction === "up" ? neighbour.y : Math.ceil(middle) });
};

const verticalNeighbour = (layout: Layout, id: string, place: TileLayout, direction: Direction): TileLayout | undefined => {
  const others = [...layout].filter(([otherId, other]) => otherId !== id && sharesColumns(place, other)).map(([, other]) => other);
  if (direction === "up") return others.filter((other) => other.y + other.height <= place.y).sort((a, b) => b.y - a.y)[0];
  return others.filter((other) => other.y >= place.y + place.height).sort((a, b) => a.y - b.y)[0];
};

export const resizeBy = (layout: Layout, id: string, direction: Direction, steps = 1): Layout => {
  const place = layout.get(id);
  if (place === undefined) return layout;
  const [dx, dy] = STEPS[direction];
  const width = Math.min(GRID_COLUMNS - place.x, Math.max(2, place.width + dx * steps));
  return moveTile(layout, id, { ...place, width, height: Math.max(2, place.height + dy * steps) });
};

export const isSameLayout = (a: Layout, b: Layout): boolean =>
  a.size === b.size &&
  [...a].every(([id, place]) => {
    const other = b.get(id);
    return other?.x === place.x && other.y === place.y && other.width === place.width && other.height === place.height;
  });
