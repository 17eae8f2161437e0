import { describe, expect, it } from "vitest";
import type { TileLayout } from "@/api/contracts";
import { GRID_COLUMNS, overlaps } from "@/lib/free-place";
import type { Layout } from "./layout";
import { isSameLayout, moveTile, moveTiles, nudgeTile, nudgeTiles, resizeBy, settle } from "./moved-layout";

const at = (x: number, y: number, width: number, height: number): TileLayout => ({ x, y, width, height });
const layout = (places: Record<string, TileLayout>): Layout => new Map(Object.entries(places));

/** A small generator with a seed, so that a failing case can be run again. */
const random = (seed: number) => (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

const randomLayout = (seed: number): Layout => {
  const next = random(seed);
  const count = 1 + Math.floor(next() * 12);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const width = 1 + Math.floor(next() * GRID_COLUMNS);
      const x = Math.floor(next() * (GRID_COLUMNS - width + 1));
      return [`t${String(index)}`, at(x, Math.floor(next() * 30), width, 1 + Math.floor(next() * 9))] as const;
    }),
  );
};

const hasOverlap = (tiles: Layout): boolean => {
  const places = [...tiles.values()];
  return places.some((a, i) => places.some((b, j) => i < j && overlaps(a, b)));
};

describe("settle", () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))("leaves no overlap, loses no tile and changes nothing twice (seed %i)", (seed) => {
    const before = randomLayout(seed);
    const after = settle(before);
    expect(hasOverlap(after)).toBe(false);
    expect(new Set(after.keys())).toEqual(new Set(before.keys()));
    expect(isSameLayout(settle(after), after)).toBe(true);
  });

  it("lets tiles fall upwards until they touch", () => {
    expect(settle(layout({ a: at(0, 5, 6, 3), b: at(0, 20, 6, 2), c: at(12, 9, 6, 1) }))).toEqual(
      layout({ a: at(0, 0, 6, 3), b: at(0, 3, 6, 2), c: at(12, 0, 6, 1) }),
    );
  });
});

describe("moveTile", () => {
  const two = layout({ a: at(0, 0, 6, 5), b: at(0, 5, 6, 5) });

  it("changes places with a tile once its upper edge has passed the other's middle", () => {
    expect(moveTile(two, "a", at(0, 7, 6, 5))).toEqual(two);
    expect(moveTile(two, "a", at(0, 8, 6, 5))).toEqual(layout({ b: at(0, 0, 6, 5), a: at(0, 5, 6, 5) }));
    expect(moveTile(two, "b", at(0, 2, 6, 5))).toEqual(layout({ b: at(0, 0, 6, 5), a: at(0, 5, 6, 5) }));
  });

  it("keeps a tile within the page", () => {
    expect(moveTile(two, "a", at(40, -3, 6, 5)).get("a")).toEqual(at(18, 0, 6, 5));
  });

  it.each(Array.from({ length: 100 }, (_, seed) => seed))("never makes tiles overlap (seed %i)", (seed) => {
    const start = settle(randomLayout(seed));
    const next = random(seed + 1_000);
    const moved = moveTile(start, "t0", at(Math.floor(next() * 30) - 3, Math.floor(next() * 40) - 5, 1 + Math.floor(next() * 26), 1 + Math.floor(next() * 12)));
    expect(hasOverlap(moved)).toBe(false);
    expect(moved.size).toBe(start.size);
  });
});

describe("nudgeTile", () => {
  it("changes places with the neighbour above or below", () => {
    const two = layout({ a: at(0, 0, 6, 5), b: at(0, 5, 6, 3) });
    const swapped = layout({ b: at(0, 0, 6, 3), a: at(0, 3, 6, 5) });
    expect(nudgeTile(two, "a", "down")).toEqual(swapped);
    expect(nudgeTile(two, "b", "up")).toEqual(swapped);
    expect(nudgeTile(two, "a", "up")).toBe(two);
  });

  it("passes a neighbour of even height too, whatever they are called", () => {
    const two = layout({ a: at(0, 0, 6, 4), b: at(0, 4, 6, 4) });
    const swapped = layout({ b: at(0, 0, 6, 4), a: at(0, 4, 6, 4) });
    expect(nudgeTile(two, "a", "down")).toEqual(swapped);
    expect(nudgeTile(swapped, "b", "down")).toEqual(two);
  });

  it("moves sideways step by step, and stops at the edge", () => {
    const one = layout({ a: at(17, 0, 6, 5) });
    expect(nudgeTile(one, "a", "right").get("a")).toEqual(at(18, 0, 6, 5));
    expect(nudgeTile(one, "a", "right", 4).get("a")).toEqual(at(18, 0, 6, 5));
  });
});

describe("resizeBy", () => {
  it("grows a tile and pushes away what stands in its way", () => {
    const two = layout({ a: at(0, 0, 6, 5), b: at(6, 0, 6, 5) });
    expect(resizeBy(two, "a", "right", 2)).toEqual(layout({ a: at(0, 0, 8, 5), b: at(6, 5, 6, 5) }));
  });

  it("never grows beyond the page, nor shrinks to nothing", () => {
    const one = layout({ a: at(20, 0, 4, 2) });
    expect(resizeBy(one, "a", "right", 5).get("a")).toEqual(at(20, 0, 4, 2));
    expect(resizeBy(one, "a", "up", 5).get("a")).toEqual(at(20, 0, 4, 2));
  });
});

describe("locked tiles", () => {
  /** Locks about a third of what stands, of which none stands on another. */
  const locksOf = (tiles: Layout, seed: number): ReadonlySet<string> => {
    const next = random(seed + 1_000);
    const locked = new Set<string>();
    for (const [id, place] of tiles) {
      if (next() < 0.35 && [...locked].every((other) => !overlaps(place, tiles.get(other) as TileLayout))) locked.add(id);
    }
    return locked;
  };

  it.each(Array.from({ length: 200 }, (_, seed) => seed))("stay where they are while the others settle around them (seed %i)", (seed) => {
    const before = randomLayout(seed);
    const locked = locksOf(before, seed);
    const after = settle(before, undefined, locked);
    expect([...locked].map((id) => after.get(id))).toEqual([...locked].map((id) => before.get(id)));
    expect(hasOverlap(after)).toBe(false);
    expect(isSameLayout(settle(after, undefined, locked), after)).toBe(true);
  });

  it("push down what is moved onto them, and let nothing fall past them from below", () => {
    const tiles = layout({ locked: at(0, 4, 6, 4), below: at(0, 8, 6, 2), moved: at(6, 0, 6, 3) });
    expect(moveTile(tiles, "moved", at(0, 3, 6, 5), new Set(["locked"]))).toEqual(
      layout({ locked: at(0, 4, 6, 4), below: at(0, 13, 6, 2), moved: at(0, 8, 6, 5) }),
    );
    expect(settle(tiles, undefined, new Set(["locked"])).get("below")).toEqual(at(0, 8, 6, 2));
  });

  it("let what stands beside them keep its place, where there is no room above them", () => {
    const tiles = layout({ locked: at(0, 0, 6, 5), beside: at(6, 0, 6, 5), moved: at(0, 5, 12, 5) });
    expect(moveTile(tiles, "moved", at(0, 0, 12, 5), new Set(["locked"]))).toEqual(tiles);
  });

  it("fall like others where two of them stand on one another", () => {
    const tiles = layout({ a: at(0, 2, 6, 4), b: at(3, 4, 6, 4) });
    expect(settle(tiles, undefined, new Set(["a", "b"]))).toEqual(layout({ a: at(0, 2, 6, 4), b: at(3, 6, 6, 4) }));
  });
});

describe("several tiles at once", () => {
  const row = layout({ a: at(0, 0, 6, 4), b: at(6, 0, 6, 4), c: at(0, 4, 12, 4) });

  it.each(Array.from({ length: 100 }, (_, seed) => seed))("move without loss, overlap or leaving the page (seed %i)", (seed) => {
    const next = random(seed + 7);
    const before = settle(randomLayout(seed));
    const ids = new Set([...before.keys()].filter(() => next() < 0.5));
    const after = moveTiles(before, ids, { dx: Math.floor(next() * 40) - 20, dy: Math.floor(next() * 40) - 20 });
    expect(hasOverlap(after)).toBe(false);
    expect(new Set(after.keys())).toEqual(new Set(before.keys()));
    expect([...after].every(([id, { x, y, width, height }]) => x >= 0 && x + width <= GRID_COLUMNS && y >= 0 && width === before.get(id)?.width && height === before.get(id)?.height)).toBe(true);
    const steps = [...ids].map((id) => (after.get(id)?.x ?? 0) - (before.get(id)?.x ?? 0));
    expect(new Set(steps).size).toBeLessThanOrEqual(1);
  });

  it("are moved as one to the edge, and change places with what they meet", () => {
    const both = new Set(["a", "b"]);
    expect(moveTiles(row, both, { dx: 40, dy: 0 })).toEqual(layout({ a: at(12, 0, 6, 4), b: at(18, 0, 6, 4), c: at(0, 0, 12, 4) }));
    expect(nudgeTiles(row, both, "right", 2)).toEqual(layout({ a: at(2, 0, 6, 4), b: at(8, 0, 6, 4), c: at(0, 4, 12, 4) }));
    const down = nudgeTiles(row, both, "down");
    expect(down).toEqual(layout({ c: at(0, 0, 12, 4), a: at(0, 4, 6, 4), b: at(6, 4, 6, 4) }));
    expect(nudgeTiles(down, both, "up")).toEqual(row);
    expect(nudgeTiles(row, both, "up")).toEqual(row);
  });
});
