import { expect, test } from "vitest";
import type { Folder } from "@/api/contracts";
import { foldersIn, inTreeOrder, liesIn, pathOf, pathWords } from "./folder-tree";

const folder = (name: string, parent: string | null = null): Folder => ({ id: name, parent_id: parent, name, is_limited: false, may_edit: true, may_manage: false, updated_at: "2026-11-22T08:00:00Z" });

const FOLDERS = [folder("Archive"), folder("Plans"), folder("2026", "Plans"), folder("May", "2026"), folder("2025", "Plans")];

test("folders stand under those that they lie in", () => {
  expect(inTreeOrder(FOLDERS).map(({ folder: { name }, depth }) => `${"-".repeat(depth)}${name}`)).toEqual(["Archive", "Plans", "-2026", "--May", "-2025"]);
  expect(foldersIn(FOLDERS, "Plans").map(({ name }) => name)).toEqual(["2026", "2025"]);
});

test("a folder is told with those above it", () => {
  expect(pathWords(FOLDERS, "May")).toBe("Plans / 2026 / May");
  expect(pathOf(FOLDERS, "nowhere")).toEqual([]);
  expect(pathOf(FOLDERS, null)).toEqual([]);
});

test("whether one lies in another is asked upwards", () => {
  expect(["May", "2026", "Plans", "Archive"].map((one) => liesIn(FOLDERS, "May", one))).toEqual([true, true, true, false]);
  expect(liesIn(FOLDERS, "Plans", "May")).toBe(false);
  expect(liesIn(FOLDERS, null, "Plans")).toBe(false);
});

test("what lies in a folder that one does not see stands at the top, and a circle has an end", () => {
  expect(inTreeOrder([folder("Mine", "hidden"), folder("Own")]).map(({ folder: { name } }) => name)).toEqual(["Mine", "Own"]);
  expect(pathOf([folder("a", "b"), folder("b", "a")], "a").map(({ id }) => id)).toEqual(["b", "a"]);
});
