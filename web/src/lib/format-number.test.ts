import { expect, test } from "vitest";
import { formatBytes, formatCompact, formatCount, formatExact, formatNumber, formatPercent } from "./format-number";

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, " ");
const en = { locale: "en" };

test("a short number keeps three telling digits and sets its unit off by a space", () => {
  const shown = [0, 0.0042, 0.5, 7.125, 42, 812.34, 9876, 12_345, 1_234_567, -2_500_000_000].map((value) => plain(formatCompact(value, en)));
  expect(shown).toEqual(["0", "0.0042", "0.5", "7.13", "42", "812.3", "9,876", "12.3 K", "1.2 M", "-2.5 B"]);
});

test("money and shares carry their sign apart from the digits, as the locale orders them", () => {
  expect(plain(formatNumber(3204.5, { locale: "en", currency: "EUR" }))).toBe("€ 3,204.50");
  expect(plain(formatNumber(-3204.5, { locale: "en", currency: "EUR" }))).toBe("-€ 3,204.50");
  expect(plain(formatNumber(3204.5, { locale: "de", currency: "EUR" }))).toBe("3.204,50 €");
  expect(plain(formatPercent(0.1238, en))).toBe("12.4 %");
  expect(plain(formatCompact(1_250_000, { locale: "en", currency: "USD" }))).toBe("$ 1.3 M");
});

test("digits that a double cannot hold are all shown", () => {
  expect(formatExact("12345678901234567890.123456789", en)).toBe("12,345,678,901,234,567,890.123456789");
  expect(formatExact(2n ** 70n, en)).toBe("1,180,591,620,717,411,303,424");
});

test("what is not a number is shown as it came", () => {
  expect(formatNumber("n/a", en)).toBe("n/a");
  expect(formatNumber("", en)).toBe("");
});

test("counts agree with their word", () => {
  expect([formatCount(1, "row", "rows", "en"), formatCount(12_345, "row", "rows", "en"), formatCount(0, "entry", "entries", "en")]).toEqual(["1 row", "12,345 rows", "0 entries"]);
});

test("sizes step by thousands", () => {
  expect([0, 999, 12_400, 104_857_600, 10_737_418_240].map((size) => plain(formatBytes(size, "en")))).toEqual(["0 bytes", "999 bytes", "12.4 kB", "105 MB", "10.7 GB"]);
});
