import { expect, it } from "vitest";
import { Problem } from "@/api/problems";
import { freshnessLines, warningOf } from "./freshness-words";

const NOW = Date.parse("2024-03-09T12:00:00Z");
const told = (as_of: string, is_cached = false) => ({ as_of, asked_at: "2024-03-09T11:59:00Z", is_cached });
const VAIN = new Problem({ status: 503, code: "UNAVAILABLE", message: "Not now." });
const OLD = "2024-03-06T12:00:00Z";

it("says how old the data is, when it was asked for, and why not again", () => {
  const [data = "", asked = "", why] = freshnessLines(told(OLD, true), VAIN, NOW);
  expect(data).toMatch(/^Data of 3 days ago \(.*2024/);
  expect(asked).toMatch(/^Answered at .*, from the cache$/);
  expect(why).toBe("Asking anew was in vain: Not now.");
  expect(freshnessLines(told(OLD), undefined, NOW)).toHaveLength(2);
});

it.each([
  ["old data of a dashboard without a pace", OLD, undefined, 0, null],
  ["old data that should be fresh", OLD, undefined, 60, "Data of 3 days ago"],
  ["data of today", "2024-03-09T01:00:00Z", undefined, 60, null],
  ["whatever could not be asked again", "2024-03-09T10:00:00Z", VAIN, 0, "Data of 2 hours ago"],
])("of %s it says by itself as much as must be seen", (_, asOf, failure, seconds, words) => {
  expect(warningOf(told(asOf), failure, seconds, NOW)).toBe(words);
});
