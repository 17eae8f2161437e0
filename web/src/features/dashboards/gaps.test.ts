import { expect, test } from "vitest";
import type { Box } from "@/lib/free-place";
import { columnStep, rowStep } from "./geometry";
import { equalGaps, stepsToGaps } from "./gaps";
import { pullFreely } from "./tile-pull";

const WIDTH = 1140;
const at = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

test("a box is drawn to the middle between its neighbours, and to the gap of others in line with it", () => {
  expect(stepsToGaps(at(9, 0, 4, 4), [at(0, 0, 4, 4), at(16, 1, 4, 4)], "x", 0.2)).toEqual([-1]);
  expect(stepsToGaps(at(13, 0, 4, 4), [at(0, 0, 4, 4), at(6.5, 0, 4, 4)], "x", 0.2)).toEqual([0]);
  expect(stepsToGaps(at(0, 13, 4, 4), [at(0, 0, 4, 4), at(0, 6, 4, 4)], "y", 0.2)).toEqual([-1]);
});

test("what is not in line, what touches and what covers the box draws it nowhere", () => {
  const far = [at(0, 20, 4, 4), at(6, 20, 4, 4)];
  const touching = [at(0, 0, 4, 4), at(4, 0, 4, 4)];
  const covering = [at(8, 0, 8, 4)];
  expect([far, touching, covering].map((others) => stepsToGaps(at(10, 0, 4, 4), others, "x", 0.2))).toEqual([[], [], []]);
});

test("equal gaps are told with one measure, on both sides and further along", () => {
  expect(equalGaps(at(8, 0, 4, 4), [at(0, 0, 4, 4), at(16, 1, 4, 4)])).toEqual([
    { axis: "x", from: 4, to: 8, at: 2, extent: 4 },
    { axis: "x", from: 12, to: 16, at: 2.5, extent: 4 },
  ]);
  expect(equalGaps(at(0, 12, 4, 4), [at(0, 0, 4, 4), at(0, 6, 4, 4)])).toEqual([
    { axis: "y", from: 10, to: 12, at: 2, extent: 2 },
    { axis: "y", from: 4, to: 6, at: 2, extent: 2 },
  ]);
  expect(equalGaps(at(9, 0, 4, 4), [at(0, 0, 4, 4), at(16, 1, 4, 4)])).toEqual([]);
});

test("a tile moved near to an equal gap goes onto it, and with Alt stays where it is pulled", () => {
  const layout = new Map([["a", at(0, 0, 4, 4)], ["b", at(6.5, 0.25, 4, 5)], ["c", at(16, 0.625, 4, 6)]]);
  const pull = pullFreely({ layout, ids: new Set(["c"]), locked: new Set(), canvasWidth: WIDTH, kind: "move" });
  const way = { dx: -2.9 * columnStep(WIDTH), dy: 2 * rowStep, isEven: false };
  const { preview, gaps } = pull({ ...way, isLoose: false });
  expect(preview.get("c")?.x).toBe(13);
  expect(gaps.map(({ axis, from, to }) => ({ axis, from, to }))).toEqual([{ axis: "x", from: 10.5, to: 13 }, { axis: "x", from: 4, to: 6.5 }]);
  const loose = pull({ ...way, isLoose: true });
  expect([loose.preview.get("c")?.x, loose.gaps]).toEqual([13.09375, []]);
});
