import type * as Y from "yjs";
import type { ChartSpec, PageFilter, Tile, TileLayout } from "@/api/contracts";
import { LOCAL, findPage, materialise, writeContent, type DashboardDocument } from "./dashboard-document";

/** The named operations by which a person edits a dashboard; each is one step of undo. */
type Edit = (document: DashboardDocument) => void;

const edit =
  (change: (doc: Y.Doc) => void): Edit =>
  ({ doc }) => {
    doc.transact(() => {
      change(doc);
    }, LOCAL);
  };

/** Rewrites the pages through plain values; the document keeps what did not change. */
const editTile = (pageId: string, tileId: string, change: (tile: Tile) => Tile): Edit =>
  editTiles(pageId, (tiles) => tiles.map((tile) => (tile.id === tileId ? change(tile) : tile)));

const editTiles =
  (pageId: string, change: (tiles: readonly Tile[]) => readonly Tile[]): Edit =>
  ({ doc }) => {
    if (findPage(doc, pageId) === undefined) return;
    const content = materialise(doc);
    const pages = content.spec.pages.map((page) =>
      page.id === pageId ? { ...page, tiles: [...change(page.tiles ?? [])] } : page,
    );
    writeContent(doc, { ...content, spec: { ...content.spec, pages } }, LOCAL);
  };

export const renameDashboard = (name: string): Edit => edit((doc) => doc.getMap("dashboard").set("name", name));

export const describeDashboard = (description: string | null): Edit =>
  edit((doc) => doc.getMap("dashboard").set("description", description));

export const addTile = (pageId: string, tile: Tile): Edit => editTiles(pageId, (tiles) => [...tiles, tile]);

/** Adds a tile and moves the others to where `layouts` wants them, in one step. */
export const placeTiles = (pageId: string, layouts: ReadonlyMap<string, TileLayout>): Edit =>
  editTiles(pageId, (tiles) =>
    tiles.map((tile) => {
      const layout = layouts.get(tile.id);
      return layout === undefined ? tile : { ...tile, layout };
    }),
  );

export const removeTile = (pageId: string, tileId: string): Edit =>
  editTiles(pageId, (tiles) => tiles.filter((tile) => tile.id !== tileId));

export const setTileTitle = (pageId: string, tileId: string, title: string | null): Edit =>
  editTile(pageId, tileId, (tile) => (tile.kind === "chart" ? { ...tile, title } : tile));

export const setTileChart = (pageId: string, tileId: string, chart: ChartSpec): Edit =>
  editTile(pageId, tileId, (tile) => (tile.kind === "chart" ? { ...tile, chart } : tile));

export const setTileMarkdown = (pageId: string, tileId: string, markdown: string): Edit =>
  editTile(pageId, tileId, (tile) => (tile.kind === "text" ? { ...tile, markdown } : tile));

export const setPageFilters = (pageId: string, filters: readonly PageFilter[]): Edit =>
  ({ doc }) => {
    const content = materialise(doc);
    const pages = content.spec.pages.map((page) => (page.id === pageId ? { ...page, filters: [...filters] } : page));
    writeContent(doc, { ...content, spec: { ...content.spec, pages } }, LOCAL);
  };
