import type * as Y from "yjs";
import type { ChartSpec, Tile, TileLayout } from "@/api/contracts";
import { LOCAL } from "./dashboard-document";
import { editTiles, type Edit } from "./page-operations";

/** The named operations by which a person edits a dashboard and its tiles; each is one step of undo. */
const editHead =
  (change: (head: Y.Map<unknown>) => void): Edit =>
  ({ doc }) => {
    doc.transact(() => {
      change(doc.getMap("dashboard"));
    }, LOCAL);
  };

const editTile = (pageId: string, tileId: string, change: (tile: Tile) => Tile): Edit =>
  changeTiles(pageId, new Set([tileId]), change);

export const renameDashboard = (name: string): Edit => editHead((head) => head.set("name", name));

export const describeDashboard = (description: string | null): Edit => editHead((head) => head.set("description", description));

export const addTile = (pageId: string, tile: Tile): Edit => editTiles(pageId, (tiles) => [...tiles, tile]);

export const addTiles = (pageId: string, added: readonly Tile[]): Edit => editTiles(pageId, (tiles) => [...tiles, ...added]);

/** Moves tiles to where `layouts` wants them, in one step. */
export const placeTiles = (pageId: string, layouts: ReadonlyMap<string, TileLayout>): Edit =>
  editTiles(pageId, (tiles) =>
    tiles.map((tile) => {
      const layout = layouts.get(tile.id);
      return layout === undefined ? tile : { ...tile, layout };
    }),
  );

/** Changes tiles in one step; `change` gives back what stays as it is. */
export const changeTiles = (pageId: string, ids: ReadonlySet<string>, change: (tile: Tile) => Tile): Edit =>
  editTiles(pageId, (tiles) => tiles.map((tile) => (ids.has(tile.id) ? change(tile) : tile)));

export const removeTile = (pageId: string, tileId: string): Edit =>
  editTiles(pageId, (tiles) => tiles.filter((tile) => tile.id !== tileId));

export const removeTiles = (pageId: string, ids: ReadonlySet<string>): Edit =>
  editTiles(pageId, (tiles) => tiles.filter((tile) => !ids.has(tile.id)));

export const setTileTitle = (pageId: string, tileId: string, title: string | null): Edit =>
  editTile(pageId, tileId, (tile) => (tile.kind === "chart" ? { ...tile, title } : tile));

export const setTileChart = (pageId: string, tileId: string, chart: ChartSpec): Edit =>
  editTile(pageId, tileId, (tile) => (tile.kind === "chart" ? { ...tile, chart } : tile));

export const setTileMarkdown = (pageId: string, tileId: string, markdown: string): Edit =>
  editTile(pageId, tileId, (tile) => (tile.kind === "text" ? { ...tile, markdown } : tile));
