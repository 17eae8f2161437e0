import { expect, test } from "vitest";
import type { FilterValue } from "@/api/contracts";
import { filtersFrom, isLit, NOTHING_PICKED, pickColumns, pickedFrom, togglePoint, type Picked, type Point } from "./selection";
import { aColumn } from "./testing";

const region = aColumn({ name: "region" });
const month = aColumn({ name: "date_month", member: "date", type: "date", grain: "month" });
const price = aColumn({ name: "price_bin", member: "price", type: "float", bin_width: 0.1 });
const hour = aColumn({ name: "at_bin", member: "at", type: "datetime", bin_width: 3600 });
const total = aColumn({ name: "sum_amount", member: "amount", type: "decimal", role: "measure", aggregation: "sum" });
const columns = [region, month, price, hour];

const valuesOf: Record<string, readonly FilterValue[]> = {
  region: ["East", "West", "", null],
  date_month: ["2024-01-01", "2024-02-01", null],
  price_bin: [0, 0.1, 0.2, null],
  at_bin: ["2024-03-31T01:00:00", "2024-03-31T02:00:00", null],
};

// Small and repeatable: the same walks in every run.
const dice = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return seed / 4_294_967_296;
};
const anyOf = <Value>(values: readonly Value[], roll: () => number): Value => values[Math.floor(roll() * values.length)] as Value;
const aPoint = (roll: () => number): Point => Object.fromEntries(Object.entries(valuesOf).map(([name, values]) => [name, anyOf(values, roll)]));

const walk = (seed: number, steps: number, visit: (before: Picked, point: Point, isAdding: boolean, after: Picked) => void) => {
  const roll = dice(seed);
  let picked: Picked = NOTHING_PICKED;
  for (let step = 0; step < steps; step++) {
    const point = aPoint(roll);
    const isAdding = roll() < 0.6;
    const after = togglePoint(picked, point, isAdding);
    visit(picked, point, isAdding, after);
    picked = after;
  }
};

test("only bound dimensions are chosen by a click", () => {
  const bindings = [{ channel: "x", column: "date_month" }, { channel: "y", column: "sum_amount" }];
  expect(pickColumns(bindings, [...columns, total])).toEqual([month]);
});

test("a click chooses, and the same click lets go", () => {
  const point = { region: "East" };
  const chosen = togglePoint(NOTHING_PICKED, point, false);
  expect([chosen, togglePoint(chosen, point, false)]).toEqual([{ region: ["East"] }, {}]);
});

test("a click elsewhere chooses that one alone", () => {
  const both = togglePoint({ region: ["East"] }, { region: "West" }, true);
  expect([both, togglePoint(both, { region: "East" }, false)]).toEqual([{ region: ["East", "West"] }, { region: ["East"] }]);
});

test("a click beside the marks lets go of everything", () => {
  expect(togglePoint({ region: ["East"] }, {}, true)).toEqual({});
});

test("on any walk of clicks: unlit marks light up, lit ones go dark with shift, and a plain click leaves one or none", () => {
  for (let seed = 1; seed <= 40; seed++) {
    walk(seed, 30, (before, point, isAdding, after) => {
      if (isAdding) expect(isLit(after, point)).toBe(!isLit(before, point));
      else expect(Object.values(after).every((values) => values.length === 1)).toBe(true);
    });
  }
});

test("adding a mark in one column and taking it away again changes nothing", () => {
  for (const value of valuesOf["region"] ?? []) {
    const before: Picked = { region: ["North", "South"] };
    expect(togglePoint(togglePoint(before, { region: value }, true), { region: value }, true)).toEqual(before);
  }
});

test("filters and what they light are two forms of one thing", () => {
  for (let seed = 1; seed <= 40; seed++) {
    walk(seed, 30, (_, __, ___, after) => { expect(pickedFrom(filtersFrom(after, columns), columns)).toEqual(after); });
  }
});

test("each kind of column becomes its kind of filter", () => {
  const picked = { region: ["East", null], date_month: ["2024-02-01"], price_bin: [0.2], at_bin: ["2024-03-31T01:00:00", null] };
  expect(filtersFrom(picked, columns)).toEqual([
    { kind: "in", member: "region", values: ["East", null], exclude: false, grain: null },
    { kind: "in", member: "date", values: ["2024-02-01"], exclude: false, grain: "month" },
    { kind: "range", member: "price", min: 0.2, max: 0.3, include_max: false },
    { kind: "any", filters: [{ kind: "time_range", member: "at", start: "2024-03-31T01:00:00", end: "2024-03-31T02:00:00" }, { kind: "null", member: "at", is_null: true }] },
  ]);
});

test("bins of dates end on a date", () => {
  const week = aColumn({ name: "w", member: "day", type: "date", bin_width: 604_800 });
  expect(filtersFrom({ w: ["2024-02-26"] }, [week])).toEqual([{ kind: "time_range", member: "day", start: "2024-02-26", end: "2024-03-04" }]);
});

test("filters that belong to another grain or member light nothing", () => {
  const foreign = filtersFrom({ date_day: ["2024-02-01"] }, [aColumn({ name: "date_day", member: "date", type: "date", grain: "day" })]);
  expect(pickedFrom([...foreign, { kind: "in", member: "region", values: ["East"], exclude: true, grain: null }], columns)).toEqual({});
});
