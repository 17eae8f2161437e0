import type { DashboardPage, DashboardSpec, PageFilter, Tile, TileLayout } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { LOCAL, materialise, seatPage, writeContent, type DashboardDocument } from "./dashboard-document";
import { MAX_PAGES } from "./page-limits";

/** One step of undo. */
export type Edit = (document: DashboardDocument) => void;

/** Rewrites the pages through plain values; the document keeps what did not change. */
export const editPages =
  (change: (pages: readonly DashboardPage[]) => readonly DashboardPage[]): Edit =>
  ({ doc }) => {
    const content = materialise(doc);
    writeContent(doc, { ...content, spec: { ...content.spec, pages: [...change(content.spec.pages)] } }, LOCAL);
  };

const editPage = (pageId: string, change: (page: DashboardPage) => DashboardPage): Edit =>
  editPages((pages) => pages.map((page) => (page.id === pageId ? change(page) : page)));

/** Puts a page before the one at `index`: a new one, a copy, or one that had been removed. */
export const insertPage = (page: DashboardPage, index: number): Edit =>
  editPages((pages) => (pages.length >= MAX_PAGES || pages.some(({ id }) => id === page.id) ? pages : pages.toSpliced(index, 0, page)));

export const renamePage = (pageId: string, title: string): Edit => editPage(pageId, (page) => ({ ...page, title }));

/** Takes a page out of the row and puts it where `index` then is; beyond the ends is at the ends. */
export const movePage =
  (pageId: string, index: number): Edit =>
  ({ doc }) => {
    const ids = materialise(doc).spec.pages.map(({ id }) => id);
    const others = ids.filter((id) => id !== pageId);
    const wanted = others.toSpliced(Math.max(0, index), 0, pageId);
    if (others.length < ids.length && !isSame(ids, wanted)) seatPage(doc, pageId, wanted, LOCAL);
  };

/** Removes a page with its tiles; the last one stays. */
export const removePage = (pageId: string): Edit =>
  editPages((pages) => (pages.length === 1 ? pages : pages.filter(({ id }) => id !== pageId)));

export const setPageFilters = (pageId: string, filters: readonly PageFilter[]): Edit =>
  editPage(pageId, (page) => ({ ...page, filters: [...filters] }));

/** Changes what a page says of itself besides its tiles; what is undefined is taken away. */
export const changePage = (pageId: string, changes: Partial<Omit<DashboardPage, "id" | "tiles">>): Edit =>
  editPage(pageId, (page) => withChanges(page, changes));

/** Changes what is true of the dashboard as a whole; what is undefined is taken away. */
export const changeDashboard =
  (changes: Partial<Omit<DashboardSpec, "pages" | "version">>): Edit =>
  ({ doc }) => {
    const content = materialise(doc);
    writeContent(doc, { ...content, spec: withChanges(content.spec, changes) }, LOCAL);
  };

/** Changes the whole spec in one step, where one change reaches several of its parts. */
export const changeSpec =
  (change: (spec: DashboardSpec) => DashboardSpec): Edit =>
  ({ doc }) => {
    const content = materialise(doc);
    writeContent(doc, { ...content, spec: change(content.spec) }, LOCAL);
  };

const withChanges = <Value extends object>(value: Value, changes: object): Value =>
  Object.fromEntries(Object.entries({ ...value, ...changes }).filter(([, entry]) => entry !== undefined)) as Value;

export const editTiles = (pageId: string, change: (tiles: readonly Tile[]) => readonly Tile[]): Edit =>
  editPage(pageId, (page) => ({ ...page, tiles: [...change(page.tiles ?? [])] }));

/** Takes a tile to another page, to stand at `layout` there. */
export const moveTile = (tileId: string, pageId: string, layout: TileLayout): Edit => moveTiles(new Map([[tileId, layout]]), pageId);

/** Takes tiles to another page in one step, to stand where `layouts` says. */
export const moveTiles = (layouts: ReadonlyMap<string, TileLayout>, pageId: string): Edit =>
  editPages((pages) => {
    if (!pages.some(({ id }) => id === pageId)) return pages;
    const moved = pages.flatMap(({ tiles }) => tiles ?? []).flatMap((tile) => {
      const layout = layouts.get(tile.id);
      return layout === undefined ? [] : [{ ...tile, layout }];
    });
    if (moved.length === 0) return pages;
    return pages.map((page) => {
      const others = (page.tiles ?? []).filter(({ id }) => !layouts.has(id));
      return { ...page, tiles: page.id === pageId ? [...others, ...moved] : others };
    });
  });
