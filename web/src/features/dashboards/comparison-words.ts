import type { DifferenceKind, DashboardComparison, PageDifference, TileDifference, TileOutline } from "@/api/contracts";

/** A page of two states with the tiles that stand on it in either. */
export type ComparedPage = {
  page: PageDifference;
  before: readonly DrawnTile[];
  after: readonly DrawnTile[];
  /** What became of its tiles, in words; those that are the same are left out. */
  changes: readonly TileDifference[];
};

export type DrawnTile = { id: string; outline: TileOutline; change: DifferenceKind };

const onPage = (tiles: readonly TileDifference[], pageId: string, side: "before" | "after"): DrawnTile[] =>
  tiles.flatMap(({ tile_id, change, [side]: outline }) => (outline?.page_id === pageId ? [{ id: tile_id, outline, change }] : []));

const inReadingOrder = ({ before: a1, after: a }: TileDifference, { before: b1, after: b }: TileDifference): number => {
  const [one, other] = [(a ?? a1)?.layout, (b ?? b1)?.layout];
  return one === undefined || other === undefined ? 0 : one.y - other.y || one.x - other.x;
};

/** Page by page what differs, and how many pages are the same. */
export const comparedPages = ({ pages, tiles }: DashboardComparison): { differing: ComparedPage[]; sameCount: number } => {
  const all = pages.map((page) => ({
    page,
    before: onPage(tiles, page.page_id, "before"),
    after: onPage(tiles, page.page_id, "after"),
    changes: tiles.filter(({ change, after, before }) => change !== "same" && (after ?? before)?.page_id === page.page_id).sort(inReadingOrder),
  }));
  const isOther = ({ page, before, after }: ComparedPage) => page.change !== "same" || [...before, ...after].some(({ change }) => change !== "same");
  const differing = all.filter(isOther);
  return { differing, sameCount: all.length - differing.length };
};

const CHANGES: Record<DifferenceKind, string> = { same: "The same", added: "Added", removed: "Removed", moved: "Moved", changed: "Changed" };

export const changeWord = (change: DifferenceKind): string => CHANGES[change];

/** `“Revenue by month”: mark bar → line` */
export const tileWords = ({ title, change, words }: TileDifference): string =>
  words.length === 0 ? `“${title}” ${change}` : `“${title}”: ${words.join(", ")}`;

/** What a small drawing of a page shows, for those who do not see it. */
export const drawingWords = (when: string, { page, before, after }: ComparedPage, side: "before" | "after"): string => {
  const those = side === "before" ? before : after;
  const count = those.length === 1 ? "1 tile" : `${String(those.length)} tiles`;
  const other = those.filter(({ change }) => change !== "same").length;
  return `${page.title}, ${when}: ${count}, ${other === 0 ? "none" : String(other)} of them other than ${side === "before" ? "after" : "before"}`;
};

/** `3 tiles changed, 1 page added.` */
export const summaryWords = (summary: readonly string[]): string => (summary.length === 0 ? "Nothing differs from what readers see." : `${summary.join(", ")}.`);
