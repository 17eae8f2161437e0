import type { PageFilter, Tile } from "@/api/contracts";
import type { Layout } from "./layout";

/** What editing a page can do. Who only looks has none of it, and loads none of it. */
export type PageEditor = {
  addTile: (tile: Tile) => void;
  removeTile: (tileId: string) => void;
  placeTiles: (layout: Layout) => void;
  setTitle: (tileId: string, title: string | null) => void;
  setMarkdown: (tileId: string, markdown: string) => void;
  setFilters: (filters: readonly PageFilter[]) => void;
};
