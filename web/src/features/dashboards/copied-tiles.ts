import type { Tile } from "@/api/contracts";
import { firstFreePlace } from "@/lib/free-place";
import { frameOfTiles, unitsOf, withNewGroups } from "./groups";
import { copyOf, inReadingOrder } from "./new-tiles";
import { stacking } from "./stacking";

/** The same tiles once more, each in the first place that is free, in reading order; a group stays together, and is a new one. */
export const copiesOf = (copied: readonly Tile[], tiles: readonly Tile[]): Tile[] => {
  const ordered = withNewGroups([...copied].sort(inReadingOrder));
  const taken = tiles.map(({ layout }) => layout);
  const copies = new Map<Tile, Tile>();
  for (const unit of unitsOf(ordered)) {
    const frame = frameOfTiles(unit);
    const place = firstFreePlace(taken, frame);
    taken.push(place);
    for (const tile of unit) {
      const layout = { ...tile.layout, x: place.x + tile.layout.x - frame.x, y: place.y + tile.layout.y - frame.y };
      copies.set(tile, { ...copyOf(tile, []), ...(tile.group && { group: tile.group }), layout });
    }
  }
  return ordered.flatMap((tile) => copies.get(tile) ?? []);
};

/** The tiles above all that are on the page, one above the other as they were. */
export const onTop = (copied: readonly Tile[], tiles: readonly Tile[]): Tile[] => {
  const highest = Math.max(0, ...tiles.map(({ layer }) => layer ?? 0));
  const ranks = stacking(copied);
  return copied.map((tile) => ({ ...tile, layer: highest + 1 + (ranks.get(tile.id) ?? 0) }));
};
