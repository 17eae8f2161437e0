import { expect, test } from "vitest";
import type { TimeGrain } from "@/api/contracts";
import { brushBetween, brushFilter, brushIn, movedBrush, stepsOf, type Steps } from "./brush";
import { aColumn } from "./testing";

const at = (iso: string) => Date.parse(`${iso}Z`);
const iso = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 16);
const price = aColumn({ name: "price_bin", member: "price", type: "float", bin_width: 0.1 });
const day = (grain: TimeGrain | null) => aColumn({ name: "d", member: "day", type: "date", grain });

const steps = (column: Parameters<typeof stepsOf>[0]): Steps => {
  const found = stepsOf(column);
  if (found === null) throw new Error("no steps");
  return found;
};

test("a brush covers the whole steps that it touches, in whichever direction it was drawn", () => {
  expect([brushBetween(steps(price), 0.34, 0.12), brushBetween(steps(price), -0.05, 0.3), brushBetween(steps(price), 0.3, 0.3)]).toEqual([
    { from: 0.1, to: 0.4 }, { from: -0.1, to: 0.4 }, { from: 0.3, to: 0.4 },
  ]);
});

test.each<[TimeGrain, string, string]>([
  ["hour", "2024-02-29T13:00", "2024-02-29T14:00"],
  ["day", "2024-02-29T00:00", "2024-03-01T00:00"],
  ["week", "2024-02-26T00:00", "2024-03-04T00:00"],
  ["month", "2024-02-01T00:00", "2024-03-01T00:00"],
  ["quarter", "2024-01-01T00:00", "2024-04-01T00:00"],
  ["year", "2024-01-01T00:00", "2025-01-01T00:00"],
])("a %s is one of the calendar", (grain, from, to) => {
  const found = brushBetween(steps({ ...day(grain), type: "datetime" }), at("2024-02-29T13:45"), at("2024-02-29T13:45"));
  expect([iso(found.from), iso(found.to)]).toEqual([from, to]);
});

test("months before 1970 and in the first century are months as well", () => {
  expect([iso(steps(day("month")).floor(at("1969-12-31T23:00"))), iso(steps(day("year")).next(at("0099-01-01T00:00")))]).toEqual(["1969-12-01T00:00", "0100-01-01T00:00"]);
});

test("stretches of time begin on Mondays, as the server cuts them", () => {
  const fortnights = aColumn({ name: "d", member: "day", type: "date", bin_width: 1_209_600 });
  expect(iso(steps(fortnights).floor(at("2000-01-16T00:00")))).toBe("2000-01-03T00:00");
  expect(iso(steps(fortnights).floor(at("1999-12-31T00:00")))).toBe("1999-12-20T00:00");
});

test("what repeats, and what has no steps, cannot be brushed", () => {
  expect([stepsOf(day("month_of_year")), stepsOf(aColumn({ name: "t", type: "datetime" })), stepsOf(aColumn({ name: "word" }))]).toEqual([null, null, null]);
});

test("a brush that is moved keeps as many steps as it had", () => {
  const months = steps(day("month"));
  const moved = movedBrush(months, { from: at("2024-01-01T00:00"), to: at("2024-03-01T00:00") }, 40 * 86_400_000);
  expect([iso(moved.from), iso(moved.to)]).toEqual(["2024-02-01T00:00", "2024-04-01T00:00"]);
  expect(movedBrush(steps(price), { from: 0.1, to: 0.4 }, 0.25)).toEqual({ from: 0.3, to: 0.6 });
});

test("a brush becomes a filter, and such a filter is that brush again", () => {
  const month = day("month");
  const columns = [
    [price, { from: 0.1, to: 0.4 }, { kind: "range", member: "price", min: 0.1, max: 0.4, include_max: false }],
    [month, { from: at("2024-01-01T00:00"), to: at("2024-03-01T00:00") }, { kind: "time_range", member: "day", start: "2024-01-01", end: "2024-03-01" }],
    [{ ...month, type: "datetime" as const, grain: "hour" as const }, { from: at("2024-01-01T05:00"), to: at("2024-01-01T07:00") },
      { kind: "time_range", member: "day", start: "2024-01-01T05:00:00", end: "2024-01-01T07:00:00" }],
  ] as const;
  for (const [column, brush, filter] of columns) {
    expect(brushFilter(column, brush)).toEqual(filter);
    expect(brushIn([brushFilter(column, brush)], column, steps(column))).toEqual(brush);
  }
});

test("a single bin is lit, not brushed; and filters of other kinds are no brush", () => {
  const one = brushFilter(price, { from: 0.1, to: 0.2 });
  const foreign = { kind: "range", member: "weight", min: 0, max: 9, include_max: false } as const;
  const open = { kind: "range", member: "price", min: 0.1, max: null, include_max: false } as const;
  expect([[one], [foreign], [open], [], [brushFilter(price, { from: 0, to: 1 }), foreign]].map((filters) => brushIn(filters, price, steps(price)))).toEqual([null, null, null, null, null]);
});
