import type { PageFilter, Tile, TileLayout } from "@/api/contracts";
import type { Layout } from "./layout";

export type OfferUndo = (title: string, onUndo: () => void) => void;

/** What editing a page can do. Who only looks has none of it, and loads none of it. */
export type PageEditor = {
  addTile: (tile: Tile) => void;
  removeTile: (tileId: string) => void;
  /** Takes a tile to a page of this dashboard. */
  moveTile: (tileId: string, pageId: string, layout: TileLayout) => void;
  placeTiles: (layout: Layout) => void;
  setTitle: (tileId: string, title: string | null) => void;
  setMarkdown: (tileId: string, markdown: string) => void;
  setFilters: (filters: readonly PageFilter[]) => void;
  /** Tells what was done, with the way back, for as long as the dashboard is being edited. */
  offerUndo: OfferUndo;
};
