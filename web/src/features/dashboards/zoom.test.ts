import { expect, it } from "vitest";
import { clampZoom, zoomByWheel, zoomIn, zoomOut, zoomToFit, zoomToPart, zoomWords } from "./zoom";

it("goes from stop to stop and no further than the ends", () => {
  expect([0.5, 0.6, 1, 1.24, 2].map(zoomIn)).toEqual([0.67, 0.67, 1.1, 1.25, 2]);
  expect([0.25, 0.6, 1, 1.24, 2].map(zoomOut)).toEqual([0.25, 0.5, 0.9, 1.1, 1.75]);
});

it("follows the wheel both ways, by one percent at least, within bounds", () => {
  expect(zoomByWheel(1, -100)).toBe(1.16);
  expect(zoomByWheel(1, 100)).toBe(0.86);
  expect([zoomByWheel(1, -1), zoomByWheel(1, 1), zoomByWheel(1, 0)]).toEqual([1.01, 0.99, 1]);
  expect([zoomByWheel(1.9, -5_000), zoomByWheel(0.6, 5_000)]).toEqual([2, 0.25]);
});

it("is told in whole percents", () => {
  expect([clampZoom(0.1), clampZoom(9), clampZoom(0.6666)]).toEqual([0.25, 2, 0.67]);
  expect(zoomWords(1.1)).toBe("110 %");
});

it("fits a tall page into the window, and makes a short one no larger", () => {
  expect([zoomToFit(1000, 500), zoomToFit(300, 500), zoomToFit(9000, 500), zoomToFit(903, 700), zoomToFit(0, 500)]).toEqual([0.5, 1, 0.25, 0.77, 1]);
});

it("fills the window with a part of a page, within bounds", () => {
  const room = { width: 1000, height: 600 };
  expect([{ width: 800, height: 300 }, { width: 400, height: 400 }, { width: 100, height: 100 }, { width: 9000, height: 10 }, { width: 0, height: 0 }].map((part) => zoomToPart(part, room))).toEqual([1.25, 1.5, 2, 0.25, 1]);
});
