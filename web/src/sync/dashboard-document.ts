import * as Y from "yjs";
import type { DashboardPage, DashboardSpec, PageFilter, Tile } from "@/api/contracts";
import { isSame } from "@/lib/same";

/** The shared document of one dashboard. Every property of a tile is an entry of its own, so that edits of different properties merge. */
export type DashboardDocument = { doc: Y.Doc; undo: Y.UndoManager };

/** Transactions of the person at this screen: these can be undone and are saved. */
export const LOCAL = "local";
/** Transactions that bring in what the server has. */
export const REMOTE = "remote";

export type DashboardContent = { name: string; description: string | null; spec: DashboardSpec };

const DOCUMENT_VERSION = 1;

type Json = unknown;
type PageMap = Y.Map<unknown>;
type TileMap = Y.Map<unknown>;

const head = (doc: Y.Doc): Y.Map<unknown> => doc.getMap("dashboard");
const pages = (doc: Y.Doc): Y.Array<PageMap> => doc.getArray<PageMap>("pages");

export const createDocument = (content: DashboardContent): DashboardDocument => {
  const doc = new Y.Doc();
  doc.transact(() => {
    head(doc).set("version", DOCUMENT_VERSION);
  }, REMOTE);
  replaceContent(doc, content);
  const undo = new Y.UndoManager([head(doc), pages(doc)], { trackedOrigins: new Set([LOCAL]), captureTimeout: 0 });
  return { doc, undo };
};

/** The whole document as the server's `DashboardSpec`; equal documents give equal specs. */
export const materialise = (doc: Y.Doc): DashboardContent => ({
  name: (head(doc).get("name") as string | undefined) ?? "",
  description: (head(doc).get("description") as string | null | undefined) ?? null,
  spec: { version: 1, pages: pages(doc).map(materialisePage) },
});

const materialisePage = (page: PageMap): DashboardPage => ({
  id: page.get("id") as string,
  title: page.get("title") as string,
  tiles: [...tilesOf(page).values()].map(materialiseTile).sort(byPlace),
  filters: filtersOf(page).toArray(),
});

const materialiseTile = (tile: TileMap): Tile => {
  const { chart, ...rest } = Object.fromEntries(tile.entries());
  if (!(chart instanceof Y.Map)) return rest as Tile;
  return { ...rest, chart: Object.fromEntries(chart.entries()) } as Tile;
};

/** Reading order: row by row, from the left; the id settles ties so that the order never flickers. */
const byPlace = (a: Tile, b: Tile): number =>
  a.layout.y - b.layout.y || a.layout.x - b.layout.x || (a.id < b.id ? -1 : 1);

const tilesOf = (page: PageMap): Y.Map<TileMap> => page.get("tiles") as Y.Map<TileMap>;
const filtersOf = (page: PageMap): Y.Array<PageFilter> => page.get("filters") as Y.Array<PageFilter>;

export const findPage = (doc: Y.Doc, pageId: string): PageMap | undefined =>
  pages(doc).toArray().find((page) => page.get("id") === pageId);

type TileEntries = Record<string, Json> & { chart?: Record<string, Json> };

const tileMap = (tile: Tile): TileMap => {
  const { chart, ...rest } = tile as TileEntries;
  const entries = Object.entries(rest);
  return new Y.Map(chart === undefined ? entries : [...entries, ["chart", new Y.Map(Object.entries(chart))]]);
};

/** Writes what differs and nothing else, so that untouched properties keep their history. */
const writeTile = (map: TileMap, tile: Tile): void => {
  const { chart, ...rest } = tile as TileEntries;
  writeEntries(map, chart === undefined ? rest : { ...rest, chart }, (key) => key === "chart");
  if (chart === undefined) return;
  const known = map.get("chart");
  if (known instanceof Y.Map) writeEntries(known as Y.Map<unknown>, chart);
  else map.set("chart", new Y.Map(Object.entries(chart)));
};

const writeEntries = (map: Y.Map<unknown>, wanted: Record<string, Json>, isNested = (_key: string): boolean => false): void => {
  for (const key of [...map.keys()]) if (!(key in wanted)) map.delete(key);
  for (const [key, value] of Object.entries(wanted)) {
    if (!isNested(key) && !isSame(map.get(key), value)) map.set(key, value);
  }
};

const pageMap = (page: DashboardPage): PageMap => {
  const filters = new Y.Array<PageFilter>();
  filters.push([...(page.filters ?? [])]);
  const tiles = new Y.Map((page.tiles ?? []).map((tile) => [tile.id, tileMap(tile)] as const));
  return new Y.Map<unknown>([["id", page.id], ["title", page.title], ["tiles", tiles], ["filters", filters]]);
};

/** Makes the document say what `content` says, as the server's word: not undoable, touching only what differs. */
export const replaceContent = (doc: Y.Doc, content: DashboardContent): void => {
  writeContent(doc, content, REMOTE);
};

export const writeContent = (doc: Y.Doc, content: DashboardContent, origin: string): void => {
  doc.transact(() => {
    writeEntries(head(doc), { version: DOCUMENT_VERSION, name: content.name, description: content.description });
    const wanted = content.spec.pages;
    if (!isSame(pages(doc).map((page) => page.get("id")), wanted.map((page) => page.id))) {
      pages(doc).delete(0, pages(doc).length);
      pages(doc).push(wanted.map(pageMap));
      return;
    }
    wanted.forEach((page, index) => {
      const known = pages(doc).get(index);
      writePage(known, page);
    });
  }, origin);
};

const writePage = (map: PageMap, page: DashboardPage): void => {
  if (map.get("title") !== page.title) map.set("title", page.title);
  const filters = filtersOf(map);
  if (!isSame(filters.toArray(), page.filters ?? [])) {
    filters.delete(0, filters.length);
    filters.push([...(page.filters ?? [])]);
  }
  const tiles = tilesOf(map);
  const wanted = new Map((page.tiles ?? []).map((tile) => [tile.id, tile]));
  for (const id of [...tiles.keys()]) if (!wanted.has(id)) tiles.delete(id);
  for (const [id, tile] of wanted) {
    const known = tiles.get(id);
    if (known === undefined) tiles.set(id, tileMap(tile));
    else writeTile(known, tile);
  }
};
