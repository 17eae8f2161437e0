import { expect, test } from "vitest";
import type { FieldRef, Filter } from "@/api/contracts";
import { filterMember } from "@/query/filter-words";
import { chartInUrl, exploreSearch, questionFromUrl, questionOf, specOf } from "./spec";
import {
  addFilter, beginHistory, changeField, chooseMark, clearWells, keepOnly, leaveOut, moveField, NO_QUESTION, placeField, record, redo, removeField,
  removeFilter, setFilter, swapAxes, undo, type Question,
} from "./state";
import { bestWell, EMPTY_WELLS, fieldsIn, fittedTo, listedDimensions, WELLS, type Well } from "./wells";
import { aModel } from "./testing";

const region: FieldRef = { role: "dimension", member: "region" };
const month: FieldRef = { role: "dimension", member: "date", grain: "month" };
const sales: FieldRef = { role: "measure", member: "amount", aggregation: "sum" };
const count: FieldRef = { role: "measure", member: "*", aggregation: "count" };
const east: Filter = { kind: "in", member: "region", values: ["East"] };

const asking = (wells: Partial<Question["wells"]>, more: Partial<Question> = {}): Question => ({ ...NO_QUESTION, ...more, wells: { ...EMPTY_WELLS, ...wells } });

test("a field stands where it was put, and a well for one gives up the field it had", () => {
  const first = placeField(NO_QUESTION, region, "x");
  expect([first, placeField(first, month, "x")]).toEqual([asking({ x: [region] }), asking({ x: [month] })]);
});

test("the same field never stands twice in one well", () => {
  const once = placeField(NO_QUESTION, sales, "y");
  expect(placeField(once, { ...sales }, "y")).toBe(once);
});

test("a well for many keeps what it has", () => {
  expect(placeField(asking({ y: [sales] }), count, "y")).toEqual(asking({ y: [sales, count] }));
});

test("moving into a taken place swaps the two fields", () => {
  expect(moveField(asking({ x: [month], color: [region] }), { well: "color", index: 0 }, "x")).toEqual(asking({ x: [region], color: [month] }));
});

test("moving out of a list takes the right one", () => {
  expect(moveField(asking({ y: [sales, count] }), { well: "y", index: 1 }, "tooltip")).toEqual(asking({ y: [sales], tooltip: [count] }));
});

test("no move ever loses a field or makes a new one while there is room", () => {
  const start = asking({ x: [month], y: [sales, count], color: [region] });
  for (const from of WELLS) {
    for (const to of WELLS) {
      for (let index = 0; index < start.wells[from].length; index++) {
        const moved = moveField(start, { well: from, index }, to);
        expect(fieldsIn(moved.wells).map((ref) => ref.member).sort()).toEqual(["*", "amount", "date", "region"]);
      }
    }
  }
});

test("removing, changing and swapping touch nothing else", () => {
  const start = asking({ x: [month], y: [sales, count] }, { mark: "line" });
  expect(removeField(start, { well: "y", index: 0 })).toEqual(asking({ x: [month], y: [count] }, { mark: "line" }));
  expect(changeField(start, { well: "x", index: 0 }, { ...month, grain: "year" })).toEqual(asking({ x: [{ ...month, grain: "year" }], y: [sales, count] }, { mark: "line" }));
  expect(swapAxes(start)).toEqual(asking({ x: [sales], y: [month, count] }, { mark: "line" }));
});

test("a filter is added without a condition, gets one, and goes", () => {
  const added = addFilter(NO_QUESTION, "region");
  const filtered = setFilter(added, "region", east);
  expect([added.filters, filtered.filters, addFilter(filtered, "region"), removeFilter(filtered, "region").filters])
    .toEqual([[{ member: "region", filter: null }], [{ member: "region", filter: east }], filtered, []]);
});

test("keeping only the picked marks replaces the conditions of their fields alone", () => {
  const other: Filter = { kind: "range", member: "amount", min: 5 };
  const west: Filter = { kind: "in", member: "region", values: ["West"] };
  const start = asking({}, { filters: [{ member: "region", filter: east }, { member: "amount", filter: other }] });
  expect(keepOnly(start, [west], filterMember).filters).toEqual([{ member: "amount", filter: other }, { member: "region", filter: west }]);
});

test("clearing keeps the filters", () => {
  const start = asking({ x: [month] }, { mark: "bar", filters: [{ member: "region", filter: east }] });
  expect(clearWells(start)).toEqual(asking({}, { filters: start.filters }));
});

test("undo and redo walk through every step, and a new step forgets the ones ahead", () => {
  const steps = [placeField(NO_QUESTION, region, "x")];
  steps.push(placeField(steps[0] ?? NO_QUESTION, sales, "y"));
  const done = steps.reduce(record, beginHistory(NO_QUESTION));
  const back = undo(undo(undo(done)));
  expect([back.present, redo(back).present, redo(redo(redo(back))).present]).toEqual([NO_QUESTION, steps[0], steps[1]]);
  expect(record(undo(done), chooseMark(NO_QUESTION, "pie")).future).toEqual([]);
});

test("a step that changes nothing is not recorded", () => {
  const history = beginHistory(NO_QUESTION);
  expect(record(history, history.present)).toBe(history);
});

test("a question survives its way through an address and through a saved chart", () => {
  const question = asking(
    { x: [month], y: [sales, count], tooltip: [region] },
    { mark: "line", filters: [{ member: "region", filter: east }], options: { stacking: "percent" } },
  );
  const address: unknown = JSON.parse(JSON.stringify(chartInUrl(question)));
  expect([questionFromUrl(address), questionOf(specOf("d1", question, "UTC"))]).toEqual([question, question]);
});

test("an empty question leaves the address empty, and defaults stay out of it", () => {
  expect(chartInUrl(NO_QUESTION)).toBeUndefined();
  expect(chartInUrl(asking({ x: [{ ...region, grain: null, label: null }] }))).toEqual({ wells: { x: [{ role: "dimension", member: "region" }] } });
});

test("nonsense in an address is left out", () => {
  const nonsense = { mark: "hologram", wells: { x: [{ role: "king", member: 4 }, region], y: "amount", z: [sales] }, filters: [{ kind: "in" }, { kind: "any", filters: [] }, east], options: [] };
  expect(questionFromUrl(nonsense)).toEqual(asking({ x: [region] }, { filters: [{ member: "region", filter: east }] }));
  expect([questionFromUrl("x"), exploreSearch({ dataset: 4, chart: "x" })]).toEqual([NO_QUESTION, {}]);
});

const model = aModel();

test("a double click puts measures on y and dimensions where they help most", () => {
  const walk = (refs: readonly FieldRef[]): Well[] => {
    let wells = EMPTY_WELLS;
    return refs.map((ref) => {
      const well = bestWell(wells, ref);
      wells = { ...wells, [well]: [...wells[well], ref] };
      return well;
    });
  };
  expect(walk([sales, month, region, { ...region, member: "city" }, { ...region, member: "shop" }, count])).toEqual(["y", "x", "color", "facet", "tooltip", "y"]);
});

test("a measure becomes a dimension where only those can stand, except the rows themselves", () => {
  expect([fittedTo("facet", sales, model), fittedTo("filter", sales, model), fittedTo("filter", count, model), fittedTo("size", region, model), fittedTo("x", sales, model)]).toEqual([
    { role: "dimension", member: "amount" }, { role: "dimension", member: "amount" }, null, { role: "measure", member: "region", aggregation: "count_distinct" }, sales,
  ]);
});

test("numbers with few values are offered as dimensions too, hidden fields never", () => {
  expect(listedDimensions(model).map(({ name }) => name)).toEqual(["date", "region", "year"]);
});

test("what was pointed at is left out in one filter of its field, or not at all", () => {
  const named = (...values: string[]): Filter => ({ kind: "in", member: "region", values, exclude: false, grain: null });
  const without = (...values: string[]): Filter => ({ kind: "in", member: "region", values, exclude: true, grain: null });
  const asked = (kept: Filter | null, ...left: Filter[]) => leaveOut({ ...NO_QUESTION, filters: kept === null ? [] : [{ member: "region", filter: kept }] }, left, filterMember)?.filters.map(({ filter }) => filter) ?? null;
  expect(asked(null, named("West"))).toEqual([without("West")]);
  expect(asked(named("West", "East", "North"), named("West"))).toEqual([named("East", "North")]);
  expect(asked(without("East"), named("West", "East"))).toEqual([without("East", "West")]);
  expect(asked({ kind: "text", member: "region", operator: "contains", value: "e" }, named("West"))).toBeNull();
  expect(asked(null, named("West"), { kind: "in", member: "city", values: ["Bonn"], exclude: false, grain: null })).toBeNull();
  expect(asked(null)).toBeNull();
});
