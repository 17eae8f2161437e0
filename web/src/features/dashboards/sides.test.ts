import { expect, test } from "vitest";
import { GRID_COLUMNS, type Box } from "@/lib/free-place";
import type { Layout } from "./layout";
import { ENDS, inProportion, stretched, type Side } from "./sides";
import { pullFreely, pullOnGrid } from "./tile-pull";
import { columnStep, rowStep } from "./geometry";

const WIDTH = 1140;
const at = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const SIDES = Object.keys(ENDS) as Side[];
const way = (columns: number, rows: number, more: object = {}) => ({ dx: columns * columnStep(WIDTH), dy: rows * rowStep, isLoose: true, isEven: false, ...more });
const pulled = (pull: typeof pullOnGrid, kind: Side, layout: Layout, columns: number, rows: number, more: object = {}) =>
  pull({ layout, ids: new Set(["a"]), locked: new Set(), canvasWidth: WIDTH, kind })(way(columns, rows, more)).preview.get("a");

test("each side moves its own edges, and the others stay where they are", () => {
  const before = at(8, 6, 6, 6);
  const after = Object.fromEntries(SIDES.map((side) => [side, stretched(before, ENDS[side], 1, 2)]));
  expect(after).toEqual({
    n: at(8, 8, 6, 4), ne: at(8, 8, 7, 4), e: at(8, 6, 7, 6), se: at(8, 6, 7, 8), s: at(8, 6, 6, 8), sw: at(9, 6, 5, 8), w: at(9, 6, 5, 6), nw: at(9, 8, 5, 4),
  });
});

test("a free tile follows the pointer by each of its edges and corners", () => {
  const layout: Layout = new Map([["a", at(8, 6, 6, 6)]]);
  expect(SIDES.map((side) => pulled(pullFreely, side, layout, 1, 2))).toEqual(SIDES.map((side) => stretched(at(8, 6, 6, 6), ENDS[side], 1, 2)));
});

test.each(SIDES)("pulled by %s however far, a tile stays on the page and never turns over", (side) => {
  for (const pull of [pullOnGrid, pullFreely]) {
    for (const [columns, rows] of [[100, 100], [-100, -100], [100, -100], [-100, 100]] as const) {
      const place = pulled(pull, side, new Map([["a", at(8, 6, 6, 6)]]), columns, rows);
      expect(place).toBeDefined();
      const { x, y, width, height } = place as Box;
      expect([x >= 0, y >= 0, width >= 1, height >= 1, x + width <= GRID_COLUMNS]).toEqual([true, true, true, true, true]);
    }
  }
});

test("on the grid the left edge goes in whole steps, and the right one stays", () => {
  const layout: Layout = new Map([["a", at(8, 0, 6, 6)]]);
  expect([pulled(pullOnGrid, "w", layout, -2.4, 5), pulled(pullOnGrid, "w", layout, 3.6, 0), pulled(pullOnGrid, "w", layout, 30, 0)]).toEqual([at(6, 0, 8, 6), at(12, 0, 2, 6), at(12, 0, 2, 6)]);
});

test("with Shift a corner keeps the proportions, and an edge goes as it is pulled", () => {
  expect([inProportion(at(0, 0, 6, 3), ENDS.se, 2, 0), inProportion(at(0, 0, 6, 3), ENDS.nw, 0, -3), inProportion(at(0, 0, 6, 3), ENDS.e, 2, 5)])
    .toEqual([{ dx: 2, dy: 1 }, { dx: -6, dy: -3 }, { dx: 2, dy: 5 }]);
  expect(pulled(pullFreely, "nw", new Map([["a", at(8, 6, 8, 4)]]), -4, 0, { isLoose: false, isEven: true })).toEqual(at(4, 4, 12, 6));
});

test.each(["nw", "ne", "se", "sw"] as const)("with Shift %s keeps the proportions at the edges of the page, and at the least size", (side) => {
  for (const [columns, rows] of [[100, 100], [-100, -100], [100, -100], [-100, 100]] as const) {
    const place = pulled(pullFreely, side, new Map([["a", at(8, 10, 8, 4)]]), columns, rows, { isLoose: false, isEven: true }) as Box;
    expect(place.width / place.height).toBeCloseTo(2, 1);
    expect(place.x >= 0 && place.y >= 0 && place.x + place.width <= GRID_COLUMNS).toBe(true);
  }
  expect(pulled(pullOnGrid, "se", new Map([["a", at(8, 0, 8, 4)]]), 100, 0, { isEven: true })).toEqual(at(8, 0, 16, 8));
});
