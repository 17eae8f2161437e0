import { expect, test } from "vitest";
import type { DashboardSpec, Filter } from "@/api/contracts";
import { applied, stateOf } from "./bookmark-state";
import type { Choices } from "./choices";

const north: Filter = { kind: "in", member: "region", values: ["North"], exclude: false, grain: null };
const spec: DashboardSpec = {
  version: 1,
  pages: [
    { id: "one", title: "One", tiles: [{ kind: "text", id: "tile", layout: { x: 0, y: 0, width: 4, height: 4 }, markdown: "" }], filters: [{ id: "region", dataset_id: "sales", member: "region", control: "list" }] },
    { id: "two", title: "Two", tiles: [], filters: [] },
  ],
};
const choices: Choices = {
  page: "two", filters: { region: north }, selections: [{ tile_id: "tile", dataset_id: "sales", filters: [north] }],
};

test("what was kept is what is applied", () => {
  expect(applied(stateOf(choices, spec), spec)).toEqual({ choices, missing: [] });
});

test("the first page is kept by its name, for it may not be the first for ever", () => {
  expect(stateOf({ filters: {}, selections: [] }, spec)).toEqual({ page: "one" });
});

test("what is gone is told, and the rest applied", () => {
  const state = stateOf({ ...choices, page: "gone", filters: { region: north, old: null, older: north }, selections: [{ tile_id: "gone", dataset_id: "sales", filters: [] }] }, spec);
  expect(applied(state, spec)).toEqual({
    choices: { filters: { region: north }, selections: [] },
    missing: ["1 page", "2 filters", "1 selection"],
  });
});

test("what nobody understands is left alone", () => {
  expect(applied({ page: 7, filters: "x", picked: [1, { tile_id: "tile" }], more: { constructor: [] } }, spec)).toEqual({ choices: { filters: {}, selections: [] }, missing: [] });
});
