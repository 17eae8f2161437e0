import { expect, test } from "vitest";
import { bestMatches } from "./match";

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
