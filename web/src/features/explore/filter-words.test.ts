import { expect, test } from "vitest";
import type { Filter } from "@/api/contracts";
import { dayAfter, dayBefore } from "./days";
import { numberFrom } from "./filter-range";
import { filterWords } from "./filter-words";

test("each kind of filter is said in a few words", () => {
  const filters: Filter[] = [
    { kind: "in", member: "m", values: ["East", null, "", 5], exclude: false },
    { kind: "in", member: "m", values: ["East"], exclude: true },
    { kind: "in", member: "m", values: ["2024-03-01"], grain: "month" },
    { kind: "in", member: "m", values: [1], grain: "day_of_week" },
    { kind: "range", member: "m", min: 1500, max: 2000 },
    { kind: "range", member: "m", min: null, max: 3 },
    { kind: "time_range", member: "m", start: "2024-01-01", end: "2024-02-01" },
    { kind: "relative_time", member: "m", count: 1, unit: "year", anchor: "now" },
    { kind: "relative_time", member: "m", count: 30, unit: "day", anchor: "latest" },
    { kind: "text", member: "m", operator: "starts_with", value: "A" },
    { kind: "null", member: "m", is_null: true },
    { kind: "null", member: "m", is_null: false },
    { kind: "any", filters: [{ kind: "range", member: "m", min: 1, max: 2 }, { kind: "null", member: "m", is_null: true }] },
  ];
  expect(filters.map(filterWords)).toEqual([
    "East, no value, 2 more", "not East", "Mar 2024", "Monday", "1,500 – 2,000", "up to 3", "Jan 1, 2024 – Jan 31, 2024", "last year", "last 30 days of the data",
    "starts with “A”", "no value", "has a value", "1 – 2 or no value",
  ]);
});

test("the day after and before know months, leap years and the year 9999", () => {
  expect([dayAfter("2024-02-28"), dayAfter("2023-02-28"), dayBefore("2024-01-01"), dayBefore("9999-12-31")]).toEqual(["2024-02-29", "2023-03-01", "2023-12-31", "9999-12-30"]);
});

test("what people type as a number is one, in every digit, or is refused", () => {
  const typed = ["12.5", " 1,234 ", "-3e2", "", "12345678901234567890", "0.1", "twelve", "1,2", "1.2.3", "--5", "Infinity"];
  expect(typed.map(numberFrom)).toEqual([12.5, 1234, -300, null, "12345678901234567890", 0.1, undefined, undefined, undefined, undefined, undefined]);
});
