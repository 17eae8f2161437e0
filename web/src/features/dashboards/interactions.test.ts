import { expect, test } from "vitest";
import type { DashboardPage, TileSelection } from "@/api/contracts";
import { NO_CHOICES } from "./choices";
import { withCopiedPairs, withEffect, withUsualEffect } from "./interaction-edits";
import { effectOf, effectsOn, reaching } from "./interactions";

const page: DashboardPage = {
  id: "page-1", title: "Page 1", tiles: [], filters: [],
  interactions: [{ source: "a", target: "b", effect: "none" }, { source: "b", target: "a", effect: "highlight" }],
};
const selection = (tile_id: string): TileSelection => ({ tile_id, dataset_id: "sales", filters: [] });
const choices = { ...NO_CHOICES, selections: [selection("a"), selection("b")] };

test("a pair has its own effect, and the page's usual one otherwise", () => {
  expect([effectOf(page, "a", "b"), effectOf(page, "b", "a"), effectOf(page, "a", "c")]).toEqual(["none", "highlight", "filter"]);
  expect(effectOf({ ...page, default_interaction: "highlight" }, "a", "c")).toBe("highlight");
});

test("what leaves a tile as it is does not make it ask again", () => {
  expect(reaching(page, "b", choices).selections).toEqual([selection("b")]);
  expect(reaching(page, "c", choices)).toEqual(choices);
  expect(effectsOn(page, "c", choices)).toEqual(["filter", "filter"]);
});

test("an effect is chosen, chosen anew, and given back to the page", () => {
  const chosen = withEffect(page, "a", "b", "highlight");
  expect(chosen.interactions).toEqual([{ source: "b", target: "a", effect: "highlight" }, { source: "a", target: "b", effect: "highlight" }]);
  expect(withEffect(withEffect(chosen, "a", "b", "filter"), "b", "a", "filter")).toEqual({ id: "page-1", title: "Page 1", tiles: [], filters: [] });
});

test("pairs that say what is usual now say nothing", () => {
  const highlighting = withUsualEffect(page, "highlight");
  expect(highlighting).toEqual({ ...page, default_interaction: "highlight", interactions: [{ source: "a", target: "b", effect: "none" }] });
  expect(withUsualEffect(highlighting, "filter")).toEqual({ ...page, interactions: [{ source: "a", target: "b", effect: "none" }] });
});

test("copies do to others and among themselves what their originals do", () => {
  expect(withCopiedPairs(page, new Map([["a", "a2"]])).interactions?.slice(2)).toEqual([
    { source: "a2", target: "b", effect: "none" }, { source: "b", target: "a2", effect: "highlight" },
  ]);
  expect(withCopiedPairs(page, new Map([["a", "a2"], ["b", "b2"]])).interactions).toHaveLength(8);
  expect(withCopiedPairs(page, new Map([["elsewhere", "x"]]))).toBe(page);
});
