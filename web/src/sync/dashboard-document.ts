import * as Y from "yjs";
import type { DashboardPage, DashboardSpec, PageFilter, Tile } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { byPlace, placesFor } from "./page-order";

/**
 * The shared document of one dashboard. Pages and tiles stand in maps of their own, by id; a page says where it stands, a tile on which page.
 * Every property is an entry of its own, so that edits of different properties merge, also of one that was moved meanwhile.
 */
export type DashboardDocument = { doc: Y.Doc; undo: DashboardUndo };

/** Steps back and forth through what the person at this screen did. */
export type DashboardUndo = { undo: () => void; redo: () => void; canUndo: () => boolean; canRedo: () => boolean };

/** Transactions of the person at this screen: these can be undone and are saved. */
export const LOCAL = "local";
/** Transactions that bring in what the server has. */
export const REMOTE = "remote";

export type DashboardContent = { name: string; description: string | null; spec: DashboardSpec };

const DOCUMENT_VERSION = 1;
/** The edition of the contract that documents are written in. */
const SPEC_VERSION = 2;

/** Stands in when everybody's removals have met and no page is left. */
const LAST_PAGE: DashboardPage = { id: "page-1", title: "Page 1", tiles: [], filters: [] };

type Json = unknown;
type PageMap = Y.Map<unknown>;
type TileMap = Y.Map<unknown>;

const head = (doc: Y.Doc): Y.Map<unknown> => doc.getMap("dashboard");
/** What is true of the dashboard as a whole: every property of its spec but the pages. */
const whole = (doc: Y.Doc): Y.Map<unknown> => doc.getMap("whole");
const pages = (doc: Y.Doc): Y.Map<PageMap> => doc.getMap<PageMap>("pages");
const tiles = (doc: Y.Doc): Y.Map<TileMap> => doc.getMap<TileMap>("tiles");

export const docOf = (content: DashboardContent): Y.Doc => {
  const doc = new Y.Doc();
  doc.transact(() => {
    head(doc).set("version", DOCUMENT_VERSION);
  }, REMOTE);
  replaceContent(doc, content);
  return doc;
};

/** The whole document as the server's `DashboardSpec`; equal documents give equal specs. */
export const materialise = (doc: Y.Doc): DashboardContent => {
  const onPages = tilesByPage(doc);
  const inOrder = [...pages(doc).values()].map((page) => ({ page, id: page.get("id") as string, place: page.get("place") as number })).sort(byPlace);
  const present = inOrder.map(({ page, id }) => materialisePage(page, onPages.get(id) ?? []));
  return {
    name: (head(doc).get("name") as string | undefined) ?? "",
    description: (head(doc).get("description") as string | null | undefined) ?? null,
    spec: { ...Object.fromEntries(whole(doc).entries()), version: SPEC_VERSION, pages: present.length === 0 ? [LAST_PAGE] : present },
  };
};

const tilesByPage = (doc: Y.Doc): ReadonlyMap<string, TileMap[]> => {
  const onPages = new Map<string, TileMap[]>();
  for (const tile of tiles(doc).values()) {
    const page = tile.get("page") as string;
    onPages.set(page, [...(onPages.get(page) ?? []), tile]);
  }
  return onPages;
};

const materialisePage = (page: PageMap, onPage: readonly TileMap[]): DashboardPage => {
  const { place: _, filters: __, ...rest } = Object.fromEntries(page.entries());
  return { ...rest, tiles: onPage.map(materialiseTile).sort(inReadingOrder), filters: filtersOf(page).toArray() } as DashboardPage;
};

const materialiseTile = (tile: TileMap): Tile => {
  const { chart, page: _, ...rest } = Object.fromEntries(tile.entries());
  if (!(chart instanceof Y.Map)) return rest as Tile;
  return { ...rest, chart: Object.fromEntries(chart.entries()) } as Tile;
};

/** Row by row, from the left; the id settles ties so that the order never flickers. */
const inReadingOrder = (a: Tile, b: Tile): number =>
  a.layout.y - b.layout.y || a.layout.x - b.layout.x || (a.id < b.id ? -1 : 1);

const filtersOf = (page: PageMap): Y.Array<PageFilter> => page.get("filters") as Y.Array<PageFilter>;

/** Makes the document say what `content` says, as the server's word: no step of its own, touching only what differs. */
export const replaceContent = (doc: Y.Doc, content: DashboardContent): void => {
  writeContent(doc, content, REMOTE);
};

export const writeContent = (doc: Y.Doc, content: DashboardContent, origin: string): void => {
  doc.transact(() => {
    writeEntries(head(doc), { version: DOCUMENT_VERSION, name: content.name, description: content.description });
    const { version: _, pages: __, ...rest } = content.spec;
    writeEntries(whole(doc), rest);
    writePages(pages(doc), content.spec.pages);
    writeTiles(tiles(doc), content.spec.pages);
  }, origin);
};

const writePages = (known: Y.Map<PageMap>, wanted: readonly DashboardPage[]): void => {
  const ids = wanted.map(({ id }) => id);
  const places = placesFor(ids, placesOf(known));
  for (const id of [...known.keys()]) if (!ids.includes(id)) known.delete(id);
  for (const page of wanted) {
    const place = places.get(page.id) ?? 0;
    const map = known.get(page.id);
    if (map === undefined) known.set(page.id, pageMap(page, place));
    else writePage(map, page, place);
  }
};

const placesOf = (known: Y.Map<PageMap>): Map<string, number> => new Map([...known].map(([id, page]) => [id, page.get("place") as number]));

/** Puts one page where `ids` wants it and leaves the others where they are, whatever else is done to the order meanwhile. */
export const seatPage = (doc: Y.Doc, pageId: string, ids: readonly string[], origin: string): void => {
  const known = pages(doc);
  const others = placesOf(known);
  others.delete(pageId);
  doc.transact(() => {
    for (const [id, place] of placesFor(ids, others)) {
      const page = known.get(id);
      if (page?.get("place") !== place) page?.set("place", place);
    }
  }, origin);
};

const pageMap = ({ tiles: _, filters: wanted, ...page }: DashboardPage, place: number): PageMap => {
  const filters = new Y.Array<PageFilter>();
  filters.push([...(wanted ?? [])]);
  return new Y.Map<unknown>(Object.entries({ ...page, place, filters }));
};

const writePage = (map: PageMap, { tiles: _, ...page }: DashboardPage, place: number): void => {
  writeEntries(map, { ...page, filters: page.filters, place }, (key) => key === "filters");
  const filters = filtersOf(map);
  if (isSame(filters.toArray(), page.filters ?? [])) return;
  filters.delete(0, filters.length);
  filters.push([...(page.filters ?? [])]);
};

type TileEntries = Record<string, Json> & { chart?: Record<string, Json> };

const writeTiles = (known: Y.Map<TileMap>, wanted: readonly DashboardPage[]): void => {
  const entries = new Map(wanted.flatMap((page) => (page.tiles ?? []).map((tile) => [tile.id, { ...tile, page: page.id } as TileEntries] as const)));
  for (const id of [...known.keys()]) if (!entries.has(id)) known.delete(id);
  for (const [id, tile] of entries) {
    const map = known.get(id);
    if (map === undefined) known.set(id, tileMap(tile));
    else writeTile(map, tile);
  }
};

const tileMap = ({ chart, ...rest }: TileEntries): TileMap => {
  const entries = Object.entries(rest);
  return new Y.Map(chart === undefined ? entries : [...entries, ["chart", new Y.Map(Object.entries(chart))]]);
};

/** Writes what differs and nothing else, so that untouched properties keep their history. */
const writeTile = (map: TileMap, tile: TileEntries): void => {
  writeEntries(map, tile, (key) => key === "chart");
  const { chart } = tile;
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
