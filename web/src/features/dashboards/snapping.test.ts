import { describe, expect, it } from "vitest";
import type { Box } from "@/lib/free-place";
import { ENDS } from "./sides";
import { guidesOf, snapMove, snapResize } from "./snapping";

const REACH = { x: 0.2, y: 0.2 };
const at = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

const random = (seed: number) => (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};
const box = (next: () => number): Box => at(Math.round(next() * 560) / 32, Math.round(next() * 900) / 32, 1 + Math.round(next() * 150) / 32, 1 + Math.round(next() * 150) / 32);

describe("snapping", () => {
  it.each(Array.from({ length: 150 }, (_, seed) => seed))("goes no further than its reach, and once there it stays (seed %i)", (seed) => {
    const next = random(seed);
    const others = Array.from({ length: 6 }, () => box(next));
    const moved = box(next);
    const { dx, dy } = snapMove(moved, others, REACH);
    expect(Math.max(Math.abs(dx), Math.abs(dy))).toBeLessThanOrEqual(0.2);
    const landed = { ...moved, x: moved.x + dx, y: moved.y + dy };
    const again = snapMove(landed, others, { x: 1e-9, y: 1e-9 });
    expect([again.dx, again.dy].every((step) => Math.abs(step) <= 1e-9)).toBe(true);
    const resized = snapResize(moved, others, REACH, ENDS[["nw", "e", "se", "s"][seed % 4] as "nw"]);
    expect(Math.max(Math.abs(resized.dx), Math.abs(resized.dy))).toBeLessThanOrEqual(0.2);
  });

  it("prefers lines of other tiles to those of the grid", () => {
    expect(snapMove(at(3.1, 10, 4, 4), [at(3.25, 0, 5, 4)], REACH).dx).toBeCloseTo(0.15);
    expect(snapMove(at(3.1, 10, 4, 4), [at(3.6, 0, 5, 4)], REACH).dx).toBeCloseTo(-0.1);
    expect(snapMove(at(3.4, 10.5, 4.2, 4), [], REACH)).toEqual({ dx: 0, dy: 0 });
  });

  it("brings middles together, and the middle of the page", () => {
    expect(snapMove(at(2.6, 20.5, 3, 1.3), [at(2, 0, 4, 4)], REACH).dx).toBeCloseTo(-0.1);
    expect(snapMove(at(10.4, 20.5, 3, 1.3), [], REACH).dx).toBeCloseTo(0.1);
  });

  it("draws a line through all that lie on it", () => {
    expect(guidesOf(at(3, 10, 4, 2), [at(3, 0, 6, 4), at(20, 20, 2, 2)])).toEqual([{ axis: "x", edge: "start", at: 3, from: 0, to: 12 }]);
    expect(guidesOf(at(9, 1, 2, 2), [at(3, 0, 6, 4)])).toEqual([
      { axis: "x", edge: "start", at: 9, from: 0, to: 4 },
      { axis: "y", edge: "middle", at: 2, from: 3, to: 11 },
    ]);
    expect(guidesOf(at(9, 1, 2, 2), [at(0, 20, 1, 1)])).toEqual([]);
    expect(guidesOf(at(0, 0, 5, 5), [])).toEqual([]);
  });
});
