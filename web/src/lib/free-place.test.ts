import { expect, test } from "vitest";
import { firstFreePlace, type Box } from "./free-place";

const at = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

test("a box goes into the first gap that is large enough, else below", () => {
  const taken = [at(0, 0, 12, 6), at(18, 0, 6, 6)];
  expect(firstFreePlace(taken, { width: 6, height: 4 })).toEqual(at(12, 0, 6, 4));
  expect(firstFreePlace(taken, { width: 12, height: 4 })).toEqual(at(0, 6, 12, 4));
  expect(firstFreePlace([at(0, 0, 5, 2), at(12, 0, 12, 2)], { width: 6, height: 2 })).toEqual(at(5, 0, 6, 2));
});

test("a gap between what stands above and below is one, also where it is only as high as the box", () => {
  expect(firstFreePlace([at(0, 0, 24, 3), at(0, 5, 24, 3)], { width: 24, height: 2 })).toEqual(at(0, 3, 24, 2));
});

test("a box wider than the page takes all of its width", () => {
  expect(firstFreePlace([], { width: 30, height: 4 })).toEqual(at(0, 0, 24, 4));
});
