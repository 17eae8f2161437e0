import type { Tile, TileLayout } from "@/api/contracts";
import { frameOf } from "./free-layout";
import type { Ids } from "./moved-layout";
import { inReadingOrder, newId } from "./new-tiles";

/** The tiles and all that are in a group with one of them. */
export const withGroups = (tiles: readonly Tile[], ids: Iterable<string>): Ids => {
  const meant = new Set(ids);
  const groups = new Set(tiles.flatMap(({ id, group }) => (meant.has(id) && group ? [group] : [])));
  return new Set(tiles.filter(({ id, group }) => meant.has(id) || (group && groups.has(group))).map(({ id }) => id));
};

/** What moves as one: each group, and each tile that is in none; in reading order. */
export const unitsOf = (tiles: readonly Tile[]): Tile[][] => {
  const units = new Map<string, Tile[]>();
  for (const tile of [...tiles].sort(inReadingOrder)) {
    const key = tile.group ? `group ${tile.group}` : `tile ${tile.id}`;
    units.set(key, [...(units.get(key) ?? []), tile]);
  }
  return [...units.values()];
};

/** Whether all of them are one group already. */
export const isOneGroup = (tiles: readonly Tile[]): boolean => Boolean(tiles[0]?.group) && tiles.every(({ group }) => group === tiles[0]?.group);

export const ungrouped = (tile: Tile): Tile => {
  const { group: _, ...rest } = tile;
  return rest;
};

/** The same tiles with groups of their own; who comes without the others of its group is in none. */
export const withNewGroups = (tiles: readonly Tile[]): Tile[] => {
  const names = new Map<string, string>();
  const count = (name: string): number => tiles.filter(({ group }) => group === name).length;
  return tiles.map((tile) => {
    if (!tile.group || count(tile.group) < 2) return ungrouped(tile);
    const name = names.get(tile.group) ?? newId("group");
    names.set(tile.group, name);
    return { ...tile, group: name };
  });
};

export const frameOfTiles = (tiles: readonly Tile[]): TileLayout => frameOf(tiles.map(({ layout }) => layout));
