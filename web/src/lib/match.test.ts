import { expect, test } from "vitest";
import { bestMatches, hasLettersOf } from "./match";

const names = ["Sales by region", "Regional offices", "Ärzte pro Region", "Weather"];
const found = (typed: string) => bestMatches(typed, names, (name) => name);

test("nothing typed finds everything in its order", () => {
  expect(found(" ")).toEqual(names);
});

test("the start of a name comes before the start of a word, accents and word order do not matter", () => {
  expect(found("regi")).toEqual(["Regional offices", "Sales by region", "Ärzte pro Region"]);
  expect(found("region arzte")).toEqual(["Ärzte pro Region"]);
  expect(found("zebra")).toEqual([]);
});

test("letters in a row, from the starts of words on, are enough for a command", () => {
  expect(["nd", "newd", "ndash", "new dash", "nda"].map((typed) => hasLettersOf(typed, "New dashboard"))).toEqual([true, true, true, true, true]);
  expect(["n", "ew", "nb", "dn", "newx", ""].map((typed) => hasLettersOf(typed, "New dashboard"))).toEqual([false, false, false, false, false, false]);
});
