import type { TileLayout } from "@/api/contracts";
import { GRID_COLUMNS, overlaps, sharesColumns } from "@/lib/free-place";
import type { Direction, Layout } from "./layout";

/** Tiles that are held fast, or moved together. */
export type Ids = ReadonlySet<string>;

const NONE: Ids = new Set();

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
 * Tiles fall upwards until they touch, in reading order. The `leader`, or the leaders, which somebody is moving, go before
 * every tile whose middle lies below their upper edge, and so change places with it half-way. Locked tiles stay where they are.
 */
export const settle = (layout: Layout, leader: string | Ids = NONE, locked: Ids = NONE): Layout => {
  const leaders = typeof leader === "string" ? new Set([leader]) : leader;
  const key = (id: string, place: TileLayout): number => (leaders.size === 0 || leaders.has(id) ? place.y : place.y + place.height / 2);
  const fixed = fixedOf(layout, locked);
  const wanted = [...layout].map(([id, place]) => [id, leaders.has(id) ? belowLow(place, fixed) : place] as const);
  const ordered = wanted.sort(
    ([idA, a], [idB, b]) => key(idA, a) - key(idB, b) || a.x - b.x || (idA < idB ? -1 : 1),
  );
  const settled = new Map<string, TileLayout>();
  for (const [id, place] of ordered) settled.set(id, fixed.get(id) ?? besideFixed({ ...place, y: floorUnder(place, settled) }, fixed));
  return settled;
};

/** Locked tiles that do not stand on one another: of two that do, the lower falls like any other. */
const fixedOf = (layout: Layout, locked: Ids): Layout => {
  const fixed = new Map<string, TileLayout>();
  const inOrder = [...layout].filter(([id]) => locked.has(id)).sort(([idA, a], [idB, b]) => a.y - b.y || a.x - b.x || (idA < idB ? -1 : 1));
  for (const [id, place] of inOrder) if (![...fixed.values()].some((other) => overlaps(place, other))) fixed.set(id, place);
  return fixed;
};

/** The first place at or below `place` where no tile is held fast. */
const besideFixed = (place: TileLayout, fixed: Layout): TileLayout => {
  const hit = [...fixed.values()].find((other) => overlaps(place, other));
  return hit === undefined ? place : besideFixed({ ...place, y: hit.y + hit.height }, fixed);
};

/** Below a tile that is held fast, if there is no room above it: what stands beside that one keeps its place then. */
const belowLow = (place: TileLayout, fixed: Layout): TileLayout => {
  const hit = [...fixed.values()].find((other) => overlaps(place, other) && other.y < place.height);
  return hit === undefined ? place : belowLow({ ...place, y: hit.y + hit.height }, fixed);
};

/** The lower edge of what already stands in the columns of `place`. */
const floorUnder = (place: TileLayout, settled: Layout): number =>
  Math.max(0, ...[...settled.values()].filter((other) => sharesColumns(place, other)).map((other) => other.y + other.height));

/** The layout once `id` stands at `wanted`, the others made way. */
export const moveTile = (layout: Layout, id: string, wanted: TileLayout, locked?: Ids): Layout =>
  settle(new Map([...layout, [id, clampLayout(wanted)]]), id, locked);

/** How far tiles can be moved together without one of them leaving the page. */
export const clampedStep = (places: readonly TileLayout[], dx: number, dy: number): { dx: number; dy: number } => ({
  dx: Math.max(-Math.min(...places.map(({ x }) => x)), Math.min(GRID_COLUMNS - Math.max(...places.map(({ x, width }) => x + width)), dx)),
  dy: Math.max(-Math.min(...places.map(({ y }) => y)), dy),
});

const placesOf = (layout: Layout, ids: Ids): [string, TileLayout][] => [...layout].filter(([id]) => ids.has(id));

/** The layout with tiles moved together, keeping their places to one another; nobody makes way yet. */
export const shifted = (layout: Layout, ids: Ids, by: { dx: number; dy: number }): Layout => {
  const moved = placesOf(layout, ids);
  if (moved.length === 0) return layout;
  const { dx, dy } = clampedStep(moved.map(([, place]) => place), by.dx, by.dy);
  return new Map([...layout, ...moved.map(([id, place]) => [id, { ...place, x: place.x + dx, y: place.y + dy }] as const)]);
};

/** The layout once several tiles were moved together on the grid, the others made way. */
export const moveTiles = (layout: Layout, ids: Ids, by: { dx: number; dy: number }, locked?: Ids): Layout =>
  settle(shifted(layout, ids, by), ids, locked);

export const STEPS: Record<Direction, readonly [dx: number, dy: number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/** One step of a tile by keyboard: upwards and downwards it changes places with its neighbour. */
export const nudgeTile = (layout: Layout, id: string, direction: Direction, steps = 1, locked?: Ids): Layout => {
  const place = layout.get(id);
  if (place === undefined) return layout;
  const [dx, dy] = STEPS[direction];
  if (dy === 0) return moveTile(layout, id, { ...place, x: place.x + dx * steps }, locked);
  const neighbour = verticalNeighbour(layout, new Set([id]), place, direction);
  if (neighbour === undefined) return layout;
  return moveTile(layout, id, { ...place, y: direction === "up" ? neighbour.y : passing(neighbour) }, locked);
};

/** Several tiles by keyboard, as one: upwards and downwards they change places with what the first of them meets. */
export const nudgeTiles = (layout: Layout, ids: Ids, direction: Direction, steps = 1, locked?: Ids): Layout => {
  const [dx, dy] = STEPS[direction];
  if (dy === 0) return moveTiles(layout, ids, { dx: dx * steps, dy }, locked);
  const nearest = direction === "up" ? Math.max : Math.min;
  const met = placesOf(layout, ids).flatMap(([, place]) => {
    const neighbour = verticalNeighbour(layout, ids, place, direction);
    return neighbour === undefined ? [] : [direction === "up" ? neighbour.y - place.y : passing(neighbour) - place.y];
  });
  return met.length === 0 ? layout : moveTiles(layout, ids, { dx: 0, dy: nearest(...met) }, locked);
};

/** Where the upper edge of a tile stands once it has passed another's middle. */
const passing = (neighbour: TileLayout): number => Math.floor(neighbour.y + neighbour.height / 2) + 1;

const verticalNeighbour = (layout: Layout, ids: Ids, place: TileLayout, direction: Direction): TileLayout | undefined => {
  const others = [...layout].filter(([id, other]) => !ids.has(id) && sharesColumns(place, other)).map(([, other]) => other);
  if (direction === "up") return others.filter((other) => other.y + other.height <= place.y).sort((a, b) => b.y - a.y)[0];
  return others.filter((other) => other.y >= place.y + place.height).sort((a, b) => a.y - b.y)[0];
};

export const resizeBy = (layout: Layout, id: string, direction: Direction, steps = 1, locked?: Ids): Layout => {
  const place = layout.get(id);
  if (place === undefined) return layout;
  const [dx, dy] = STEPS[direction];
  const width = Math.min(GRID_COLUMNS - place.x, Math.max(2, place.width + dx * steps));
  return moveTile(layout, id, { ...place, width, height: Math.max(2, place.height + dy * steps) }, locked);
};

export const isSameLayout = (a: Layout, b: Layout): boolean =>
  a.size === b.size &&
  [...a].every(([id, place]) => {
    const other = b.get(id);
    return other?.x === place.x && other.y === place.y && other.width === place.width && other.height === place.height;
  });
