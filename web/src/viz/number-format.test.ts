import { expect, test } from "vitest";
import { numberWords } from "./number-format";

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0\u2009]/g, " ");
const words = (value: number | string, format: string | null, locale = "en") => {
  const { full, short, exact } = numberWords(value, format, locale);
  return [full, short, exact].map(plain);
};

test("a number without a format keeps the digits that help to read it", () => {
  expect([words(20_000, null), words("1234567.25", null), words(7.6543, null), words(0.123456, null)]).toEqual([
    ["20,000", "20 K", "20,000"], ["1,234,567", "1.2 M", "1,234,567.25"], ["7.65", "7.65", "7.6543"], ["0.123", "0.123", "0.123456"],
  ]);
});

test.each([
  [",d", 12345.6, "12,346"], ["d", 12345, "12345"], [",.2f", 1234.5, "1,234.50"], [",.2~f", 1234.5, "1,234.5"], [".1%", 0.1244, "12.4%"],
  ["$,.0f", 1_999.5, "$2,000"], ["+.1f", 3, "+3.0"], ["($,.2f", -5, "($5.00)"], [".3s", 1_234_567, "1.23M"], [".2e", 12_345, "1.23E4"], [",.3r", 12_345, "12,300"],
  ["x", 255, "255"],
] as const)("the format %s writes %d as %s", (format, value, text) => {
  expect(numberWords(value, format, "en").full).toBe(text);
});

test("a format is written as the reader's language writes it, and shortened in its own unit", () => {
  expect([words(1234.5, ",.2f", "de")[0], words(0.5, ".0%", "fr")[0], words(2_345_678, "$,.2f")[1]]).toEqual(["1.234,50", "50 %", "$2.3M"]);
});

test("digits that a double cannot hold are kept", () => {
  expect(words("123456789012345678", ",d")[0]).toBe("123,456,789,012,345,678");
});

test("a unit stands behind the digits, in every language, and words around all of it", () => {
  const written = (format: string, locale: string) => words(-1_234_567, format, locale)[0];
  expect([written("$EUR,.1f;M", "en"), written("$EUR,.1f;M", "de"), written("($,.0f;K;~;/y", "en"), written(".1f;B", "fr")]).toEqual(["-€1.2M", "-1,2M €", "~($1,235K)/y", "-0,0B"]);
  expect(words("123456789012345678901", ",.3f;T")[0]).toBe("123,456,789.012T");
});
