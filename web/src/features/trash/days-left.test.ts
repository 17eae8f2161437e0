import { expect, test } from "vitest";
import { daysLeft } from "./days-left";

const now = Date.parse("2026-03-01T12:00:00Z");

test.each([
  ["2026-03-31T12:00:00Z", "kept for 30 more days"],
  ["2026-03-31T11:59:59Z", "kept for 29 more days"],
  ["2026-03-02T12:00:00Z", "kept for 1 more day"],
  ["2026-03-02T11:59:59Z", "goes for good today"],
  ["2026-02-01T00:00:00Z", "goes for good today"],
])("what goes at %s is said in whole days", (purgedAt, words) => {
  expect(daysLeft(purgedAt, now)).toBe(words);
});
