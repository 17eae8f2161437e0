import { expect, it } from "vitest";
import { isSame } from "./same";

it.each([
  [1, 1, true],
  [1, "1", false],
  [null, undefined, false],
  [Number.NaN, Number.NaN, true],
  [{ a: 1, b: [2, { c: 3 }] }, { b: [2, { c: 3 }], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: null }, false],
  [{ a: 1 }, { a: 1, b: undefined }, true],
  [[1, 2], [2, 1], false],
  [[], {}, false],
])("compares %j with %j", (a, b, expected) => {
  expect(isSame(a, b)).toBe(expected);
  expect(isSame(b, a)).toBe(expected);
});
