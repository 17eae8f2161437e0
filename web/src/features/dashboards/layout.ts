import type { Tile, TileLayout } from "@/api/contracts";

export const ROW_HEIGHT = 32;
export const GAP = 12;

/** Where the tiles of a page stand, by tile. */
export type Layout = ReadonlyMap<string, TileLayout>;

export type Direction = "left" | "right" | "up" | "down";

export const layoutOf = (tiles: readonly Tile[]): Layout => new Map(tiles.map((tile) => [tile.id, tile.layout]));

export const rowsOf = (layout: Layout): number => Math.max(0, ...[...layout.values()].map((place) => place.y + place.height));
