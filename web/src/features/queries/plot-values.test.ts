import { expect, test } from "vitest";
import type { CellValue } from "@/lib/format-value";
import type { ColumnType } from "@/lib/column-type";
import { grainOf, plotValue } from "./plot-values";

test.each<[CellValue, ColumnType, unknown]>([
  [null, "integer", null],
  [7, "integer", 7],
  ["123456789012345678.25", "decimal", 123456789012345680],
  ["not a number", "decimal", null],
  ["2024-03-09", "date", Date.UTC(2024, 2, 9)],
  ["2024-03-09T18:05:07.250", "datetime", Date.UTC(2024, 2, 9, 18, 5, 7, 250)],
  ["2024-03-09 18:05:07", "datetime", Date.UTC(2024, 2, 9, 18, 5, 7)],
  ["2024-03-09T18:05:07+02:00", "datetime", Date.UTC(2024, 2, 9, 16, 5, 7)],
  ["infinity", "date", null],
  ["01:02:03.500", "time", 3_723_500],
  ["soon", "time", null],
  [false, "boolean", false],
  [{ a: [1] }, "json", '{"a":[1]}'],
  ["", "text", ""],
])("a picture reads %j of %s as %j", (value, type, plotted) => {
  expect(plotValue(value, type)).toBe(plotted);
});

const moments = (...texts: string[]): number[] => texts.map((text) => Date.parse(`${text}Z`));

test.each<[string, number[], string | null]>([
  ["months", moments("2024-01-01T00:00", "2024-02-01T00:00", "2024-11-01T00:00"), "month"],
  ["quarters", moments("2023-10-01T00:00", "2024-01-01T00:00", "2024-04-01T00:00"), "quarter"],
  ["years", moments("1950-01-01T00:00", "1951-01-01T00:00", "2024-01-01T00:00"), "year"],
  ["Mondays", moments("2024-01-01T00:00", "2024-01-08T00:00", "2024-01-15T00:00"), "week"],
  ["two days that happen to begin months", moments("2024-01-01T00:00", "2024-02-01T00:00"), "day"],
  ["days", moments("2024-01-01T00:00", "2024-01-02T00:00", "2024-01-03T00:00"), "day"],
  ["hours", moments("2024-01-01T00:00", "2024-01-01T05:00"), "hour"],
  ["minutes", moments("2024-01-01T00:00", "2024-01-01T05:30"), "minute"],
  ["seconds", moments("2024-01-01T00:00:01"), "second"],
  ["anything", moments("2024-01-01T00:00:01.5"), null],
  ["nothing", [], null],
])("moments that are %s begin their stretch of time", (_, values, grain) => {
  expect(grainOf(values)).toBe(grain);
});
