import { expect, test } from "vitest";
import type { Dimension, FieldRef, RelatedTable } from "@/api/contracts";
import { drilled, drillOfSelection, levelsBeside } from "./hierarchies";
import { fieldGroups } from "./listed-fields";
import { NO_QUESTION, type Question } from "./state";
import { aModel } from "./testing";
import { dimensionRef } from "./wells";

const plain = aModel();
const [date, region] = plain.dimensions as [Dimension, Dimension];
const place = (name: string, label: string, facts: Partial<Dimension> = {}): Dimension => ({ ...region, name, label, ...facts });
const country = place("customers.country", "Country", { synonyms: ["nation"] });
const customers: RelatedTable = {
  address: "customers", label: "Customers", dataset_id: "0192f000-0000-7000-8000-000000000009", is_many: false,
  dimensions: [country, place("customers.town", "Town")],
  hierarchies: [{ name: "Home", levels: [{ member: "customers.country", grain: null }, { member: "customers.town", grain: null }] }],
};
const model = aModel({
  dimensions: [{ ...date, grains: ["day", "week", "month", "quarter", "year"] }, region, place("shop", "Shop"), place("till", "Till", { is_hidden: true }), place("clerk", "Clerk")],
  related: [customers],
  hierarchies: [
    { name: "Place", levels: [{ member: "region", grain: null }, { member: "shop", grain: null }, { member: "till", grain: null }] },
    { name: "When", levels: [{ member: "date", grain: "year" }, { member: "date", grain: null }] },
    { name: "Gone", levels: [{ member: "till", grain: null }, { member: "clerk", grain: null }] },
  ],
});
const asking = (x: FieldRef, more: Partial<Question["wells"]> = {}): Question => ({ ...NO_QUESTION, wells: { ...NO_QUESTION.wells, x: [x], ...more } });
const ways = (x: FieldRef, more: Partial<Question["wells"]> = {}) => {
  const { down, up } = levelsBeside(model, asking(x, more).wells, x);
  return { down: down.map(({ label }) => label), up: up.map(({ label }) => label) };
};
const listed = (search: string) => fieldGroups(model, search).flatMap(({ title, hierarchies }) =>
  hierarchies.map(({ name, first, levels }) => [title, name, first.member, ...levels.map(({ label }) => label)]));

test("hierarchies stand with the fields of their table, without hidden levels, and not where one level is left", () => {
  expect(listed("")).toEqual([
    ["Dimensions", "Place", "region", "Region", "Shop"],
    ["Dimensions", "When", "date", "Year", "Month"],
    ["Customers", "Home", "customers.country", "Country", "Town"],
  ]);
});

test("a search finds a hierarchy by its name, and its levels by labels and synonyms; it still begins with its first level", () => {
  expect([listed("home"), listed("NATION"), listed("shop"), listed("till")]).toEqual([
    [["Customers", "Home", "customers.country", "Country", "Town"]],
    [["Customers", "Home", "customers.country", "Country"]],
    [["Dimensions", "Place", "region", "Shop"]],
    [],
  ]);
});

test("a field leads to the level below and above it, never to a hidden one or one that the picture shows", () => {
  const shop = dimensionRef("shop");
  expect(ways(dimensionRef("region"))).toEqual({ down: ["Shop"], up: [] });
  expect(ways(shop)).toEqual({ down: [], up: ["Region"] });
  expect(ways(shop, { color: [dimensionRef("region")] })).toEqual({ down: [], up: [] });
  expect(ways({ role: "measure", member: "shop", aggregation: "count_distinct" })).toEqual({ down: [], up: [] });
});

test("the hierarchy of a moment goes before the calendar, which leads on where none is defined", () => {
  expect(ways({ ...dimensionRef("date"), grain: "year" })).toEqual({ down: ["Month"], up: [] });
  expect(ways(dimensionRef("date"))).toEqual({ down: ["Day"], up: ["Year"] });
  expect(ways({ ...dimensionRef("date"), grain: "week" })).toEqual({ down: ["Day"], up: ["Month"] });
  expect(ways({ ...dimensionRef("date"), grain: "day_of_week" })).toEqual({ down: [], up: [] });
});

test("drilling takes the field wherever it stands, leaves its neighbours, and forgets what its axis was called", () => {
  const byRegion = dimensionRef("region");
  const before: Question = { ...asking(byRegion, { color: [byRegion], tooltip: [dimensionRef("clerk")] }), options: { x_title: "Where", y_title: "How much" } };
  const after = drilled(before, model, byRegion, { member: "shop", grain: null, label: "Shop" });
  expect(after).toEqual({
    ...before,
    wells: { ...before.wells, x: [dimensionRef("shop")], color: [dimensionRef("shop")] },
    options: { x_title: null, y_title: "How much" },
  });
});

test("what was pointed at leads down where its field has a level below", () => {
  const { wells } = asking(dimensionRef("clerk"), { color: [dimensionRef("region")] });
  expect(drillOfSelection(model, wells, ["clerk", "region"])).toEqual({ ref: dimensionRef("region"), to: { member: "shop", grain: null, label: "Shop" } });
  expect(drillOfSelection(model, wells, ["clerk"])).toBeNull();
});
