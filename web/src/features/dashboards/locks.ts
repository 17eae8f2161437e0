import type { Tile } from "@/api/contracts";
import { shortcut } from "@/lib/shortcut";
import { showToast } from "@/ui/toast-store";
import type { Ids } from "./moved-layout";
import type { PageEditor } from "./page-editor";
import { tileTitle } from "./tile-words";

export const lockedIds = (tiles: readonly Tile[]): Ids => new Set(tiles.filter(({ locked }) => locked).map(({ id }) => id));

/** Says that something stayed because it is locked, and how to unlock it. */
export const sayLocked = (locked: readonly Tile[]): void => {
  const [first, ...more] = locked;
  if (first === undefined) return;
  showToast(more.length === 0
    ? { title: `“${tileTitle(first)}” is locked.`, detail: `Unlock it in its menu, or with ${shortcut("L", { withShift: true })}.` }
    : { title: `${String(locked.length)} tiles are locked.`, detail: "They stayed as they are. Unlock them in their menus." });
};

const free = (tiles: readonly Tile[]): Tile[] => {
  sayLocked(tiles.filter(({ locked }) => locked));
  return tiles.filter(({ locked }) => !locked);
};

/** An editor that removes nothing that is locked, and takes none of it to another page. */
export const heedingLocks = (editor: PageEditor): PageEditor => {
  const each = (tiles: readonly Tile[], one: (tile: Tile) => void, several: (tiles: readonly Tile[]) => void): void => {
    const meant = free(tiles);
    const [first, ...more] = meant;
    if (first === undefined) return;
    if (more.length === 0) one(first);
    else several(meant);
  };
  return {
    ...editor,
    removeTile: (tile) => { each([tile], editor.removeTile, editor.removeTiles); },
    removeTiles: (tiles) => { each(tiles, editor.removeTile, editor.removeTiles); },
    moveTile: (tile, destination) => { each([tile], (one) => { editor.moveTile(one, destination); }, () => undefined); },
    moveTiles: (tiles, destination) => { each(tiles, (one) => { editor.moveTile(one, destination); }, (several) => { editor.moveTiles(several, destination); }); },
  };
};
