import { expect, it } from "vitest";
import type { Tile } from "@/api/contracts";
import { copiesOf, onTop } from "./copied-tiles";
import { unitsOf, withGroups, withNewGroups } from "./groups";

const text = (id: string, x: number, y: number, more: Partial<Tile> = {}): Tile => ({ kind: "text", id, layout: { x, y, width: 4, height: 2 }, markdown: id, ...more }) as Tile;
const words = (tile: Tile): string => (tile.kind === "text" ? tile.markdown : "");

it("copies of a group are a new group that stands as the first one does", () => {
  const group = [text("a", 0, 0, { group: "g" }), text("b", 6, 3, { group: "g" })];
  const copies = copiesOf(group, group);
  expect(copies.map(({ layout }) => [layout.x, layout.y])).toEqual([[10, 0], [16, 3]]);
  const [first, second] = copies;
  expect(first?.group).toMatch(/^group-/);
  expect(second?.group).toBe(first?.group);
  expect(copies.map(words)).toEqual(["a", "b"]);
});

it("one tile of a group, copied alone, is in none; copies are not locked", () => {
  expect(copiesOf([text("a", 0, 0, { group: "g", locked: true })], []).map(({ group, locked }) => [group, locked])).toEqual([[undefined, undefined]]);
});

it("copies come back in reading order, whatever group they are in", () => {
  const tiles = [text("a", 0, 0, { group: "g" }), text("b", 0, 4), text("c", 0, 8, { group: "g" })];
  expect(copiesOf(tiles.toReversed(), []).map(words)).toEqual(["a", "b", "c"]);
});

it("lie above all that is there, one above the other as they were", () => {
  expect(onTop([text("b", 0, 0, { layer: 5 }), text("a", 0, 0, { layer: 9 })], [text("x", 0, 0, { layer: 2.5 })]).map(({ layer }) => layer)).toEqual([3.5, 4.5]);
});

it("a group is meant as a whole", () => {
  const tiles = [text("a", 0, 0, { group: "g" }), text("b", 4, 0), text("c", 8, 0, { group: "g" }), text("d", 0, 9, { group: "h" })];
  expect([...withGroups(tiles, ["c"])]).toEqual(["a", "c"]);
  expect([...withGroups(tiles, ["b"])]).toEqual(["b"]);
  expect(unitsOf(tiles).map((unit) => unit.map(({ id }) => id))).toEqual([["a", "c"], ["b"], ["d"]]);
  expect(withNewGroups(tiles).map(({ group }) => group !== undefined)).toEqual([true, false, true, false]);
});
