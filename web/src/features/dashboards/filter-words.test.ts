import { expect, it } from "vitest";
import type { Filter } from "@/api/contracts";
import { filterMember, filterWords } from "./filter-words";

const cases: [Filter, string][] = [
  [{ kind: "in", member: "a", values: ["East", null, "West", 4] }, "East, no value and 2 more"],
  [{ kind: "in", member: "a", values: ["East"], exclude: true }, "not East"],
  [{ kind: "range", member: "a", min: 1, max: 9 }, "1 to 9"],
  [{ kind: "range", member: "a", max: 0 }, "up to 0"],
  [{ kind: "time_range", member: "a", start: "2024-01-01", end: "2024-03-01" }, "2024-01-01 to 2024-02-29"],
  [{ kind: "time_range", member: "a", end: "2024-03-01T00:00:00" }, "before 2024-03-01"],
  [{ kind: "relative_time", member: "a", count: 1, unit: "month" }, "last 1 month"],
  [{ kind: "text", member: "a", operator: "starts_with", value: "x", exclude: true }, "not starts with “x”"],
  [{ kind: "any", filters: [{ kind: "null", member: "b" }, { kind: "in", member: "b", values: [1] }] }, "no value or 1"],
];

it.each(cases)("says %j in a few words", (filter, words) => {
  expect(filterWords(filter)).toBe(words);
});

it("names the field that a filter is about", () => {
  expect(cases.map(([filter]) => filterMember(filter))).toEqual(["a", "a", "a", "a", "a", "a", "a", "a", "b"]);
});
