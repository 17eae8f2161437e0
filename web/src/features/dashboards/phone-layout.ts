import type { PhoneLayout, Tile } from "@/api/contracts";
import type { Layout } from "./layout";

/** All tiles from the top of a phone on; what nobody has put anywhere comes behind the tile that it follows on the page. */
export const phoneOrder = (tiles: readonly Tile[], layout: Layout, phone: PhoneLayout | null | undefined): Tile[] => {
  const place = (tile: Tile) => layout.get(tile.id) ?? tile.layout;
  const generated = [...tiles].sort((a, b) => place(a).y - place(b).y || place(a).x - place(b).x);
  const row = (phone?.order ?? []).flatMap((id) => generated.filter((tile) => tile.id === id));
  for (const [index, tile] of generated.entries()) {
    if (row.includes(tile)) continue;
    const before = generated.slice(0, index).findLast((other) => row.includes(other));
    row.splice(before === undefined ? 0 : row.indexOf(before) + 1, 0, tile);
  }
  return row;
};

/** The tiles that a phone shows, from the top on. */
export const phoneTiles = (tiles: readonly Tile[], layout: Layout, phone: PhoneLayout | null | undefined): Tile[] =>
  phoneOrder(tiles, layout, phone).filter(({ id }) => phone?.hidden?.includes(id) !== true);
