import { describe, expect, it } from "vitest";
import type { DashboardComparison, DifferenceKind, TileDifference, TileOutline } from "@/api/contracts";
import { comparedPages, drawingWords, summaryWords, tileWords } from "./comparison-words";

const outline = (page_id: string, x: number, y: number): TileOutline => ({ page_id, kind: "chart", mark: "bar", title: "T", layout: { x, y, width: 6, height: 6 } });
const tile = (tile_id: string, change: DifferenceKind, before: TileOutline | null, after: TileOutline | null, words: string[] = []): TileDifference => ({ tile_id, title: tile_id, change, before, after, words });
const page = (page_id: string, change: DifferenceKind = "same") => ({ page_id, title: page_id.toUpperCase(), change, is_before: change !== "added", is_after: change !== "removed", words: [] });
const comparison = (pages: DashboardComparison["pages"], tiles: TileDifference[]): DashboardComparison => ({ before: 1, after: 2, is_same: false, summary: [], words: [], pages, tiles });

describe("what differs between two states", () => {
  it("is drawn and told page by page, in reading order, and pages that are the same are counted", () => {
    const { differing, sameCount } = comparedPages(
      comparison([page("a"), page("b"), page("c", "added")], [
        tile("low", "changed", outline("a", 0, 6), outline("a", 0, 6), ["mark bar → line"]),
        tile("high", "moved", outline("a", 0, 0), outline("a", 6, 0), ["moved"]),
        tile("still", "same", outline("a", 12, 0), outline("a", 12, 0)),
        tile("gone", "removed", outline("a", 12, 9), null),
        tile("same", "same", outline("b", 0, 0), outline("b", 0, 0)),
        tile("new", "added", null, outline("c", 0, 0)),
      ]),
    );
    expect(sameCount).toBe(1);
    expect(differing.map(({ page: { page_id }, before, after, changes }) => [page_id, before.map(({ id }) => id), after.map(({ id }) => id), changes.map(({ tile_id }) => tile_id)])).toEqual([
      ["a", ["low", "high", "still", "gone"], ["low", "high", "still"], ["high", "low", "gone"]],
      ["c", [], ["new"], ["new"]],
    ]);
  });

  it("shows a tile that went to another page on both", () => {
    const { differing } = comparedPages(comparison([page("a"), page("b")], [tile("t", "moved", outline("a", 0, 0), outline("b", 0, 0), ["moved from “A” to “B”"])]));
    expect(differing.map(({ page: { page_id }, before, after, changes }) => [page_id, before.length, after.length, changes.length])).toEqual([["a", 1, 0, 0], ["b", 0, 1, 1]]);
  });

  it("has words for tiles, drawings and the whole", () => {
    expect(tileWords(tile("Revenue by month", "changed", null, null, ["mark bar → line", "filter region added"]))).toBe("“Revenue by month”: mark bar → line, filter region added");
    expect(tileWords(tile("Note", "added", null, null))).toBe("“Note” added");
    expect(summaryWords(["3 tiles changed", "1 page added"])).toBe("3 tiles changed, 1 page added.");
    expect(summaryWords([])).toBe("Nothing differs from what readers see.");
    const [compared] = comparedPages(comparison([page("a")], [tile("t", "removed", outline("a", 0, 0), null)])).differing;
    expect(compared && drawingWords("Readers see now", compared, "before")).toBe("A, Readers see now: 1 tile, 1 of them other than after");
  });
});
