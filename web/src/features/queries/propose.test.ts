import { expect, test } from "vitest";
import type { CellValue } from "@/lib/format-value";
import type { SqlResult } from "./api";
import { drawRequest } from "./draw-api";
import { readLook } from "./look";
import { choiceOf, chosenWells, proposedWells } from "./propose";
import { fieldOf, placeCount, plotTable } from "./result-columns";
import { plotRows } from "@/query/arrow";
import { aResult } from "./testing";

type Types = Record<string, SqlResult["columns"][number]["type"]>;

const resultOf = (types: Types, ...rows: CellValue[][]): SqlResult =>
  aResult({ columns: Object.entries(types).map(([name, type]) => ({ name, type })), rows, row_count: rows.length, total_rows: rows.length });

const months = resultOf(
  { region: "text", month: "date", paid: "decimal", due: "integer", share: "float" },
  ["North", "2024-01-01", "100.5", 90, 0.1], ["North", "2024-02-01", "120", 95, 0.2], ["North", "2024-03-01", "80.25", 99, 0.3],
);

test.each<[string, SqlResult, ReturnType<typeof proposedWells>]>([
  ["numbers of one size along time", months, { x: 1, y: [2, 3], color: null }],
  ["one line for each name, where a month has several rows", resultOf({ month: "date", region: "text", paid: "integer", due: "integer" }, ["2024-01-01", "N", 1, 1], ["2024-01-01", "S", 2, 2], ["2024-02-01", "N", 3, 3]), { x: 0, y: [2], color: 1 }],
  ["numbers along names", resultOf({ region: "text", paid: "integer" }, ["N", 1], ["S", 2]), { x: 0, y: [1], color: null }],
  ["along years, which are not counted", resultOf({ year: "integer", paid: "integer" }, [2020, 10], [2021, 20]), { x: 0, y: [1], color: null }],
  ["two numbers against each other", resultOf({ price: "float", rating: "float" }, [1, 2], [3, 4]), { x: 0, y: [1], color: null }],
  ["one number by itself", resultOf({ price: "float" }, [1], [3]), { x: 0, y: [], color: null }],
  ["the numbers of a single row", resultOf({ name: "text", orders: "integer", total: "decimal" }, ["all", 3, "9.5"]), { x: null, y: [1, 2], color: null }],
  ["names without numbers", resultOf({ region: "text", name: "text" }, ["N", "a"], ["S", "b"]), { x: 0, y: [], color: null }],
  ["a key along which numbers stand", resultOf({ order_id: "integer", paid: "integer" }, [1, 5], [2, 9]), { x: 0, y: [1], color: null }],
])("a picture is proposed of %s", (_, result, wells) => {
  expect(proposedWells(result)).toEqual(wells);
});

test("what was chosen is found again by name, also among columns of one name", () => {
  const twice = { ...resultOf({ a: "text", b: "integer", c: "integer" }, ["x", 1, 2], ["y", 3, 4]), columns: [{ name: "a", type: "text" as const }, { name: "n", type: "integer" as const }, { name: "n", type: "integer" as const }] };
  const choice = choiceOf(twice, { x: 0, y: [2], color: null }, { mark: "line", stacking: "stacked" });
  expect(choice).toEqual({ mark: "line", stacking: "stacked", x: "a", y: ["n\n1"], color: null });
  expect(chosenWells(twice, choice)).toEqual({ x: 0, y: [2], color: null });
  expect(chosenWells(months, choice)).toBeNull();
});

test("the server is told about columns, never a value of a row", () => {
  const asked = drawRequest(months, { x: 1, y: [2], color: 0 }, { mark: "auto", stacking: "grouped" });
  const none = { null_count: 0, min: null, max: null, longest: null };
  const share = { place: 4, name: "share", type: "float", grain: null, distinct_count: 3, null_count: 0, min: 0.1, max: 0.3, longest: null };
  expect(asked).toEqual({
    mark: "auto", stacking: "grouped",
    x: { place: 1, name: "month", type: "date", grain: "month", distinct_count: 3, ...none },
    y: [{ place: 2, name: "paid", type: "decimal", grain: null, distinct_count: 3, null_count: 0, min: 80.25, max: 120, longest: null }],
    color: { place: 0, name: "region", type: "text", grain: null, distinct_count: 1, ...none, longest: 5 },
    tooltip: [{ ...share, place: 3, name: "due", type: "integer", min: 90, max: 99 }, share],
    row_count: 3, total_rows: 3, place_count: 3,
  });
});

test("rows of one place are counted once, those without a value too", () => {
  const rows = resultOf({ region: "text", kind: "text" }, ["N", "a"], ["N", "b"], [null, "a"], [null, "a"]);
  expect([[0], [0, 1], []].map((places) => placeCount(rows, places))).toEqual([2, 3, 1]);
});

test("rows without a value, and those whose value cannot be drawn, are told", () => {
  const rows = resultOf({ day: "date", amount: "decimal" }, ["2024-01-01", "1"], [null, null], ["infinity", "2"]);
  expect([0, 1].map((place) => fieldOf(rows, place).null_count)).toEqual([2, 1]);
});

test("the picture has the rows under safe names, as many as it draws", () => {
  expect(plotRows(plotTable(months, [1, 2], [2], 2))).toEqual([{ c1: Date.UTC(2024, 0, 1), c2: 100.5 }, { c1: Date.UTC(2024, 1, 1), c2: 120 }]);
});

test.each([
  [{ view: "chart", chart: { mark: "bar", x: "a", y: ["b"], color: null, stacking: "grouped" } }, { view: "chart", chart: { mark: "bar", x: "a", y: ["b"], color: null, stacking: "grouped" } }],
  [{ view: "chart", chart: { mark: "globe", x: "a", y: ["b"], color: null, stacking: "grouped" } }, { view: "chart", chart: null }],
  [{ view: "picture" }, { view: "table", chart: null }],
  ["chart", { view: "table", chart: null }],
])("a kept look is read as far as it is one: %j", (kept, look) => {
  expect(readLook(kept)).toEqual(look);
});
