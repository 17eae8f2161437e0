import { describe, expect, it } from "vitest";
import type { Filter, TileSelection } from "@/api/contracts";
import { NO_CHOICES, chooseFilter, choicesFrom, clearAll, forgetFilter, hasChoices, pick, readSearch, searchFrom, unpick } from "./choices";

const DATASET = "0192f7a0-0000-7000-8000-000000000001";
const is = (value: string): Filter => ({ kind: "in", member: "region", values: [value] });
const picked = (tile: string, ...values: string[]): TileSelection => ({ tile_id: tile, dataset_id: DATASET, filters: values.map(is) });

describe("choices", () => {
  it("take a selection back when the same mark is picked again", () => {
    const once = pick(NO_CHOICES, picked("a", "East"));
    expect(once.selections).toEqual([picked("a", "East")]);
    expect(pick(once, picked("a", "East"))).toEqual(NO_CHOICES);
  });

  it("replace a tile's selection and keep those of other tiles", () => {
    const both = pick(pick(NO_CHOICES, picked("a", "East")), picked("b", "West"));
    expect(pick(both, picked("a", "North")).selections).toEqual([picked("b", "West"), picked("a", "North")]);
    expect(unpick(both, "a").selections).toEqual([picked("b", "West")]);
    expect(pick(both, picked("a")).selections).toEqual([picked("b", "West")]);
  });

  it("tell a cleared default from a filter that was never touched", () => {
    const cleared = chooseFilter(NO_CHOICES, "f1", null);
    expect(cleared.filters).toEqual({ f1: null });
    expect(hasChoices(cleared)).toBe(true);
    expect(forgetFilter(cleared, "f1")).toEqual(NO_CHOICES);
  });

  it("survive the way through the address", () => {
    const choices = pick(chooseFilter({ ...NO_CHOICES, page: "p2" }, "f1", is("East")), picked("a", "West"));
    const address = JSON.parse(JSON.stringify(searchFrom(choices))) as Record<string, unknown>;
    expect(choicesFrom(readSearch(address))).toEqual(choices);
    expect(searchFrom(clearAll(choices))).toEqual({ page: "p2" });
    expect(searchFrom(NO_CHOICES)).toEqual({});
  });

  it("ignore what a hand-written address makes up", () => {
    expect(readSearch({ page: 7, filters: { a: 1, b: null, c: { kind: "in" }, d: is("West") }, picked: [1, { tile_id: "x" }, picked("a", "East")] })).toEqual({
      filters: { b: null, d: is("West") },
      picked: [picked("a", "East")],
    });
    expect(readSearch({ filters: [], picked: "x" })).toEqual({});
  });
});
