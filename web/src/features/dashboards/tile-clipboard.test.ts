import { beforeEach, expect, test } from "vitest";
import type { DashboardParameter, PageFilter, Tile } from "@/api/contracts";
import { copiesOf } from "./copied-tiles";
import { copiedTiles, copyTiles } from "./tile-clipboard";

const text = (id: string, x: number, y: number): Tile => ({ kind: "text", id, layout: { x, y, width: 8, height: 4 }, markdown: id });

beforeEach(() => { localStorage.clear(); });

test("copied tiles are found again, by whoever copied them", () => {
  const tiles = [text("a", 0, 0), text("b", 8, 0)];
  const nothing = { tiles: [], filters: [], parameters: [] };
  expect(copyTiles("ada", { ...nothing, tiles })).toBe(true);
  expect([copiedTiles("ada"), copiedTiles("grace")]).toEqual([{ ...nothing, tiles }, nothing]);
});

test("tiles of every kind are found again beside each other", () => {
  const layout = { x: 0, y: 0, width: 8, height: 4 };
  const tiles: Tile[] = [
    { kind: "chart", id: "chart", layout, chart: { dataset_id: "d" } },
    text("text", 8, 0),
    { kind: "image", id: "image", layout, asset_id: "asset" },
    { kind: "shape", id: "shape", layout },
    { kind: "button", id: "button", layout, words: "Back", action: { kind: "clear" } },
    { kind: "slicer", id: "slicer", layout, control_id: "filter" },
  ];
  const filters: PageFilter[] = [{ id: "filter", label: "Region", dataset_id: "d", member: "region", control: "list" }];
  const parameters: DashboardParameter[] = [{ id: "rate", label: "Rate", dataset_id: "d", parameter: "rate", control: "slider", default: 5 }];
  copyTiles("ada", { tiles, filters, parameters });
  expect(copiedTiles("ada")).toEqual({ tiles, filters, parameters });
  localStorage.setItem("gnomon.copied-tiles.ada", JSON.stringify(tiles));
  expect(copiedTiles("ada"), "kept by an earlier version").toEqual({ tiles, filters: [], parameters: [] });
});

test.each([
  "nonsense",
  "{}",
  JSON.stringify([{ kind: "text", id: "a", markdown: "no place" }]),
  JSON.stringify([{ ...text("a", 0, 0), markdown: 7 }]),
  JSON.stringify([{ kind: "chart", id: "a", layout: { x: 0, y: 0, width: 1, height: 1 }, chart: {} }]),
  JSON.stringify({ tiles: [text("a", 0, 0)], filters: [{ id: 7 }], parameters: [] }),
  JSON.stringify({ tiles: [text("a", 0, 0)], filters: [] }),
  JSON.stringify([{ kind: "script", id: "a", layout: { x: 0, y: 0, width: 1, height: 1 } }]),
])("what is no tile is not pasted: %s", (kept) => {
  localStorage.setItem("gnomon.copied-tiles.ada", kept);
  expect(copiedTiles("ada")).toEqual({ tiles: [], filters: [], parameters: [] });
});

test("copies stand in free places in reading order, under names of their own", () => {
  const present = [text("a", 0, 0), text("b", 8, 0)];
  const copies = copiesOf([text("b", 8, 0), text("a", 0, 0)], present);
  expect(copies.map(({ layout }) => layout)).toEqual([{ x: 16, y: 0, width: 8, height: 4 }, { x: 0, y: 4, width: 8, height: 4 }]);
  expect(copies.map((tile) => tile.kind === "text" && tile.markdown)).toEqual(["a", "b"]);
  expect(new Set([...present, ...copies].map(({ id }) => id)).size).toBe(4);
});
