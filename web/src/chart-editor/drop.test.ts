import { expect, test } from "vitest";
import type { FieldRef } from "@/api/contracts";
import { CANVAS_ID, PAGE_ID } from "./canvas-id";
import { dropId } from "./drag";
import { dropped } from "./drop";
import { fieldWords } from "./field-words";
import { pictureTitle } from "./picture-title";
import { NO_QUESTION, placeField } from "./state";
import { aModel } from "./testing";

const model = aModel();
const region: FieldRef = { role: "dimension", member: "region" };
const amount: FieldRef = { role: "measure", member: "amount", aggregation: "sum" };
const carrying = (ref: FieldRef) => ({ ref, words: "", from: null });

test("a field dropped on a well stands there, on the picture it finds its own place", () => {
  expect(dropped(NO_QUESTION, carrying(region), dropId("color"), model)).toEqual(placeField(NO_QUESTION, region, "color"));
  expect(dropped(NO_QUESTION, carrying(amount), CANVAS_ID, model)).toEqual(placeField(NO_QUESTION, amount, "y"));
  expect(dropped(NO_QUESTION, carrying(amount), PAGE_ID, model)).toEqual(placeField(NO_QUESTION, amount, "y"));
});

test("a pill dropped on another well moves, and dropped nowhere stays", () => {
  const start = placeField(NO_QUESTION, region, "x");
  const pill = { ref: region, words: "", from: { well: "x", index: 0 } as const };
  expect(dropped(start, pill, dropId("facet"), model)).toEqual(placeField(NO_QUESTION, region, "facet"));
  expect(dropped(start, pill, "elsewhere", model)).toBe(start);
});

test("a measure dropped on the filters filters by its column; the rows themselves cannot", () => {
  expect(dropped(NO_QUESTION, carrying(amount), dropId("filter"), model).filters).toEqual([{ member: "amount", filter: null }]);
  expect(dropped(NO_QUESTION, carrying({ ...amount, member: "*" }), dropId("filter"), model)).toBe(NO_QUESTION);
});

test("fields are called as the server's pictures call them", () => {
  const refs: FieldRef[] = [
    amount, { ...amount, aggregation: "quantile", quantile: 0.9 }, { ...amount, aggregation: "quantile", quantile: 0.01 }, { role: "measure", member: "*", aggregation: "count" },
    { role: "measure", member: "region", aggregation: "count_distinct" }, { role: "dimension", member: "date", grain: "day_of_week" }, region, { ...region, label: "Where" },
  ];
  expect(refs.map((ref) => fieldWords(ref, model))).toEqual([
    "Sum of amount", "90th percentile of amount", "1st percentile of amount", "Number of rows", "Distinct values of region", "Date (weekday)", "Region", "Where",
  ]);
});

test("a picture's title says what is seen", () => {
  const byRegion = placeField(placeField(NO_QUESTION, amount, "y"), region, "x");
  const points = placeField(placeField(NO_QUESTION, { role: "dimension", member: "amount" }, "y"), { role: "dimension", member: "year" }, "x");
  expect([byRegion, placeField(NO_QUESTION, region, "x"), points, NO_QUESTION].map((question) => pictureTitle(question, model)))
    .toEqual(["Sum of amount by region", "Rows by region", "Amount by year", "Sales"]);
});
