import { expect, test } from "vitest";
import type { Dimension, Measure, RelatedTable } from "@/api/contracts";
import { fieldWords, memberLabel } from "./field-words";
import { fieldGroups } from "./listed-fields";
import { pictureTitle } from "./picture-title";
import { NO_QUESTION } from "./state";
import { aModel } from "./testing";
import { dimensionNamed, fittedTo, inOtherRole, measureRef } from "./wells";

const plain = aModel();
const country: Dimension = { ...(plain.dimensions[1] as Dimension), name: "customers.country", label: "Country", synonyms: ["nation"] };
const hidden: Dimension = { ...country, name: "customers.id", label: "Id", is_hidden: true };
const customers: RelatedTable = { address: "customers", label: "Customers", dataset_id: "0192f000-0000-7000-8000-000000000009", is_many: false, dimensions: [country, hidden], hierarchies: [] };
const margin: Measure = { ...(plain.measures[1] as Measure), name: "margin", label: "Profit margin", default_aggregation: null, aggregations: [], formula: "SUM(profit) / SUM(amount)", synonyms: ["markup"] };
const model = aModel({ related: [customers], measures: [...plain.measures, margin] });

const names = (search: string) => fieldGroups(model, search).map(({ title, fields }) => [title, ...fields.map(({ label }) => label)]);

test("fields of related tables stand under their tables, hidden ones nowhere", () => {
  expect(names("")).toEqual([
    ["Dimensions", "Date", "Region", "Year"],
    ["Measures", "Rows", "Amount", "Year", "Profit margin"],
    ["Customers", "Country"],
  ]);
});

test("a search finds labels, synonyms, addresses and the table beside the label", () => {
  expect([names("nation"), names("CUSTOMERS.c"), names("customers country"), names("markup"), names("nothing like it")]).toEqual([
    [["Customers", "Country"]], [["Customers", "Country"]], [["Customers", "Country"]], [["Measures", "Profit margin"]], [],
  ]);
});

test("a measure with a formula has no aggregation, is called by its label and stands where numbers stand", () => {
  const ref = measureRef(margin);
  expect(ref).toEqual({ role: "measure", member: "margin", aggregation: null });
  expect([fieldWords(ref, model), fittedTo("y", ref, model), fittedTo("size", ref, model)]).toEqual(["Profit margin", ref, ref]);
  expect([fittedTo("facet", ref, model), fittedTo("filter", ref, model), inOtherRole(ref, model)]).toEqual([null, null, null]);
});

test("a measure that is called like a column stays apart from it", () => {
  const revenue: Measure = { ...margin, name: "amount", label: "Revenue" };
  const both = aModel({ measures: [...plain.measures, revenue] });
  expect([memberLabel(both, { role: "measure", member: "amount" }), memberLabel(both, { role: "measure", member: "amount", aggregation: "sum" })]).toEqual(["Revenue", "Amount"]);
});

test("a field of a related table groups, filters and can be counted", () => {
  const ref = { role: "dimension", member: "customers.country" } as const;
  expect([dimensionNamed(model, "customers.country"), fittedTo("filter", ref, model), inOtherRole(ref, model)]).toEqual([
    country, ref, { role: "measure", member: "customers.country", aggregation: "count_distinct" },
  ]);
  expect(pictureTitle({ ...NO_QUESTION, wells: { ...NO_QUESTION.wells, x: [ref], y: [measureRef(margin)] } }, model)).toBe("Profit margin by country");
});
