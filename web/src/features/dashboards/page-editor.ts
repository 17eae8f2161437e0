import type { DashboardPage, DashboardSpec, PageFilter, Tile } from "@/api/contracts";
import type { Layout } from "./layout";
import type { Controls } from "./pasted-controls";

/** Tells what was done, with the way back, for as long as the dashboard is being edited. */
export type OfferUndo = (title: string, onUndo: () => void) => void;

/** What editing a page can do. Who only looks has none of it, and loads none of it. */
export type PageEditor = {
  /** With the tile that it is a copy of, it does to others what that one does. */
  addTile: (tile: Tile, of?: Tile) => void;
  /** With the controls that slicers among them show and that are not there yet. */
  addTiles: (tiles: readonly Tile[], of?: readonly Tile[], controls?: Controls) => void;
  /** Takes several tiles off the page in one step, and offers them back. */
  removeTiles: (tiles: readonly Tile[]) => void;
  /** Takes a tile off the page, and offers it back. */
  removeTile: (tile: Tile) => void;
  /** Takes a tile to the first place that is free on another page of this dashboard, and offers the way back. */
  moveTile: (tile: Tile, destination: DashboardPage) => void;
  /** Takes several tiles to the first free places of another page in one step. */
  moveTiles: (tiles: readonly Tile[], destination: DashboardPage) => void;
  placeTiles: (layout: Layout) => void;
  setTitle: (tileId: string, title: string | null) => void;
  setMarkdown: (tileId: string, markdown: string) => void;
  /** Changes tiles in one step of undo. */
  changeTiles: (ids: ReadonlySet<string>, change: (tile: Tile) => Tile) => void;
  /** Changes what the page says of itself besides its tiles; what is undefined is taken away. */
  changePage: (changes: Partial<Omit<DashboardPage, "id" | "tiles">>) => void;
  /** Changes the page and its tiles in one step of undo. */
  rewritePage: (change: (page: DashboardPage) => DashboardPage) => void;
  /** Changes what is true of the whole dashboard; what is undefined is taken away. */
  changeDashboard: (changes: Partial<Omit<DashboardSpec, "pages" | "version">>) => void;
  /** Changes the spec in one step of undo, where one change reaches several of its parts. */
  changeSpec: (change: (spec: DashboardSpec) => DashboardSpec) => void;
  setFilters: (filters: readonly PageFilter[]) => void;
};
