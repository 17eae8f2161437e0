import { expect, it } from "vitest";
import type { DashboardPage, PhoneLayout, Tile } from "@/api/contracts";
import { stackedRects } from "./geometry";
import { layoutOf } from "./layout";
import { hiddenOnPhone, movedOnPhone, orderOnPhone, resizedOnPhone, shownOnPhone } from "./phone-edits";
import { slotAt } from "./phone-slots";

const text = (id: string, x: number, y: number): Tile => ({ kind: "text", id, layout: { x, y, width: 8, height: 4 }, markdown: id });
const number = (id: string, x: number, y: number): Tile => ({ kind: "chart", id, layout: { x, y, width: 4, height: 4 }, chart: { dataset_id: "d", mark: "kpi" } });
const TILES = [text("c", 0, 4), text("b", 8, 0), text("a", 0, 0), text("d", 0, 8)];
const page = (phone: PhoneLayout | null = null, tiles: Tile[] = TILES): DashboardPage => ({ id: "p", title: "P", tiles, filters: [], phone });
const ids = (tiles: readonly Tile[]): string => tiles.map(({ id }) => id).join("");

it("is generated in reading order until somebody changes it", () => {
  expect(ids(shownOnPhone(page()))).toBe("abcd");
  expect(ids(orderOnPhone(page({ order: ["d", "a"] })))).toBe("dabc");
});

it("puts a new tile behind the one that it follows on the page, and forgets those that are gone", () => {
  const phone = { order: ["d", "gone", "c", "a"], heights: {}, hidden: [] };
  expect(ids(orderOnPhone(page(phone)))).toBe("dcab");
  expect(ids(orderOnPhone(page(phone, [...TILES, text("first", 0, -1)])))).toBe("firstdcab");
});

it.each([["a", 0, "abcd"], ["a", 1, "bacd"], ["a", 99, "bcda"], ["d", 0, "dabc"], ["c", -3, "cabd"]])("moves %s to place %i", (id, index, expected) => {
  expect(ids(shownOnPhone(page(movedOnPhone(page(), id, index))))).toBe(expected);
});

it("keeps the place of what is hidden, and shows it there again", () => {
  const hidden = hiddenOnPhone(page(), ["b"], true);
  expect(ids(shownOnPhone(page(hidden)))).toBe("acd");
  const moved = movedOnPhone(page(hidden), "a", 1);
  expect(ids(shownOnPhone(page(moved)))).toBe("cad");
  expect(ids(shownOnPhone(page(hiddenOnPhone(page(moved), ["b"], false))))).toHaveLength(4);
  expect(hiddenOnPhone(page({ order: [], heights: { gone: 4 }, hidden: ["gone"] }), ["a"], true)).toEqual({ order: ["a", "b", "c", "d"], heights: {}, hidden: ["a"] });
});

it("gives a tile the height that it was given, within reason", () => {
  expect([3, 0, 500].map((rows) => resizedOnPhone(page(), "a", rows).heights)).toEqual([{ a: 3 }, { a: 1 }, { a: 40 }]);
  const { rects, height } = stackedRects(TILES, layoutOf(TILES), 358, { order: ["b", "a"], heights: { b: 2 }, hidden: ["c", "d"] });
  expect(Object.fromEntries(rects)).toEqual({ b: { left: 0, top: 0, width: 358, height: 76 }, a: { left: 0, top: 88, width: 358, height: 164 } });
  expect(height).toBe(252);
});

it("keeps two numbers that share a row as high as one another", () => {
  const tiles = [number("k1", 0, 0), number("k2", 4, 0)];
  const { rects } = stackedRects(tiles, layoutOf(tiles), 372, { heights: { k2: 6 } });
  expect([...rects.values()].map(({ height }) => height)).toEqual([252, 252]);
});

it("finds the place for a tile that is pulled, beside halves too", () => {
  const rect = (left: number, top: number, width: number) => ({ left, top, width, height: 100 });
  const others = new Map([["k1", rect(0, 0, 180)], ["k2", rect(192, 0, 180)], ["a", rect(0, 112, 372)]]);
  const slot = (left: number, top: number, width = 180) => slotAt(others, rect(left, top, width), 372);
  expect([slot(-20, -90), slot(-40, 0), slot(60, 0), slot(250, 0), slot(0, 100, 372), slot(0, 130, 372), slot(0, 400)]).toEqual([0, 0, 1, 2, 2, 3, 3]);
});
