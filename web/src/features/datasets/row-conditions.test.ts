import { expect, it } from "vitest";
import type { Filter } from "@/api/contracts";
import { filterFrom, operatorsOf, type Condition } from "./row-conditions";

const cases: [Omit<Condition, "member">, Filter | null][] = [
  [{ type: "text", operator: "contains", value: "50%" }, { kind: "text", member: "a", operator: "contains", value: "50%" }],
  [{ type: "text", operator: "is", value: "00501" }, { kind: "in", member: "a", values: ["00501"] }],
  [{ type: "integer", operator: "is_not", value: "7" }, { kind: "in", member: "a", values: [7], exclude: true }],
  [{ type: "integer", operator: "is", value: "9007199254740993" }, { kind: "in", member: "a", values: ["9007199254740993"] }],
  [{ type: "decimal", operator: "at_least", value: "1.50" }, { kind: "range", member: "a", min: 1.5 }],
  [{ type: "float", operator: "at_most", value: "abc" }, null],
  [{ type: "boolean", operator: "is", value: "yes" }, { kind: "in", member: "a", values: [true] }],
  [{ type: "boolean", operator: "is", value: "perhaps" }, null],
  [{ type: "date", operator: "from", value: "2024-01-01" }, { kind: "time_range", member: "a", start: "2024-01-01" }],
  [{ type: "datetime", operator: "before", value: "2024-01-01T10:00" }, { kind: "time_range", member: "a", end: "2024-01-01T10:00" }],
  [{ type: "json", operator: "empty", value: "" }, { kind: "null", member: "a", is_null: true }],
  [{ type: "text", operator: "contains", value: "" }, null],
];

it.each(cases)("makes a filter of %j", (condition, expected) => {
  expect(filterFrom({ member: "a", ...condition })).toEqual(expected);
});

it("offers only what a type can answer", () => {
  expect([operatorsOf("date"), operatorsOf("json")]).toEqual([["from", "before", "empty", "filled"], ["empty", "filled"]]);
});
