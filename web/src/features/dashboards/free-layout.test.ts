import { describe, expect, it } from "vitest";
import type { TileLayout } from "@/api/contracts";
import { GRID_COLUMNS, overlaps } from "@/lib/free-place";
import { FINEST, finePlace, growFreely, moveFreely, nudgeFreely, resizeFreely, toGrid, wholePlace } from "./free-layout";
import { ENDS } from "./sides";
import type { Layout } from "./layout";

const at = (x: number, y: number, width: number, height: number): TileLayout => ({ x, y, width, height });
const layout = (places: Record<string, TileLayout>): Layout => new Map(Object.entries(places));

const random = (seed: number) => (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

/** Anywhere on the page, on one another too. */
const strewn = (seed: number): Layout => {
  const next = random(seed);
  return new Map(Array.from({ length: 1 + Math.floor(next() * 10) }, (_, index) => {
    const width = 1 + next() * 12;
    return [`t${String(index)}`, finePlace(at(next() * (GRID_COLUMNS - width), next() * 30, width, 1 + next() * 9))] as const;
  }));
};

const isFine = ({ x, y, width, height }: TileLayout): boolean => [x, y, width, height].every((steps) => Number.isInteger(steps / FINEST));
const isWithin = ({ x, y, width, height }: TileLayout): boolean => x >= 0 && y >= 0 && width >= 1 && height >= 1 && x + width <= GRID_COLUMNS;

describe("free placement", () => {
  it.each(Array.from({ length: 100 }, (_, seed) => seed))("keeps tiles on the finest steps and within the page, and moves nothing else (seed %i)", (seed) => {
    const next = random(seed + 3);
    const before = strewn(seed);
    const ids = new Set([...before.keys()].filter((id) => id === "t0" || next() < 0.4));
    const [dx, dy] = [next() * 40 - 20, next() * 40 - 20];
    for (const after of [moveFreely(before, ids, dx, dy), resizeFreely(before, ids, dx, dy)]) {
      expect([...after.values()].every((place) => isFine(place) && isWithin(place))).toBe(true);
      expect([...after].filter(([id]) => !ids.has(id))).toEqual([...before].filter(([id]) => !ids.has(id)));
    }
    const moved = moveFreely(before, ids, dx, dy);
    const ways = [...ids].map((id) => `${String((moved.get(id)?.x ?? 0) - (before.get(id)?.x ?? 0))} ${String((moved.get(id)?.y ?? 0) - (before.get(id)?.y ?? 0))}`);
    expect(new Set(ways).size).toBe(1);
  });

  it.each(Array.from({ length: 100 }, (_, seed) => seed))("goes back to the grid without loss: whole steps, no overlap, every tile with its size (seed %i)", (seed) => {
    const before = strewn(seed);
    const after = toGrid(before);
    const places = [...after.values()];
    expect(places.some((a, i) => places.some((b, j) => i < j && overlaps(a, b)))).toBe(false);
    expect(places.every((place) => Object.values(place).every(Number.isInteger) && isWithin(place))).toBe(true);
    expect(Object.fromEntries([...after].map(([id, { width, height }]) => [id, [width, height]]))).toEqual(
      Object.fromEntries([...before].map(([id, place]) => [id, [wholePlace(place).width, wholePlace(place).height]])),
    );
    expect(toGrid(after)).toEqual(after);
  });

  it("grows several tiles with the frame around them", () => {
    const before = layout({ a: at(0, 0, 4, 4), b: at(4, 4, 4, 4), c: at(20, 0, 2, 2) });
    expect(resizeFreely(before, new Set(["a", "b"]), 8, 4)).toEqual(layout({ a: at(0, 0, 8, 6), b: at(8, 6, 8, 6), c: at(20, 0, 2, 2) }));
    expect(resizeFreely(before, new Set(["a", "b"]), -100, -100)).toEqual(layout({ a: at(0, 0, 1, 1), b: at(1, 1, 1, 1), c: at(20, 0, 2, 2) }));
    expect(resizeFreely(before, new Set(["gone"]), 1, 1)).toEqual(before);
    // From the other corner they grow to the page's edges and no further, and the opposite corner stays.
    const inside = layout({ a: at(4, 4, 4, 4), b: at(8, 8, 4, 4) });
    expect(resizeFreely(inside, new Set(["a", "b"]), -4, -4, ENDS.nw)).toEqual(layout({ a: at(0, 0, 6, 6), b: at(6, 6, 6, 6) }));
    expect(resizeFreely(inside, new Set(["a", "b"]), -100, -100, ENDS.nw)).toEqual(layout({ a: at(0, 0, 6, 6), b: at(6, 6, 6, 6) }));
    expect(resizeFreely(inside, new Set(["a", "b"]), 4, 100, ENDS.w)).toEqual(layout({ a: at(8, 4, 2, 4), b: at(10, 8, 2, 4) }));
  });

  it("goes an eighth of a step at a time by keyboard", () => {
    const before = layout({ a: at(1, 1, 4, 4) });
    expect(nudgeFreely(before, new Set(["a"]), "right", 1)).toEqual(layout({ a: at(1.125, 1, 4, 4) }));
    expect(nudgeFreely(before, new Set(["a"]), "up", 4)).toEqual(layout({ a: at(1, 0.5, 4, 4) }));
    expect(growFreely(before, new Set(["a"]), "down", 1)).toEqual(layout({ a: at(1, 1, 4, 4.125) }));
    expect(nudgeFreely(before, new Set(["a"]), "up", 100)).toEqual(layout({ a: at(1, 0, 4, 4) }));
  });
});
