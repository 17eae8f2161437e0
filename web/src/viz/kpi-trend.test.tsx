import { render, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Trend } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import { answeredState } from "@/query/answer";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { ChartFrame } from "./chart-frame";
import { changeOf, comparedWith, movementOf, periodLabel, sparkLines, stepsBack } from "./kpi-trend";

const day = (text: string) => Date.parse(text.length > 10 ? `${text}Z` : text);
const iso = (start: number) => new Date(start).toISOString().slice(0, 16);

test("periods are counted back by the calendar", () => {
  expect([
    stepsBack(day("2024-03-01"), "month", 1), stepsBack(day("2024-01-01"), "quarter", 1), stepsBack(day("2024-01-01"), "year", 24),
    stepsBack(day("2024-03-01"), "day", 1), stepsBack(day("2024-01-01"), "week", 1), stepsBack(day("2024-03-01T00:00"), "hour", 2),
  ].map(iso)).toEqual(["2024-02-01T00:00", "2023-10-01T00:00", "2000-01-01T00:00", "2024-02-29T00:00", "2023-12-25T00:00", "2024-02-29T22:00"]);
  expect((["month", "quarter", "year", "week", "day"] as const).map((grain) => iso(comparedWith(day("2024-04-01"), grain, "same_period_last_year")))).toEqual([
    "2023-04-01T00:00", "2023-04-01T00:00", "2023-04-01T00:00", "2023-04-03T00:00", "2023-04-01T00:00",
  ]);
  expect(iso(comparedWith(day("2024-02-29"), "day", "same_period_last_year"))).toBe("2023-02-28T00:00");
  expect([periodLabel(day("2024-04-01"), "month"), periodLabel(day("2024-04-01"), "quarter"), periodLabel(day("2024-04-01"), "year")]).toEqual(["Apr 2024", "Q2 2024", "2024"]);
});

test("a change has no percent of zero, and goes up from below zero", () => {
  expect(changeOf(5, 0)).toEqual({ absolute: 5, ratio: null, direction: "up" });
  expect(changeOf(-5, -10)).toEqual({ absolute: 5, ratio: 0.5, direction: "up" });
  expect(changeOf(-15, -10)).toEqual({ absolute: -5, ratio: -0.5, direction: "down" });
  expect(changeOf(3, 3)).toEqual({ absolute: 0, ratio: 0, direction: "same" });
});

test("a line is cut where a value is missing", () => {
  expect(sparkLines([0, 10, null, 5])).toEqual([[[0, 100], [expect.closeTo(33.33, 1), 0]], [[100, 50]]]);
  expect([sparkLines([7, 7]), sparkLines([])]).toEqual([[[[0, 50], [100, 50]]], []]);
});

const month = aColumn({ name: "month", label: "Day (month)", type: "date", grain: "month", member: "day" });
const amount = aColumn({ name: "amount", label: "Sum of amount", type: "float", role: "measure", aggregation: "sum" });
const TREND: Trend = { column: "month", title: "Day", grain: "month", latest: "2024-11-01T00:00:00", comparison: "previous_period", spark_periods: 24 };

const answerOf = (values: readonly (readonly [string | null, number | null])[], trend: Trend = TREND, format: string | null = null): Answer =>
  anAnswer([[month, values.map(([start]) => start)], [amount, values.map(([, value]) => value)]], {
    extra: aDrawing({ mark: "kpi", title: "Sum of amount", trend, bindings: [{ channel: "x", column: "month" }, { channel: "y", column: "amount" }], number_format: format }),
  });

// Made-up answers carry dates as text: here they are read as the moments that they are.
const dated = (answer: Answer): Answer => ({
  ...answer,
  table: { ...answer.table, columns: answer.table.columns.map((column) => (column.meaning.type !== "date" ? column : { ...column, plotAt: (row: number) => { const value = column.valueAt(row); return typeof value === "string" ? day(value) : null; } })) },
});

const moved = (values: readonly (readonly [string | null, number | null])[], trend: Trend = TREND) => {
  const { table } = dated(answerOf(values, trend));
  const measure = table.columns[1];
  return measure && movementOf(table, trend, measure);
};

test("the last full period is shown, later ones and rows without a date are not", () => {
  expect(moved([["2024-12-01", 1], ["2024-11-01", 110], ["2024-10-01", 100], ["2024-08-01", 90], [null, 7]])).toEqual({
    row: 1, period: "Nov 2024", isRunning: false,
    before: { period: "Oct 2024", value: 100 }, change: { absolute: 10, ratio: 0.1, direction: "up" },
    spark: [90, null, 100, 110],
  });
});

test("one period alone, missing values and a running period say what they are", () => {
  expect(moved([["2024-11-01", 5]])).toMatchObject({ before: { period: "Oct 2024", value: null }, change: null, spark: [5] });
  expect(moved([["2024-11-01", null], ["2024-10-01", 5]])).toMatchObject({ row: 0, change: null, spark: [5, null] });
  expect(moved([["2024-12-01", 5]])).toMatchObject({ row: 0, period: "Dec 2024", isRunning: true });
  expect(moved([[null, 5]])).toBeNull();
  expect(moved([["2024-11-01", 5]], { ...TREND, comparison: null, spark_periods: 0 })).toMatchObject({ before: null, change: null, spark: [] });
});

const shown = (answer: Answer) => render(<ChartFrame label="Sum of amount" state={answeredState(dated(answer))} />);

test("a number says its period, its change in words and in signs, and draws the periods before", async () => {
  const { container } = shown(answerOf([["2024-11-01", 110], ["2024-10-01", 100], ["2024-09-01", 120]]));
  await screen.findByText("Nov 2024");
  expect(screen.getByTitle("110")).toBeInTheDocument();
  expect(container.textContent).toContain("Up 10% (+10) from Oct 2024");
  expect(screen.getByRole("img", { name: "Sum of amount over the last 3 months: between 100 and 120" })).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test.each([
  [-5, -4, null, "Down 25% (−1) from Oct 2024"],
  [5, 0, null, "Up +5 from Oct 2024"],
  [5, 5, null, "Unchanged from Oct 2024"],
  [5, null, null, "Nothing to compare with in Oct 2024"],
  [0.15, 0.12, ".1%", "Up 25% (+3.0 pp) from Oct 2024"],
  [5000, 2, null, "Up 249,900% (+4,998) from Oct 2024"],
])("%d after %d reads well", async (now, before, format, words) => {
  const { container } = shown(answerOf([["2024-11-01", now], ["2024-10-01", before]], TREND, format));
  await waitFor(() => { expect(container.textContent).toContain(words); });
});
