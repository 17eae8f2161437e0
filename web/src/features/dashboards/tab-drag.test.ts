import { expect, it } from "vitest";
import { dropIndex, shiftOf, type Span } from "./tab-drag";

/** Three tabs of different widths: 0–100, 100–140, 140–240. */
const SPANS: Span[] = [{ left: 0, width: 100 }, { left: 100, width: 40 }, { left: 140, width: 100 }];

it.each([
  [0, 0, 0], [0, 19, 0], [0, 21, 1], [0, 89, 1], [0, 91, 2], [0, 900, 2], [0, -50, 0],
  [1, 49, 1], [1, 51, 2], [1, -49, 1], [1, -51, 0],
  [2, -19, 2], [2, -21, 1], [2, -91, 0], [7, 10, 7],
])("a tab at %i that is pulled by %i pixels lands at %i", (from, dx, expected) => {
  expect(dropIndex(SPANS, from, dx)).toBe(expected);
});

it.each([
  [0, 2, [0, -100, -100]], [2, 0, [100, 100, 0]], [1, 1, [0, 0, 0]], [0, 1, [0, -100, 0]],
])("from %i to %i the others make way by the width of the pulled one", (from, to, expected) => {
  expect(SPANS.map((_, index) => (index === from ? 0 : shiftOf(100, from, to, index)))).toEqual(expected);
});
