import type { Tile } from "@/api/contracts";
import { placesFor } from "@/sync/page-order";
import type { Ids } from "./moved-layout";
import { stacking } from "./stacking";

export type Restacking = "front" | "forward" | "backward" | "back";

/** The tiles of a page from the lowest to the highest. */
export const fromLowest = (tiles: readonly Tile[]): string[] => {
  const rank = stacking(tiles);
  return tiles.map(({ id }) => id).sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
};

/** The order once the chosen are brought up or down, keeping theirs among themselves. */
export const restacked = (order: readonly string[], chosen: Ids, how: Restacking): string[] => {
  const others = order.filter((id) => !chosen.has(id));
  const moved = order.filter((id) => chosen.has(id));
  if (moved.length === 0) return [...order];
  if (how === "front") return [...others, ...moved];
  if (how === "back") return [...moved, ...others];
  const highest = order.indexOf(moved.at(-1) ?? "");
  const lowest = order.indexOf(moved[0] ?? "");
  const below = how === "forward"
    ? others.filter((id) => order.indexOf(id) < highest).length + 1
    : Math.max(0, others.filter((id) => order.indexOf(id) < lowest).length - 1);
  return others.toSpliced(below, 0, ...moved);
};

/** The layers that differ once the tiles lie in this order, as few as can be. */
export const layersFor = (tiles: readonly Tile[], order: readonly string[]): ReadonlyMap<string, number> => {
  const known = new Map(tiles.map(({ id, layer }) => [id, layer ?? 0]));
  return new Map([...placesFor(order, known)].filter(([id, layer]) => known.get(id) !== layer));
};
