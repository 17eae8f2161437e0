import type { Tile } from "@/api/contracts";
import { firstFreePlace } from "@/lib/free-place";
import { LOCAL } from "@/sync/dashboard-document";
import { addTile, addTiles, changeTiles, placeTiles, removeTile, removeTiles, setTileMarkdown, setTileTitle } from "@/sync/dashboard-operations";
import { changeDashboard, changePage, changeSpec, editPages, moveTile, moveTiles, setPageFilters, type Edit } from "@/sync/page-operations";
import { copiesOf } from "./copied-tiles";
import { inReadingOrder } from "./new-tiles";
import { withCopiedPairs } from "./interaction-edits";
import type { OfferUndo, PageEditor } from "./page-editor";
import { NO_CONTROLS, withControls, type Controls } from "./pasted-controls";
import { tileTitle } from "./tile-words";
import type { EditDashboard } from "./use-dashboard-document";

/** Copies do to other tiles what their originals do; both in one step of undo. */
const addCopies = (pageId: string, copies: readonly Tile[], originals: readonly Tile[], controls: Controls = NO_CONTROLS): Edit => (document) => {
  const copyOf = new Map([...originals].sort(inReadingOrder).map(({ id }, place) => [id, copies[place]?.id ?? id]));
  document.doc.transact(() => {
    if (controls.filters.length + controls.parameters.length > 0) changeSpec((spec) => withControls(spec, pageId, controls))(document);
    addTiles(pageId, copies)(document);
    editPages((pages) => pages.map((page) => (page.id === pageId ? withCopiedPairs(page, copyOf) : page)))(document);
  }, LOCAL);
};

/** The verbs of one page, as named operations on the dashboard's document. */
export const documentPageEditor = (edit: EditDashboard, pageId: string, offerUndo: OfferUndo): PageEditor => ({
  addTile: (tile, of) => { edit(of === undefined ? addTile(pageId, tile) : addCopies(pageId, [tile], [of])); },
  addTiles: (tiles, of, controls) => { edit(of === undefined ? addTiles(pageId, tiles) : addCopies(pageId, tiles, of, controls)); },
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
  rewritePage: (change) => { edit(editPages((pages) => pages.map((page) => (page.id === pageId ? change(page) : page)))); },
  changeDashboard: (changes) => { edit(changeDashboard(changes)); },
  changeSpec: (change) => { edit(changeSpec(change)); },
  setFilters: (filters) => { edit(setPageFilters(pageId, filters)); },
});
