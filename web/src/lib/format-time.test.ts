import { expect, test } from "vitest";
import { formatDate, formatDateTime, formatDuration, formatExactTime, formatRelative } from "./format-time";

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, " ");
const now = Date.parse("2026-03-09T12:00:00Z");

test("a calendar day is the same day in every time zone", () => {
  expect(formatDate("2024-03-09", { locale: "en-GB" })).toBe("9 Mar 2024");
});

test("a moment follows the zone that is asked for", () => {
  expect(formatDateTime("2024-09-30T18:00:00Z", { locale: "en-GB", timeZone: "Asia/Tokyo" })).toBe("1 Oct 2024, 03:00");
  expect(formatExactTime("2024-09-30T18:00:05Z", { locale: "en-GB", timeZone: "UTC" })).toBe("30 Sept 2024, 18:00:05 UTC");
});

test("what is no time is shown as it came", () => {
  expect([formatDate("soon"), formatRelative("soon", now)]).toEqual(["soon", "soon"]);
});

test("the past and the future are told in the unit that fits", () => {
  const at = ["2026-03-09T11:59:30Z", "2026-03-09T11:48:00Z", "2026-03-09T09:00:00Z", "2026-03-06T12:00:00Z", "2026-03-10T12:00:00Z", "2025-12-01T12:00:00Z", "2023-03-09T12:00:00Z"];
  expect(at.map((time) => formatRelative(time, now, "en"))).toEqual(["just now", "12 minutes ago", "3 hours ago", "3 days ago", "tomorrow", "3 months ago", "3 years ago"]);
});

test("spans show their two largest units", () => {
  const spans = [180, 1000, 42_300, 59_990, 125_000, 7_500_000, 277_200_000, -90_000];
  expect(spans.map((span) => plain(formatDuration(span)))).toEqual(["180 ms", "1 s", "42.3 s", "1 m 00 s", "2 m 05 s", "2 h 05 m", "3 d 05 h", "−1 m 30 s"]);
});
