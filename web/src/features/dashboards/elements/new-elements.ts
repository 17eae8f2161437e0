import type { ButtonTile, DashboardPage, ImageTile, ShapeTile, Tile } from "@/api/contracts";
import { firstFreePlace } from "@/lib/free-place";
import { newId } from "../new-tiles";

const placeFor = (tiles: readonly Tile[], width: number, height: number) => firstFreePlace(tiles.map(({ layout }) => layout), { width, height });

/** An image that is still to be chosen. */
export const newImage = (tiles: readonly Tile[]): ImageTile => ({ kind: "image", id: newId("image"), layout: placeFor(tiles, 6, 5), asset_id: "", alt: "", fit: "contain", link: null });

export const newShape = (tiles: readonly Tile[]): ShapeTile =>
  ({ kind: "shape", id: newId("shape"), layout: placeFor(tiles, 6, 4), form: "rounded", fill: "accent_soft", stroke: null, thickness: 2, opacity: 100, direction: "right" });

export const newButton = (tiles: readonly Tile[], [other]: readonly DashboardPage[]): ButtonTile =>
  ({ kind: "button", id: newId("button"), layout: placeFor(tiles, 4, 1), words: "", look: "primary", action: other === undefined ? { kind: "clear" } : { kind: "page", page_id: other.id } });
