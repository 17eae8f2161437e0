import { expect, test } from "vitest";
import type { ChartTile, PageFilter, SemanticModel } from "@/api/contracts";
import { controlChoices, hierarchyFilter, measuresToRankBy } from "./control-choices";
import { choiceWords } from "./page-controls";

const dimension = (name: string, more: object = {}) => ({ name, label: name, kind: "categorical", type: "text", is_hidden: false, default_grain: null, ...more });
const measure = (name: string, more: object = {}) => ({ name, label: name, type: "decimal", is_hidden: false, default_aggregation: "sum", formula: null, ...more });
const model = {
  dataset_id: "d",
  dimensions: [dimension("region"), dimension("town"), dimension("secret", { is_hidden: true }), dimension("day", { kind: "time", type: "date", default_grain: "month" })],
  measures: [measure("*", { label: "Rows", default_aggregation: "count" }), measure("amount", { label: "Amount" }), measure("margin", { label: "Margin", default_aggregation: null, formula: "1" }), measure("cost", { is_hidden: true })],
  hierarchies: [
    { name: "Place", levels: [{ member: "region", grain: null }, { member: "town", grain: null }, { member: "secret", grain: null }] },
    { name: "When", levels: [{ member: "day", grain: "year" }, { member: "day", grain: null }] },
    { name: "Hidden", levels: [{ member: "secret", grain: null }, { member: "town", grain: null }] },
  ],
} as unknown as SemanticModel;
const [place, when, hidden] = model.hierarchies as [SemanticModel["hierarchies"][number], SemanticModel["hierarchies"][number], SemanticModel["hierarchies"][number]];
const chart = (...y: object[]) => ({ kind: "chart", id: "c", chart: { dataset_id: "d", encodings: { y } } }) as unknown as ChartTile;
const region: PageFilter = { id: "f", dataset_id: "d", member: "region", control: "list" };

test("a filter along a hierarchy has its levels as far as they may be seen, moments with their grain", () => {
  expect(hierarchyFilter(model, place)).toMatchObject({ label: "Place", member: "region", control: "hierarchy", default: null, levels: [{ member: "region", grain: null }, { member: "town", grain: null }] });
  expect(hierarchyFilter(model, when)).toMatchObject({ member: "day", levels: [{ member: "day", grain: "year" }, { member: "day", grain: "month" }] });
  expect(hierarchyFilter(model, hidden)).toBeNull();
});

test("a field can be set by the hierarchies that begin with it, and by the measures of the page's pictures", () => {
  const { value, choices } = controlChoices(region, model, [chart({ role: "measure", member: "amount", aggregation: "avg" })]);
  expect([value, choices.map(({ label }) => label)]).toEqual(["list", ["Several values", "One value", "Text", "The best by a measure", "Hierarchy “Place”"]]);
  expect(choices[3]?.changes).toMatchObject({ control: "top", default: null, levels: [], ranking: { max_count: 50, measures: [{ measure: { member: "amount", aggregation: "avg", label: "Average amount" } }] } });
  const along = { ...region, ...choices[4]?.changes };
  expect(controlChoices(along, model, []).value).toBe("hierarchy:Place");
  expect(controlChoices({ ...along, levels: [] }, undefined, []).choices.map(({ value: one }) => one)).toEqual(["hierarchy"]);
});

test("what the pictures measure stands before the rest of the model, each measure once, hidden ones nowhere", () => {
  const { used, all } = measuresToRankBy(model, [chart({ role: "measure", member: "margin" }, { role: "measure", member: "*", aggregation: "count" })]);
  const words = (measures: typeof all) => measures.map(({ measure: { label } }) => label);
  expect([words(used), words(all)]).toEqual([["Margin", "Number of rows"], ["Margin", "Number of rows", "Sum of amount"]]);
});

test("what was chosen is said in a few words", () => {
  const ranking = { measures: [{ id: "a", measure: { role: "measure" as const, member: "amount", label: "Takings" } }] };
  expect([
    choiceWords({ kind: "top", member: "town", count: 5, by: "a" }, { ranking }),
    choiceWords({ kind: "top", member: "town", count: 1, by: "gone", descending: false }, { ranking }),
    choiceWords({ kind: "path", levels: [{ member: "region" }, { member: "day", grain: "month" }], paths: [["North"], [null, "2024-03-01"], ["a"], ["b"]] }, {}),
  ]).toEqual(["top 5 by Takings", "bottom 1", "North, no value › Mar 2024, 2 more"]);
});
