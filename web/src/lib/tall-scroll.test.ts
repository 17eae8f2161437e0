import { expect, test } from "vitest";
import { columnStarts, columnsInView } from "./column-layout";
import { revealed, rowsInView, scrolledTo, trackLength, type TallScroll } from "./tall-scroll";

const rowHeight = 28;
const tall = { content: 5_000_000 * rowHeight, viewport: 600 };
const short = { content: 1000 * rowHeight, viewport: 600 };
const atTop: TallScroll = { track: 0, top: 0 };

test("a short table scrolls one to one", () => {
  expect(scrolledTo(atTop, 12_345, short)).toEqual({ track: 12_345, top: 12_345 });
});

test("a tall table keeps its track below the browser's limit and still reaches the last row", () => {
  expect(trackLength(tall)).toBe(8_000_000);
  const end = scrolledTo(atTop, 8_000_000 - 600, tall);
  expect(rowsInView(end.top, 600, rowHeight, 5_000_000, 0)).toEqual([4_999_978, 5_000_000]);
});

test("a turn of the wheel moves a tall table by the pixels of the turn, a drag of the bar in proportion", () => {
  const middle = scrolledTo(atTop, 4_000_000, tall);
  expect(Math.round(middle.top / rowHeight)).toBe(2_500_177);
  expect(scrolledTo(middle, 4_000_100, tall).top - middle.top).toBe(100);
});

test("every row can be revealed, and one that is in view does not move the view", () => {
  for (const row of [0, 1, 999, 2_500_000, 4_999_998, 4_999_999]) {
    const { top, track } = revealed({ track: 300_000, top: 1_000_000 }, row * rowHeight, rowHeight, tall);
    expect(top).toBeLessThanOrEqual(row * rowHeight);
    expect(top + tall.viewport).toBeGreaterThanOrEqual((row + 1) * rowHeight);
    expect(track).toBeGreaterThanOrEqual(0);
    expect(track).toBeLessThanOrEqual(8_000_000 - 600);
  }
  const still = { track: 50, top: 1000 };
  expect(revealed(still, 1028, rowHeight, tall)).toBe(still);
});

test("the columns in view are those that the window touches", () => {
  const starts = columnStarts([100, 200, 50, 150]);
  expect(starts).toEqual([0, 100, 300, 350, 500]);
  expect(columnsInView(starts, 0, 90, 0)).toEqual([0, 1]);
  expect(columnsInView(starts, 120, 200, 0)).toEqual([1, 3]);
  expect(columnsInView(starts, 480, 300, 0)).toEqual([3, 4]);
  expect(columnsInView(columnStarts([]), 0, 300, 0)).toEqual([0, 0]);
});
