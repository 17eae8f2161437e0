import { expect, test } from "vitest";
import type { DashboardSpec, Filter, PageFilter } from "@/api/contracts";
import { NO_CHOICES, type Choices } from "./choices";
import { filterFor, filterFrom, filtersInForce, selectionsBetween, withFilters } from "./embedded-filters";

const filter = (id: string, member: string, control: PageFilter["control"] = "list", value: Filter | null = null): PageFilter => ({ id, label: null, dataset_id: "d", member, control, default: value });

const inRegion = (...values: string[]): Filter => ({ kind: "in", member: "region", values });

const spec = (...filters: PageFilter[]): DashboardSpec => ({ version: 1, pages: [{ id: "p", title: "P", filters }] });

test("lists, ends and nothing become filters of the field, and the same words again", () => {
  const region = filter("where", "region");
  const day = filter("when", "day", "date");
  const amount = filter("much", "amount", "range");
  const pairs: [PageFilter, unknown, Filter | null][] = [
    [region, ["East", null, 7, true], { kind: "in", member: "region", values: ["East", null, 7, true] }],
    [region, null, null],
    [day, { min: "2024-01-01", max: "2025-01-01" }, { kind: "time_range", member: "day", start: "2024-01-01", end: "2025-01-01" }],
    [day, { min: "2024-01-01", max: null }, { kind: "time_range", member: "day", start: "2024-01-01", end: null }],
    [amount, { min: -2, max: null }, { kind: "range", member: "amount", min: -2, max: null, include_max: true }],
    [day, { kind: "relative_time", count: 3, unit: "month" }, { kind: "relative_time", count: 3, unit: "month", member: "day" } as Filter],
  ];
  expect(pairs.map(([one, value]) => filterFrom(one, value))).toEqual(pairs.map(([, , wanted]) => wanted));
  expect(pairs.map(([, , wanted]) => filterFor(wanted))).toEqual(pairs.map(([, value]) => value));
  expect(filterFrom(region, [])).toBeNull();
});

test("a hierarchy is set to values of its first level or to paths, the best to how many by what is offered", () => {
  const levels = [{ member: "region" }, { member: "town" }];
  const place: PageFilter = { ...filter("place", "region", "hierarchy"), levels };
  const best: PageFilter = { ...filter("best", "town", "top"), ranking: { measures: [{ id: "sales", measure: { role: "measure", member: "amount" } }], max_count: 20 } };
  const paths = [["East"], ["West", null]];
  expect(filterFrom(place, ["East", null])).toEqual({ kind: "path", levels, paths: [["East"], [null]] });
  expect(filterFrom(place, { kind: "path", levels: [{ member: "secret" }], paths })).toEqual({ kind: "path", levels, paths });
  expect(filterFor({ kind: "path", levels, paths })).toEqual({ kind: "path", paths });
  expect(filterFrom(best, { kind: "top", count: 3 })).toEqual({ kind: "top", member: "town", count: 3, by: "sales", descending: true });
  expect(filterFor({ kind: "top", member: "town", count: 3, by: "sales", descending: false })).toEqual({ kind: "top", count: 3, by: "sales", descending: false });
  const odd: [PageFilter, unknown][] = [
    [place, { min: 1 }], [place, { kind: "path", paths: [["East", "Town", "Street"]] }], [place, { kind: "path", paths: [[]] }], [place, { kind: "in", values: ["East"] }],
    [best, ["Town"]], [best, { kind: "top", count: 21 }], [best, { kind: "top", count: 0 }], [best, { kind: "top", count: 3, by: "cost" }], [filter("where", "region"), { kind: "top", count: 3, by: "sales" }],
  ];
  expect(odd.map(([one, value]) => filterFrom(one, value))).toEqual(odd.map(() => undefined));
});

test("what a page cannot have meant is no filter, and a filter is always of its own field", () => {
  const region = filter("where", "region");
  const odd: unknown[] = [undefined, "East", 7, true, [[]], [{}], [Number.NaN], [Infinity], {}, { min: {} }, { kind: "any", filters: [inRegion("East")] }, { kind: "measure", measure: "x", min: 1 }, { kind: 7 }, Array.from({ length: 1_001 }, () => "x")];
  expect(odd.map((value) => filterFrom(region, value))).toEqual(odd.map(() => undefined));
  expect(filterFrom(region, { kind: "in", member: "secret", values: ["x"] })).toEqual({ kind: "in", member: "region", values: ["x"] });
});

test("what is asked for is added to what is chosen; unknown names change nothing", () => {
  const dashboard = spec(filter("where", "region"), filter("how", "channel"));
  const chosen: Choices = { ...NO_CHOICES, filters: { how: { kind: "in", member: "channel", values: ["Web"] } } };
  expect(withFilters(chosen, dashboard, { region: ["East"], nothing: ["x"], constructor: ["x"] })).toEqual({
    ...chosen,
    filters: { how: { kind: "in", member: "channel", values: ["Web"] }, where: inRegion("East") },
  });
  expect(withFilters(chosen, dashboard, { nothing: ["x"], toString: null })).toBe(chosen);
  expect(withFilters(chosen, dashboard, { where: ["A"], region: ["B"] }).filters["where"]).toEqual(inRegion("A"));
  expect(withFilters(chosen, dashboard, JSON.parse(`{"__proto__": ["x"]}`) as Record<string, unknown>)).toBe(chosen);
});

test("the page around is told what is in force, by field, and by id where a field has several filters", () => {
  const one = spec(filter("where", "region", "list", inRegion("East")), filter("how", "channel"));
  expect(filtersInForce(NO_CHOICES, one)).toEqual({ region: ["East"], channel: null });
  expect(filtersInForce({ ...NO_CHOICES, filters: { where: null } }, one)).toEqual({ region: null, channel: null });
  const two: DashboardSpec = { ...spec(filter("a", "region"), filter("b", "region", "list", inRegion("West"))), filters: [filter("c", "channel")] };
  expect(filtersInForce({ ...NO_CHOICES, filters: { a: inRegion("East") } }, two)).toEqual({ a: ["East"], b: ["West"], channel: null });
  const told = filtersInForce({ ...NO_CHOICES, filters: { a: inRegion("East") } }, two);
  expect(filtersInForce(withFilters(NO_CHOICES, two, told), two)).toEqual(told);
});

test("marks that are chosen and let go are told with their fields and values", () => {
  const picked = (tile_id: string, ...filters: Filter[]) => ({ tile_id, dataset_id: "d", filters });
  const before: Choices = { ...NO_CHOICES, selections: [picked("a", inRegion("East")), picked("b", inRegion("West"))] };
  const after: Choices = { ...NO_CHOICES, selections: [picked("b", inRegion("West")), picked("c", inRegion("North"), { kind: "range", member: "amount", min: 1, max: 2 })] };
  expect(selectionsBetween(before, after)).toEqual([
    { tile: "c", selected: [{ field: "region", values: ["North"] }, { field: "amount", values: [{ min: 1, max: 2 }] }] },
    { tile: "a", selected: [] },
  ]);
  expect(selectionsBetween(after, after)).toEqual([]);
});
