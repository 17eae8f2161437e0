import { expect, test } from "vitest";
import type { ChartSpec, DashboardPage, Tile } from "@/api/contracts";
import { lastDataset, spotOf, withPicture } from "./begun-picture";

const CHART: ChartSpec = { version: 1, dataset_id: "d", mark: "auto" };
const text = (id: string, x: number, y: number, more: object = {}): Tile => ({ kind: "text", id, layout: { x, y, width: 12, height: 4 }, markdown: id, ...more });
const page = (tiles: Tile[], more: Partial<DashboardPage> = {}): DashboardPage => ({ id: "p", title: "P", tiles, filters: [], ...more });
const places = ({ tiles = [] }: DashboardPage) => Object.fromEntries(tiles.map(({ id, layout: { x, y } }) => [id, [x, y]]));

test("a picture without a spot takes the first place that is free, as on an empty page", () => {
  const begun: Tile = { kind: "chart", id: "new", title: null, chart: CHART, layout: { x: 0, y: 0, width: 12, height: 9 } };
  expect(withPicture(page([]), "new", CHART, null)).toEqual(page([begun]));
  expect(places(withPicture(page([text("a", 0, 0)]), "new", CHART, null))).toEqual({ a: [0, 0], new: [12, 0] });
});

test("on the grid it stands where it was dropped, and the others make way", () => {
  const before = page([text("a", 0, 0), text("b", 12, 0)]);
  expect(places(withPicture(before, "new", CHART, { x: 18, y: 0.4 }))).toEqual({ a: [0, 0], b: [12, 9], new: [12, 0] });
  expect(places(withPicture(before, "new", CHART, { x: 2, y: 40 }))).toEqual({ a: [0, 0], b: [12, 0], new: [0, 4] });
});

test("what is locked stays where it is", () => {
  expect(places(withPicture(page([text("a", 0, 0, { locked: true })]), "new", CHART, { x: 4, y: 0 }))).toEqual({ a: [0, 0], new: [0, 4] });
});

test("on a free page it lies on top of the others, just there", () => {
  const begun = withPicture(page([text("a", 0, 0, { layer: 4 })], { arrangement: "free" }), "new", CHART, { x: 10, y: 3 });
  expect(begun.tiles).toEqual([text("a", 0, 0, { layer: 4 }), { kind: "chart", id: "new", title: null, chart: CHART, layer: 5, layout: { x: 4, y: 2.5, width: 12, height: 9 } }]);
});

test("a point of the window is the same spot of the page at every zoom", () => {
  const spots = [1, 0.5, 2].map((zoom) => spotOf({ x: 100 + 506 * zoom, y: 50 + 88 * zoom }, { left: 100, top: 50, width: 1000 * zoom, fullWidth: 1000 }));
  expect(spots).toEqual(Array.from({ length: 3 }, () => ({ x: 12, y: 2 })));
});

test("the next picture is of the data of the last one on the page, else on another page", () => {
  const chart = (id: string, dataset: string): Tile => ({ kind: "chart", id, title: null, chart: { ...CHART, dataset_id: dataset }, layout: { x: 0, y: 0, width: 12, height: 9 } });
  expect([
    lastDataset([page([chart("a", "sales"), chart("b", "stock"), text("c", 0, 0)]), page([chart("d", "people")])]),
    lastDataset([page([text("c", 0, 0)]), page([chart("d", "people")])]),
    lastDataset([page([])]),
  ]).toEqual(["stock", "people", null]);
});
