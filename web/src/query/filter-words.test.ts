import { expect, test } from "vitest";
import type { Filter } from "@/api/contracts";
import { filterMember, filterWords } from "./filter-words";

test("each kind of filter is said in a few words", () => {
  const filters: Filter[] = [
    { kind: "in", member: "m", values: ["East", null, "", 5], exclude: false },
    { kind: "in", member: "m", values: ["East"], exclude: true },
    { kind: "in", member: "m", values: [null], exclude: true },
    { kind: "in", member: "m", values: [null, "East"], exclude: true },
    { kind: "in", member: "m", values: ["2024-03-01"], grain: "month" },
    { kind: "in", member: "m", values: [1], grain: "day_of_week" },
    { kind: "range", member: "m", min: 1500, max: 2000 },
    { kind: "range", member: "m", min: null, max: 3 },
    { kind: "time_range", member: "m", start: "2024-01-01", end: "2024-02-01" },
    { kind: "time_range", member: "m", end: "2024-03-01T00:00:00" },
    { kind: "relative_time", member: "m", count: 1, unit: "year", anchor: "now" },
    { kind: "relative_time", member: "m", count: 30, unit: "day", anchor: "latest" },
    { kind: "text", member: "m", operator: "starts_with", value: "A" },
    { kind: "text", member: "m", operator: "equals", value: "A", exclude: true },
    { kind: "null", member: "m", is_null: true },
    { kind: "null", member: "m", is_null: false },
    { kind: "any", filters: [{ kind: "range", member: "m", min: 1, max: 2 }, { kind: "null", member: "m", is_null: true }] },
  ];
  expect(filters.map(filterWords)).toEqual([
    "East, no value, 2 more", "not East", "has a value", "not no value, East", "Mar 2024", "Monday", "1,500 – 2,000", "up to 3", "Jan 1, 2024 – Jan 31, 2024", "up to Feb 29, 2024", "this year", "last 30 days of the data",
    "starts with “A”", "not: is “A”", "no value", "has a value", "1 – 2 or no value",
  ]);
});

test("a filter is about its field, one of several filters about the field of the first", () => {
  const filters: Filter[] = [
    { kind: "in", member: "a", values: [] },
    { kind: "any", filters: [{ kind: "any", filters: [{ kind: "null", member: "b" }] }, { kind: "in", member: "c", values: [1] }] },
    { kind: "measure", measure: "total", min: 1 },
  ];
  expect(filters.map(filterMember)).toEqual(["a", "b", "total"]);
});

test("relative periods are called what people call them", () => {
  const relative = (count: number, unit: "day" | "quarter" | "year", more: object = {}): Filter => ({ kind: "relative_time", member: "m", count, unit, anchor: "now", ...more });
  const words = [
    relative(1, "day"), relative(1, "day", { include_current: false }), relative(1, "quarter", { include_current: false }), relative(2, "quarter", { include_current: false }),
    relative(1, "year", { to_date: true }), relative(1, "year", { to_date: true, anchor: "latest" }), relative(1, "quarter", { include_current: false, anchor: "latest" }), relative(7, "day"),
  ].map(filterWords);
  expect(words).toEqual(["today", "yesterday", "previous quarter", "previous 2 quarters", "year to date", "year to date of the data", "previous quarter of the data", "last 7 days"]);
});
