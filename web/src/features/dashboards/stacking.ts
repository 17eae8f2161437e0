import type { Tile } from "@/api/contracts";

/** How high each tile of a freely placed page lies, by tile: the higher covers the lower, the id settles ties. */
export const stacking = (tiles: readonly Tile[]): ReadonlyMap<string, number> =>
  new Map([...tiles].sort((a, b) => (a.layer ?? 0) - (b.layer ?? 0) || (a.id < b.id ? -1 : 1)).map(({ id }, rank) => [id, rank]));
