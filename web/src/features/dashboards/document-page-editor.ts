import { addTile, placeTiles, removeTile, setTileMarkdown, setTileTitle } from "@/sync/dashboard-operations";
import { moveTile, setPageFilters } from "@/sync/page-operations";
import type { OfferUndo, PageEditor } from "./page-editor";
import type { EditDashboard } from "./use-dashboard-document";

/** The verbs of one page, as named operations on the dashboard's document. */
export const documentPageEditor = (edit: EditDashboard, pageId: string, offerUndo: OfferUndo): PageEditor => ({
  addTile: (tile) => { edit(addTile(pageId, tile)); },
  removeTile: (tileId) => { edit(removeTile(pageId, tileId)); },
  moveTile: (tileId, destination, layout) => { edit(moveTile(tileId, destination, layout)); },
  placeTiles: (layout) => { edit(placeTiles(pageId, layout)); },
  setTitle: (tileId, title) => { edit(setTileTitle(pageId, tileId, title)); },
  setMarkdown: (tileId, markdown) => { edit(setTileMarkdown(pageId, tileId, markdown)); },
  setFilters: (filters) => { edit(setPageFilters(pageId, filters)); },
  offerUndo,
});
