import { describe, expect, it } from "vitest";
import type { Tile } from "@/api/contracts";
import { aligned, distributed, partCount, type Alignment } from "./align";

const tile = (id: string, x: number, y: number, width: number, height: number, more: Partial<Tile> = {}): Tile =>
  ({ kind: "text", id, layout: { x, y, width, height }, markdown: id, ...more }) as Tile;

const random = (seed: number) => (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};
const strewn = (seed: number): Tile[] => {
  const next = random(seed);
  return Array.from({ length: 3 + Math.floor(next() * 5) }, (_, index) => tile(`t${String(index)}`, Math.round(next() * 300) / 32, Math.round(next() * 300) / 32, 1 + Math.round(next() * 100) / 32, 1 + Math.round(next() * 100) / 32));
};
const put = (tiles: readonly Tile[], places: ReturnType<typeof aligned>): Tile[] => tiles.map((one) => ({ ...one, layout: places.get(one.id) ?? one.layout }));

const LINE: Record<Alignment, (tile: Tile) => number> = {
  left: ({ layout }) => layout.x,
  center: ({ layout }) => layout.x + layout.width / 2,
  right: ({ layout }) => layout.x + layout.width,
  top: ({ layout }) => layout.y,
  middle: ({ layout }) => layout.y + layout.height / 2,
  bottom: ({ layout }) => layout.y + layout.height,
};
const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

describe.each(Object.keys(LINE) as Alignment[])("aligned %s", (alignment) => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))("tiles lie on one line, keep their sizes, and stay there when aligned again (seed %i)", (seed) => {
    const tiles = strewn(seed);
    const after = put(tiles, aligned(tiles, alignment));
    expect(spread(after.map(LINE[alignment]))).toBeLessThanOrEqual(1 / 32);
    expect(after.map(({ layout: { width, height } }) => [width, height])).toEqual(tiles.map(({ layout: { width, height } }) => [width, height]));
    expect(spread(put(after, aligned(after, alignment)).map(LINE[alignment]))).toBeLessThanOrEqual(1 / 32);
    const across = ["left", "center", "right"].includes(alignment) ? "y" : "x";
    expect(after.map(({ layout }) => layout[across])).toEqual(tiles.map(({ layout }) => layout[across]));
  });
});

describe("distributed", () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))("gaps are alike, and the first and the last stay (seed %i)", (seed) => {
    for (const axis of ["x", "y"] as const) {
      const extent = axis === "x" ? "width" : "height";
      const tiles = strewn(seed).sort((a, b) => a.layout[axis] - b.layout[axis] || a.layout[extent] - b.layout[extent]);
      const after = put(tiles, distributed(tiles, axis));
      const gaps = after.slice(1).map(({ layout }, index) => layout[axis] - (after[index]?.layout[axis] ?? 0) - (after[index]?.layout[extent] ?? 0));
      const isHeldByEdge = after.some(({ layout }) => layout[axis] === 0);
      if (!isHeldByEdge) expect(spread(gaps)).toBeLessThanOrEqual(1 / 16);
      expect([after[0]?.layout, after.at(-1)?.layout]).toEqual([tiles[0]?.layout, tiles.at(-1)?.layout]);
    }
  });

  it("gives three tiles of different widths the same gap", () => {
    const tiles = [tile("a", 0, 0, 2, 2), tile("b", 3, 0, 4, 2), tile("c", 16, 0, 4, 2)];
    expect(put(tiles, distributed(tiles, "x")).map(({ layout }) => layout.x)).toEqual([0, 7, 16]);
  });
});

describe("groups and locks", () => {
  it("a group moves as one beside others, and its tiles one by one when it is alone", () => {
    const group = [tile("a", 2, 0, 2, 2, { group: "g" }), tile("b", 4, 2, 2, 2, { group: "g" })];
    const beside = [...group, tile("c", 1, 8, 2, 2)];
    expect(put(beside, aligned(beside, "left")).map(({ layout }) => layout.x)).toEqual([1, 3, 1]);
    expect(put(group, aligned(group, "left")).map(({ layout }) => layout.x)).toEqual([2, 2]);
    expect([partCount(beside), partCount(group)]).toEqual([2, 2]);
  });

  it("what is locked stays", () => {
    const tiles = [tile("a", 2, 0, 2, 2), tile("b", 5, 4, 2, 2, { locked: true })];
    expect(put(tiles, aligned(tiles, "left")).map(({ layout }) => layout.x)).toEqual([2, 5]);
  });
});
