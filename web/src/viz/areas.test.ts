import { expect, test } from "vitest";
import type { Filter } from "@/api/contracts";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { areaOfFilters, filtersOfHits, filtersOfSides, MOST_VALUES, sidesOf } from "./areas";
import type { AreaGround } from "./plot";

const x = aColumn({ name: "weight", label: "Weight", type: "float", role: "dimension" });
const y = aColumn({ name: "born", label: "Born", type: "date", role: "dimension" });
const city = aColumn({ name: "city", label: "City", type: "text", role: "dimension" });
const amount = aColumn({ name: "amount", label: "Amount", type: "float", role: "measure" });
const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** 200 pixels from 0 to 50, and 100 pixels up from the first of January over a hundred days. */
const ground: AreaGround = {
  left: 40, top: 10, width: 200, height: 100,
  x: { valueAt: (at) => at / 4, placeOf: (value) => value * 4 },
  y: { valueAt: (at) => START + (100 - at) * DAY, placeOf: (value) => 100 - (value - START) / DAY },
};
const rows = anAnswer([[x, [1]], [y, ["2024-01-01"]]]);
const drawing = aDrawing({ mark: "scatter", bindings: [{ channel: "x", column: "weight" }, { channel: "y", column: "born" }] });

test("a rectangle over single rows keeps what lies between its sides, without more digits than a pixel tells", () => {
  const sides = sidesOf(drawing, rows);
  if (sides === null) throw new Error("Both fields run along an axis.");
  const filters = filtersOfSides(sides, { left: 41, top: 20, right: 122, bottom: 60 }, ground) ?? [];
  expect(filters).toEqual([
    { kind: "range", member: "weight", min: 10.3, max: 30.5, include_max: true },
    { kind: "time_range", member: "born", start: "2024-02-10", end: "2024-03-22" },
  ]);
  expect(areaOfFilters(filters, sides, ground)).toEqual({ left: expect.closeTo(41.2), right: expect.closeTo(122), top: 19, bottom: 60 });
});

test("other filters are no rectangle, and one that reaches beyond the picture ends with it", () => {
  const sides = { x, y };
  const between = (member: string, min: number, max: number): Filter => ({ kind: "range", member, min, max, include_max: true });
  expect(areaOfFilters([between("weight", 1, 2)], sides, ground)).toBeNull();
  expect(areaOfFilters([between("weight", 1, 2), between("amount", 1, 2)], sides, ground)).toBeNull();
  const time: Filter = { kind: "time_range", member: "born", start: "2023-01-01", end: "2025-01-01" };
  expect(areaOfFilters([between("weight", -10, 90), time], sides, ground)).toEqual({ left: 0, right: 200, top: 0, bottom: 100 });
});

test("what is grouped, or does not run along both axes, is chosen by name", () => {
  const grouped = anAnswer([[x, [1]], [amount, [2]]]);
  const byName = aDrawing({ mark: "scatter", bindings: [{ channel: "x", column: "weight" }, { channel: "y", column: "amount" }] });
  const binned = anAnswer([[{ ...x, bin_width: 5 }, [1]], [y, ["2024-01-01"]]]);
  expect([sidesOf(byName, grouped), sidesOf(drawing, binned), sidesOf({ ...drawing, mark: "heatmap" }, rows)]).toEqual([null, null, null]);
});

test("marks of groups are chosen together, beside those that were chosen before", () => {
  const answer = anAnswer([[city, ["Rome", "Oslo", "Bonn"]], [amount, [1, 2, 3]]]);
  const bubbles = aDrawing({ mark: "bubble", bindings: [{ channel: "detail", column: "city" }, { channel: "x", column: "amount" }] });
  const hits = ["Rome", "Bonn", "Rome"].map((name) => ({ datum: { city: name }, isSeries: false }));
  const named = (...values: string[]) => [{ kind: "in", member: "city", values, exclude: false, grain: null }];
  expect(filtersOfHits(hits, [], bubbles, answer)).toEqual(named("Rome", "Bonn"));
  expect(filtersOfHits(hits, named("Oslo") as Filter[], bubbles, answer)).toEqual(named("Oslo", "Rome", "Bonn"));
  expect(filtersOfHits([], [], bubbles, answer)).toEqual([]);
});

test("more values than a filter may name are refused", () => {
  const names = Array.from({ length: MOST_VALUES + 1 }, (_, place) => `C${String(place)}`);
  const answer = anAnswer([[city, names], [amount, names.map((_, place) => place)]]);
  const bubbles = aDrawing({ mark: "bubble", bindings: [{ channel: "detail", column: "city" }] });
  const hits = names.map((name) => ({ datum: { city: name }, isSeries: false }));
  expect([filtersOfHits(hits, [], bubbles, answer), filtersOfHits(hits.slice(1), [], bubbles, answer)?.length]).toEqual([null, 1]);
});
