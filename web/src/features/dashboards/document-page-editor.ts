import { firstFreePlace } from "@/lib/free-place";
import { addTile, placeTiles, removeTile, setTileMarkdown, setTileTitle } from "@/sync/dashboard-operations";
import { moveTile, setPageFilters } from "@/sync/page-operations";
import type { OfferUndo, PageEditor } from "./page-editor";
import { tileTitle } from "./tile-words";
import type { EditDashboard } from "./use-dashboard-document";

/** The verbs of one page, as named operations on the dashboard's document. */
export const documentPageEditor = (edit: EditDashboard, pageId: string, offerUndo: OfferUndo): PageEditor => ({
  addTile: (tile) => { edit(addTile(pageId, tile)); },
  removeTile: (tile) => {
    edit(removeTile(pageId, tile.id));
    offerUndo(`“${tileTitle(tile)}” was removed.`, () => { edit(addTile(pageId, tile)); });
  },
  moveTile: (tile, { id, title, tiles }) => {
    edit(moveTile(tile.id, id, firstFreePlace((tiles ?? []).map(({ layout }) => layout), tile.layout)));
    offerUndo(`“${tileTitle(tile)}” was moved to “${title}”.`, () => { edit(moveTile(tile.id, pageId, tile.layout)); });
  },
  placeTiles: (layout) => { edit(placeTiles(pageId, layout)); },
  setTitle: (tileId, title) => { edit(setTileTitle(pageId, tileId, title)); },
  setMarkdown: (tileId, markdown) => { edit(setTileMarkdown(pageId, tileId, markdown)); },
  setFilters: (filters) => { edit(setPageFilters(pageId, filters)); },
});
