import { addTile, placeTiles, removeTile, setPageFilters, setTileMarkdown, setTileTitle } from "@/sync/dashboard-operations";
import type { PageEditor } from "./page-editor";
import type { EditDashboard } from "./use-dashboard-document";

/** The verbs of one page, as named operations on the dashboard's document. */
export const documentPageEditor = (edit: EditDashboard, pageId: string): PageEditor => ({
  addTile: (tile) => { edit(addTile(pageId, tile)); },
  removeTile: (tileId) => { edit(removeTile(pageId, tileId)); },
  placeTiles: (layout) => { edit(placeTiles(pageId, layout)); },
  setTitle: (tileId, title) => { edit(setTileTitle(pageId, tileId, title)); },
  setMarkdown: (tileId, markdown) => { edit(setTileMarkdown(pageId, tileId, markdown)); },
  setFilters: (filters) => { edit(setPageFilters(pageId, filters)); },
});
