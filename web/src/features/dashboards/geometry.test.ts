import { expect, it } from "vitest";
import type { ChartOptions, Tile } from "@/api/contracts";
import { rectOf, stackedRects, stepsOf } from "./geometry";
import { layoutOf } from "./layout";

const WIDTH = 24 * 50 - 12;

const tile = (id: string, mark: "kpi" | "bar", x: number, y: number, options: ChartOptions = {}): Tile => ({
  kind: "chart", id, title: null, layout: { x, y, width: 6, height: 5 },
  chart: { dataset_id: "0192f7a0-0000-7000-8000-000000000001", mark, options },
});

it("places tiles on a grid of 24 columns with a gap between them", () => {
  expect(rectOf({ x: 0, y: 0, width: 12, height: 2 }, WIDTH)).toEqual({ left: 0, top: 0, width: 588, height: 76 });
  expect(rectOf({ x: 12, y: 2, width: 12, height: 2 }, WIDTH)).toEqual({ left: 600, top: 88, width: 588, height: 76 });
});

it("turns a movement in pixels into the nearest steps", () => {
  expect(stepsOf(74, -30, WIDTH)).toEqual({ dx: 1, dy: -1 });
  expect(stepsOf(76, 10, WIDTH)).toEqual({ dx: 2, dy: 0 });
});

it("stacks tiles on a phone, two small ones side by side", () => {
  const tiles = [tile("b", "bar", 0, 5), tile("k1", "kpi", 0, 0), tile("k2", "kpi", 6, 0), tile("k3", "kpi", 12, 0)];
  const { rects, height } = stackedRects(tiles, layoutOf(tiles), 372);
  expect(Object.fromEntries(rects)).toEqual({
    k1: { left: 0, top: 0, width: 180, height: 208 },
    k2: { left: 192, top: 0, width: 180, height: 208 },
    k3: { left: 0, top: 220, width: 372, height: 208 },
    b: { left: 0, top: 440, width: 372, height: 208 },
  });
  expect(height).toBe(648);
});

it("gives a number that says how it moved the width of a phone", () => {
  const tiles = [tile("k1", "kpi", 0, 0, { comparison: "previous_period" }), tile("k2", "kpi", 6, 0, { show_sparkline: true })];
  expect([...stackedRects(tiles, layoutOf(tiles), 372).rects.values()].map(({ width }) => width)).toEqual([372, 372]);
});
