import { expect, test } from "vitest";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { categoriesOf, measuresOf, moved } from "./order";

const drawing = aDrawing({ bindings: [{ channel: "x", column: "region" }, { channel: "y", column: "sum_amount" }] });
const answer = anAnswer([
  [aColumn({ name: "region", label: "Region", type: "text", role: "dimension", member: "region", aggregation: null }), ["North", "South", null, "North", "East"]],
  [aColumn({ name: "sum_amount", label: "Sum of amount", type: "float", role: "measure", member: "amount", aggregation: "sum" }), [1, 2, 3, 4, 5]],
  [aColumn({ name: "margin", label: "Margin", type: "float", role: "measure", member: "margin", aggregation: null }), [1, 2, 3, 4, 5]],
]);

test("categories stand as they were put, the others behind them as they came, and none that is not there", () => {
  expect(categoriesOf(drawing, answer, ["East", "Gone", "South"]).values).toEqual(["East", "South", "North", null]);
  expect(categoriesOf(drawing, answer, []).values).toEqual(["North", "South", null, "East"]);
  expect(categoriesOf(aDrawing({ bindings: [] }), answer, [])).toEqual({ column: null, values: [] });
});

test("every measure of the picture can decide, also one of the model", () => {
  expect(measuresOf(answer)).toEqual([
    { label: "Sum of amount", ref: { role: "measure", member: "amount", aggregation: "sum" } },
    { label: "Margin", ref: { role: "measure", member: "margin" } },
  ]);
});

test("a category is moved to any place", () => {
  const items = ["a", "b", "c", "d"];
  expect([moved(items, 2, 0), moved(items, 0, 1), moved(items, 1, 3), moved(items, 3, 2)].map((list) => list.join(""))).toEqual(["cabd", "bacd", "acdb", "abdc"]);
});
