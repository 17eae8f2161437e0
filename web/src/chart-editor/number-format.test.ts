import { expect, test } from "vitest";
import { readFormat, USUAL_FORMATS, written, type NumberFormat, type Sign } from "./number-format";

const SIGNS: readonly Sign[] = ["minus", "brackets", "plus"];

test("whatever can be chosen is read again as it was chosen", () => {
  const all = Object.values(USUAL_FORMATS).flatMap((usual) => SIGNS.flatMap((sign) => [1, 3, 6].map((digits): NumberFormat => ({ ...usual, sign, digits }))));
  const francs: NumberFormat = { ...USUAL_FORMATS.currency, currency: "CHF", isGrouped: false, digits: 0 };
  const around: NumberFormat[] = [
    { ...francs, unit: "M", before: "~ ", after: " p.a." }, { ...USUAL_FORMATS.number, unit: "K" }, { ...USUAL_FORMATS.percent, after: " of all" }, { ...USUAL_FORMATS.short, before: "≈" },
  ];
  const everything = [...all, francs, ...around];
  expect(everything.map((format) => readFormat(written(format)))).toEqual(everything);
});

test("formats are written as pictures and models keep them", () => {
  const { number, currency, percent, short, scientific } = USUAL_FORMATS;
  expect([number, { ...currency, currency: "EUR" }, currency, percent, short, scientific, { ...number, sign: "brackets", digits: 1 } as const].map(written))
    .toEqual([",.0f", "$EUR,.2f", "$,.2f", ".1%", ".3~s", ".2e", "(,.1f"]);
});

test("a format that was written in another way is left alone", () => {
  expect(["d", ".2~f", "x", "$,", "$EUR.2s", "05d"].map(readFormat)).toEqual([null, null, null, null, null, null]);
});

test("words around a number lose what the server would refuse", () => {
  const format: NumberFormat = { ...USUAL_FORMATS.number, before: "a;b'\"<c>", after: "\u202e much too many letters" };
  expect(written(format)).toBe(",.0f;;abc; much too ma");
});
