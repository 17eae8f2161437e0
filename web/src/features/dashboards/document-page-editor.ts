import { firstFreePlace } from "@/lib/free-place";
import { addTile, addTiles, changeTiles, placeTiles, removeTile, removeTiles, setTileMarkdown, setTileTitle } from "@/sync/dashboard-operations";
import { changeDashboard, changePage, moveTile, moveTiles, setPageFilters } from "@/sync/page-operations";
import { copiesOf, inReadingOrder } from "./new-tiles";
import type { OfferUndo, PageEditor } from "./page-editor";
import { tileTitle } from "./tile-words";
import type { EditDashboard } from "./use-dashboard-document";

/** The verbs of one page, as named operations on the dashboard's document. */
export const documentPageEditor = (edit: EditDashboard, pageId: string, offerUndo: OfferUndo): PageEditor => ({
  addTile: (tile) => { edit(addTile(pageId, tile)); },
  addTiles: (tiles) => { edit(addTiles(pageId, tiles)); },
  removeTiles: (tiles) => {
    edit(removeTiles(pageId, new Set(tiles.map(({ id }) => id))));
    offerUndo(`${String(tiles.length)} tiles were removed.`, () => { edit(addTiles(pageId, tiles)); });
  },
  removeTile: (tile) => {
    edit(removeTile(pageId, tile.id));
    offerUndo(`“${tileTitle(tile)}” was removed.`, () => { edit(addTile(pageId, tile)); });
  },
  moveTile: (tile, { id, title, tiles }) => {
    edit(moveTile(tile.id, id, firstFreePlace((tiles ?? []).map(({ layout }) => layout), tile.layout)));
    offerUndo(`“${tileTitle(tile)}” was moved to “${title}”.`, () => { edit(moveTile(tile.id, pageId, tile.layout)); });
  },
  moveTiles: (tiles, { id, title, tiles: present = [] }) => {
    const placed = copiesOf(tiles, present);
    const inOrder = [...tiles].sort(inReadingOrder);
    edit(moveTiles(new Map(inOrder.map((tile, place) => [tile.id, placed[place]?.layout ?? tile.layout])), id));
    offerUndo(`${String(tiles.length)} tiles were moved to “${title}”.`, () => { edit(moveTiles(new Map(tiles.map((tile) => [tile.id, tile.layout])), pageId)); });
  },
  placeTiles: (layout) => { edit(placeTiles(pageId, layout)); },
  setTitle: (tileId, title) => { edit(setTileTitle(pageId, tileId, title)); },
  setMarkdown: (tileId, markdown) => { edit(setTileMarkdown(pageId, tileId, markdown)); },
  changeTiles: (ids, change) => { edit(changeTiles(pageId, ids, change)); },
  changePage: (changes) => { edit(changePage(pageId, changes)); },
  changeDashboard: (changes) => { edit(changeDashboard(changes)); },
  setFilters: (filters) => { edit(setPageFilters(pageId, filters)); },
});
