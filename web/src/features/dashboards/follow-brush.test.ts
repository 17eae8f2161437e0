import { beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "@/query/answer";
import type { Brush } from "@/query/brush";
import { createFollower } from "./follow-brush";
import type { Linked } from "./linked-cubes";
import { createLiveTiles, type LiveTiles } from "./live-tiles";

const clock = { now: 0, perTile: 1, frames: [] as FrameRequestCallback[] };

vi.mock("./linked-cubes", () => ({
  liveOf: (_: Linked, basis: Answer, brush: Brush) => {
    clock.now += clock.perTile;
    return { basis, table: null, reason: String(brush.to) };
  },
}));

const answer = {} as Answer;
const linked = {} as Linked;

const at = (top: number): HTMLElement => {
  const element = document.createElement("div");
  element.getBoundingClientRect = () => ({ top, bottom: top + 100 }) as DOMRect;
  return element;
};

const shown = (places: Readonly<Record<string, number>>): LiveTiles => {
  const tiles = createLiveTiles();
  for (const [id, top] of Object.entries(places)) tiles.shown.set(id, { answer, element: at(top) });
  return tiles;
};

const frame = () => { for (const run of clock.frames.splice(0)) run(clock.now); };
const seen = (tiles: LiveTiles, ...ids: string[]) => ids.map((id) => tiles.read(id)?.reason);

beforeEach(() => {
  Object.assign(clock, { now: 0, perTile: 1, frames: [] });
  vi.spyOn(performance, "now").mockImplementation(() => clock.now);
  vi.stubGlobal("requestAnimationFrame", (run: FrameRequestCallback) => clock.frames.push(run));
  vi.stubGlobal("cancelAnimationFrame", () => { clock.frames.length = 0; });
});

test("tiles on the screen follow in one frame where there is time, with the last of its brushes; others are left alone", () => {
  const tiles = shown({ a: 0, b: 500, below: 5000, above: -900 });
  const { follow } = createFollower(tiles);
  const cubes = new Map(["a", "b", "below", "above", "gone"].map((id) => [id, linked]));
  for (const to of [1, 2, 3]) follow(cubes, { from: 0, to });
  expect(clock.frames).toHaveLength(1);
  frame();
  expect(seen(tiles, "a", "b", "below", "above", "gone")).toEqual(["3", "3", undefined, undefined, undefined]);
  expect(clock.frames).toHaveLength(0);
});

test("where a frame has time for one tile, each has its turn while the brush goes on", () => {
  clock.perTile = 20;
  const tiles = shown({ a: 0, b: 100, c: 200 });
  const { follow } = createFollower(tiles);
  const cubes = new Map(["a", "b", "c"].map((id) => [id, linked]));
  for (const to of [1, 2, 3, 4]) {
    follow(cubes, { from: 0, to });
    frame();
  }
  expect(seen(tiles, "a", "b", "c")).toEqual(["4", "2", "3"]);
  frame();
  frame();
  frame();
  expect([seen(tiles, "a", "b", "c"), clock.frames.length]).toEqual([["4", "4", "4"], 0]);
});

test("nothing follows any more once the brush has let go", () => {
  const tiles = shown({ a: 0 });
  const { follow, stop } = createFollower(tiles);
  follow(new Map([["a", linked]]), { from: 0, to: 1 });
  stop();
  frame();
  expect(seen(tiles, "a")).toEqual([undefined]);
});
