import { bool, columnFromArray, duration, float64, int64, tableFromColumns, tableToIPC, time, TimeUnit, utf8 } from "@uwdata/flechette";
import { expect, test } from "vitest";
import type { QueryColumn } from "@/api/contracts";
import type { ColumnType } from "@/lib/column-type";
import { plotRows, resultTable, type ResultTable } from "./arrow";
import { aColumn, aMeaning } from "./testing";

type ArrowColumn = ReturnType<typeof columnFromArray>;

const read = (columns: readonly (readonly [QueryColumn, ArrowColumn])[], timeZone = "UTC") => {
  const table = tableFromColumns(columns.map(([meaning, column]) => [meaning.name, column] as [string, ArrowColumn]));
  const bytes = tableToIPC(table, { format: "stream" });
  if (bytes === null) throw new Error("no bytes");
  return resultTable(bytes, aMeaning({ columns: columns.map(([meaning]) => meaning), time_zone: timeZone }));
};

const tableRows = ({ rowCount, columns }: ResultTable) => Array.from({ length: rowCount }, (_, row) => columns.map((column) => column.valueAt(row)));

const named = (name: string, type: ColumnType, more: Partial<QueryColumn> = {}) => aColumn({ name, type, ...more });

test("exact numbers that travel as text are drawn as numbers and shown digit by digit", () => {
  const table = read([[named("total", "decimal", { is_text_encoded: true }), columnFromArray(["12345678901234567890.25", null, "0.10"], utf8())]]);
  expect(tableRows(table)).toEqual([["12345678901234567890.25"], [null], ["0.10"]]);
  expect(plotRows(table)).toEqual([{ total: 12345678901234567000 }, { total: null }, { total: 0.1 }]);
});

test("integers beyond a double keep their digits", () => {
  const table = read([[named("n", "integer"), columnFromArray([7n, 9007199254740993n, null], int64())]]);
  expect(tableRows(table)).toEqual([[7], ["9007199254740993"], [null]]);
  expect(plotRows(table)).toEqual([{ n: 7 }, { n: 9007199254740992 }, { n: null }]);
});

// A stream as pyarrow writes it: `day` date32, `at` timestamp[us], `zoned` timestamp[us, tz=UTC]; the last row is null.
const momentsFromServer = [
  "/////+gAAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAMAAACEAAAASAAAAAQAAACY////AAABChAAAAAgAAAABAAAAAAA",
  "AAAFAAAAem9uZWQAAAAIAAwABgAIAAgAAAAAAAIABAAAAAMAAABVVEMA2P///wAAAQoQAAAAFAAAAAQAAAAAAAAAAgAAAGF0AADG////AAACABAAFAAIAAYA",
  "BwAMAAAAEAAQAAAAAAABCBAAAAAcAAAABAAAAAAAAAADAAAAZGF5AAAABgAIAAYABgAAAAAAAAAAAAAA/////+gAAAAUAAAAAAAAAAwAFgAGAAUACAAMAAwA",
  "AAAAAwQAGAAAAFgAAAAAAAAAAAAKABgADAAEAAgACgAAAHwAAAAQAAAAAwAAAAAAAAAAAAAABgAAAAAAAAAAAAAAAQAAAAAAAAAIAAAAAAAAAAwAAAAAAAAA",
  "GAAAAAAAAAABAAAAAAAAACAAAAAAAAAAGAAAAAAAAAA4AAAAAAAAAAEAAAAAAAAAQAAAAAAAAAAYAAAAAAAAAAAAAAADAAAAAwAAAAAAAAABAAAAAAAAAAMA",
  "AAAAAAAAAQAAAAAAAAADAAAAAAAAAAEAAAAAAAAAAwAAAAAAAABGTQAA/////wAAAAAAAAAAAwAAAAAAAABRZ+JCiBIGAP//////////AAAAAAAAAAADAAAA",
  "AAAAAACyIvnpFAYAAFa2z+oUBgAAAAAAAAAAAP////8AAAAA",
].join("");

const readMoments = (meanings: readonly QueryColumn[], timeZone: string) =>
  resultTable(Uint8Array.from(atob(momentsFromServer), (char) => char.charCodeAt(0)), aMeaning({ columns: meanings, time_zone: timeZone }));

test("dates and moments are read by the wall clock, before 1970 and around a change of the clock too", () => {
  const table = readMoments([named("day", "date"), named("at", "datetime"), named("zoned", "datetime")], "Europe/Berlin");
  expect(tableRows(table)).toEqual([
    ["2024-02-29", "2024-02-29T17:05:07.250001", "2024-03-31T01:30:00"],
    ["1969-12-31", "1969-12-31T23:59:59.999999", "2024-03-31T03:30:00"],
    [null, null, null],
  ]);
  expect(plotRows(table)).toEqual([
    { day: Date.UTC(2024, 1, 29), at: Date.UTC(2024, 1, 29, 17, 5, 7, 250), zoned: Date.UTC(2024, 2, 31, 1, 30) },
    { day: Date.UTC(1969, 11, 31), at: -1, zoned: Date.UTC(2024, 2, 31, 3, 30) },
    { day: null, at: null, zoned: null },
  ]);
});

test("a timestamp that means a date is written as a date", () => {
  const table = readMoments([named("day", "date"), named("at", "date"), named("zoned", "date")], "UTC");
  expect(tableRows(table)[0]).toEqual(["2024-02-29", "2024-02-29", "2024-03-31"]);
});

test("times of day, durations, truth and text keep their form", () => {
  const table = read([
    [named("clock", "time"), columnFromArray([64_800_000_000n], time(TimeUnit.MICROSECOND))],
    [named("span", "duration"), columnFromArray([-266_700_000_000n], duration(TimeUnit.MICROSECOND))],
    [named("ok", "boolean"), columnFromArray([true], bool())],
    [named("code", "text"), columnFromArray(["00501"], utf8())],
  ]);
  expect(tableRows(table)).toEqual([["18:00:00", "-3 d 02:05:00", true, "00501"]]);
  expect(plotRows(table)).toEqual([{ clock: 64_800_000, span: -266_700_000, ok: true, code: "00501" }]);
});

test("what is no finite number is drawn as nothing", () => {
  const table = read([[named("x", "float"), columnFromArray([Number.NaN, Infinity, 1.5], float64())]]);
  expect(plotRows(table)).toEqual([{ x: null }, { x: null }, { x: 1.5 }]);
});

test("an answer without rows keeps its columns", () => {
  const table = resultTable(new Uint8Array(), aMeaning({ columns: [named("x", "float")] }));
  expect([table.rowCount, table.columns.map((column) => column.meaning.name)]).toEqual([0, ["x"]]);
});
