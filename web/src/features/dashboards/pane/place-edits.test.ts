import { expect, test } from "vitest";
import type { DashboardPage, Tile, TileLayout } from "@/api/contracts";
import { asSide, commonSide, withSide } from "./place-edits";

const text = (id: string, x: number, y: number, width = 8, height = 4, more: object = {}): Tile => ({ kind: "text", id, markdown: id, layout: { x, y, width, height }, ...more });
const pageOf = (tiles: readonly Tile[], more: Partial<DashboardPage> = {}): DashboardPage => ({ id: "p", title: "Page", tiles: [...tiles], filters: [], ...more });
const placed = (page: DashboardPage, ids: readonly string[], side: keyof TileLayout, steps: number) =>
  Object.fromEntries(withSide(page, (page.tiles ?? []).filter(({ id }) => ids.includes(id)), side, steps));

const [A, B, C] = [text("a", 0, 0), text("b", 8, 0), text("c", 0, 4)];

test("several tiles have a number in common, or none", () => {
  expect(commonSide([A, B], "width")).toBe(8);
  expect(commonSide([A, B], "x")).toBeNull();
  expect(commonSide([C], "y")).toBe(4);
  expect(commonSide([], "y")).toBeNull();
});

test("on the grid numbers are whole and on the page, and the others make way", () => {
  const page = pageOf([A, B, C]);
  expect(placed(page, ["a"], "width", 11.6)).toEqual({ a: { x: 0, y: 0, width: 12, height: 4 }, b: { x: 8, y: 4, width: 8, height: 4 }, c: { x: 0, y: 4, width: 8, height: 4 } });
  expect(placed(page, ["b"], "x", 99)).toEqual({ a: A.layout, b: { ...B.layout, x: 16 }, c: C.layout });
  expect(placed(page, ["b"], "x", -3)["b"]).toEqual({ x: 0, y: 0, width: 8, height: 4 });
  expect(placed(page, ["a"], "height", 0)["a"]).toEqual({ ...A.layout, height: 1 });
});

test("on the grid a tile that is put below the others falls upwards until it touches", () => {
  expect(placed(pageOf([A, B, C]), ["b"], "y", 30)["b"]).toEqual(B.layout);
});

test("in free placement numbers go to a thirty-second, and nobody makes way", () => {
  const page = pageOf([A, B, C], { arrangement: "free" });
  expect(placed(page, ["a"], "x", 3.14)).toEqual({ a: { ...A.layout, x: 3.125 }, b: B.layout, c: C.layout });
  expect(asSide(page, 3.14)).toBe(3.125);
  expect(asSide(pageOf([]), 3.5)).toBe(4);
});

test("several tiles take a number at once; locked ones stay", () => {
  const page = pageOf([A, { ...B, locked: true }, C], { arrangement: "free" });
  expect(placed(page, ["a", "b", "c"], "height", 6)).toEqual({ a: { ...A.layout, height: 6 }, b: B.layout, c: { ...C.layout, height: 6 } });
});
