import type { Box } from "@/lib/free-place";
import { FINEST } from "./free-layout";
import { lineOf, spanOf, type Axis } from "./snapping";

/** Free room between two neighbours along an axis, in steps; `at` is the middle of where they face one another, `extent` what all that are equal measure. */
export type Gap = { axis: Axis; from: number; to: number; at: number; extent: number };

type Neighbours = { before: Box | null; after: Box | null; between: readonly (readonly [Box, Box])[] };

const ACROSS: Readonly<Record<Axis, Axis>> = { x: "y", y: "x" };
const startOf = (box: Box, axis: Axis): number => spanOf(box, axis).start;
const endOf = (box: Box, axis: Axis): number => lineOf(spanOf(box, axis), "end");
const roomOf = ([a, b]: readonly [Box, Box], axis: Axis): number => startOf(b, axis) - endOf(a, axis);

const isFacing = (a: Box, b: Box, axis: Axis): boolean => {
  const across = ACROSS[axis];
  return startOf(a, across) < endOf(b, across) && startOf(b, across) < endOf(a, across);
};

/** Tiles that touch already lie on lines of each other. */
const isRoom = (extent: number): boolean => extent > FINEST;

/** The first that begins where another has ended. */
const nextTo = (box: Box, boxes: readonly Box[], axis: Axis, reach = 0): Box | null =>
  boxes.filter((one) => startOf(one, axis) >= endOf(box, axis) - reach).sort((a, b) => startOf(a, axis) - startOf(b, axis))[0] ?? null;

/** What lies in line with a box: the nearest on either side, and the pairs that stand beside one another on one of them. */
const neighboursOf = (box: Box, others: readonly Box[], axis: Axis, reach: number): Neighbours => {
  const lane = others.filter((other) => isFacing(box, other, axis));
  const before = lane.filter((one) => endOf(one, axis) <= startOf(box, axis) + reach).sort((a, b) => endOf(b, axis) - endOf(a, axis))[0] ?? null;
  const after = nextTo(box, lane, axis, reach);
  const between = lane.flatMap((one) => {
    const next = nextTo(one, lane.filter((other) => other !== one && isFacing(one, other, axis)), axis);
    const holdsBox = next !== null && endOf(one, axis) <= startOf(box, axis) + reach && startOf(next, axis) >= endOf(box, axis) - reach;
    return next === null || holdsBox || !isRoom(roomOf([one, next], axis)) ? [] : [[one, next] as const];
  });
  return { before, after, between };
};

/** How far a box may go along an axis so that its gap to a neighbour equals another gap: that on its other side, or one of those in line with it. */
export const stepsToGaps = (box: Box, others: readonly Box[], axis: Axis, reach: number): number[] => {
  const { before, after, between } = neighboursOf(box, others, axis, reach);
  const [start, end] = [startOf(box, axis), endOf(box, axis)];
  const steps = between.flatMap((pair) => {
    const room = roomOf(pair, axis);
    return [...(before === null ? [] : [endOf(before, axis) + room - start]), ...(after === null ? [] : [startOf(after, axis) - room - end])];
  });
  if (before !== null && after !== null) {
    const room = (roomOf([before, after], axis) - (end - start)) / 2;
    if (isRoom(room)) steps.push(endOf(before, axis) + room - start);
  }
  return steps;
};

const gapOf = ([a, b]: readonly [Box, Box], axis: Axis, extent: number): Gap => {
  const across = ACROSS[axis];
  const at = (Math.max(startOf(a, across), startOf(b, across)) + Math.min(endOf(a, across), endOf(b, across))) / 2;
  return { axis, from: endOf(a, axis), to: startOf(b, axis), at, extent };
};

/** The gaps of a box to its neighbours that equal others, and those others. */
export const equalGaps = (box: Box, others: readonly Box[]): Gap[] =>
  (["x", "y"] as const).flatMap((axis) => {
    const { before, after, between } = neighboursOf(box, others, axis, 0);
    const own = [...(before === null ? [] : [[before, box] as const]), ...(after === null ? [] : [[box, after] as const])];
    const found = new Map<readonly [Box, Box], Gap>();
    for (const pair of own.filter((one) => isRoom(roomOf(one, axis)))) {
      const extent = found.get(pair)?.extent ?? roomOf(pair, axis);
      // Places are kept in the finest steps, so halves of a room may differ by one.
      const equal = [...own, ...between].filter((other) => other !== pair && Math.abs(roomOf(other, axis) - extent) <= FINEST + 1e-9);
      if (equal.length === 0) continue;
      for (const one of [pair, ...equal]) if (!found.has(one)) found.set(one, gapOf(one, axis, extent));
    }
    return [...found.values()];
  });
