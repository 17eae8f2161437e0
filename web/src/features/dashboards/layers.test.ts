import { describe, expect, it } from "vitest";
import type { Tile } from "@/api/contracts";
import { fromLowest, layersFor, restacked, type Restacking } from "./layers";

const tile = (id: string, layer?: number): Tile => ({ kind: "text", id, layout: { x: 0, y: 0, width: 2, height: 2 }, markdown: id, ...(layer !== undefined && { layer }) });
const HOWS: readonly Restacking[] = ["front", "forward", "backward", "back"];

describe("layers", () => {
  it.each([
    ["front", ["b"], "acdb"], ["front", ["a", "c"], "bdac"], ["back", ["c"], "cabd"], ["back", ["b", "d"], "bdac"],
    ["forward", ["a"], "bacd"], ["forward", ["d"], "abcd"], ["forward", ["a", "b"], "cabd"],
    ["backward", ["d"], "abdc"], ["backward", ["a"], "abcd"], ["backward", ["c", "d"], "acdb"],
  ] as const)("%s takes %j to %s", (how, chosen, expected) => {
    expect(restacked(["a", "b", "c", "d"], new Set(chosen), how).join("")).toBe(expected);
  });

  it("lie as they are stored, ties by their ids", () => {
    expect(fromLowest([tile("c"), tile("b", 2), tile("a"), tile("d", -1)])).toEqual(["d", "a", "c", "b"]);
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))("stored, give the order that was asked for, and write only what they must (seed %i)", (seed) => {
    let tiles = Array.from({ length: 7 }, (_, index) => tile(String.fromCharCode(97 + ((index * (seed + 3)) % 7)) + String(index)));
    for (const [step, how] of [...HOWS, ...HOWS].entries()) {
      const chosen = new Set([tiles[(seed + step) % 7]?.id ?? "", tiles[(seed * step) % 7]?.id ?? ""]);
      const wanted = restacked(fromLowest(tiles), chosen, how);
      const layers = layersFor(tiles, wanted);
      tiles = tiles.map((one) => ({ ...one, layer: layers.get(one.id) ?? one.layer ?? 0 }));
      expect(fromLowest(tiles)).toEqual(wanted);
    }
  });

  it("one tile brought to the front is one entry that changes", () => {
    const tiles = [tile("a"), tile("b"), tile("c")];
    expect(layersFor(tiles, restacked(fromLowest(tiles), new Set(["a"]), "front"))).toEqual(new Map([["a", 1]]));
  });
});
