import { expect, test } from "vitest";
import { exactValue, formatValue } from "./format-value";

test("each column type has its own form, and nothing is lost in it", () => {
  const shown = [
    formatValue("9007199254740993", "integer", "en"),
    formatValue("1234.50000000000000001", "decimal", "en"),
    formatValue(0.1 + 0.2, "float", "en"),
    formatValue("00501", "text", "en"),
    formatValue(true, "boolean", "en"),
    formatValue("2024-03-09", "date", "en-GB"),
    formatValue("2024-03-09T18:05:00Z", "datetime", "en-GB"),
    formatValue("2024-03-09T18:05:07.250", "datetime", "en-GB"),
    formatValue("18:05:00", "time", "en"),
    formatValue({ a: [1, 2] }, "json", "en"),
    formatValue(null, "integer", "en"),
  ];
  expect(shown).toEqual(["9,007,199,254,740,993", "1,234.50000000000000001", "0.3", "00501", "yes", "9 Mar 2024", "9 Mar 2024 18:05", "9 Mar 2024 18:05:07.250", "18:05:00", '{"a":[1,2]}', "null"]);
});

test("a value that does not fit its type is shown as it came", () => {
  expect([formatValue("soon", "datetime"), formatValue("maybe", "boolean"), formatValue("many", "integer")]).toEqual(["soon", "maybe", "many"]);
});

test("the exact value has no grouping and null is empty", () => {
  expect([exactValue("9007199254740993"), exactValue(0.1 + 0.2), exactValue(null), exactValue({ a: 1 })]).toEqual(["9007199254740993", "0.30000000000000004", "", '{"a":1}']);
});
