import { bool, columnFromArray, float64, int64, tableFromColumns, tableToIPC, utf8 } from "@uwdata/flechette";
import { expect, test } from "vitest";
import type { QueryColumn } from "@/api/contracts";
import type { ColumnType } from "@/lib/column-type";
import { resultTable } from "./arrow";
import { aColumn, aMeaning } from "./testing";
import { wireRows } from "./wire-rows";

type ArrowColumn = ReturnType<typeof columnFromArray>;

const named = (name: string, type: ColumnType, more: Partial<QueryColumn> = {}) => aColumn({ name, type, ...more });

const read = (columns: readonly (readonly [QueryColumn, ArrowColumn])[]) => {
  const bytes = tableToIPC(tableFromColumns(columns.map(([meaning, column]) => [meaning.name, column] as [string, ArrowColumn])), { format: "stream" });
  if (bytes === null) throw new Error("no bytes");
  return resultTable(bytes, aMeaning({ columns: columns.map(([meaning]) => meaning) }));
};

// A stream as the engine writes it: `day` date32, `moment` timestamp[us], `clock` time64[us], at the ends of every calendar.
const momentsFromServer = [
  "//////gAAAAQAAAAAAAKAAwACgAJAAQACgAAABAAAAAAAQQACAAIAAAABAAIAAAABAAAAAMAAACIAAAAQAAAAAQAAACU////HAAAAAwAAAAAAAEJHAAAAAAAAAAIAAwABgAIAAgAAAAAAAIAQAAAAA",
  "UAAABjbG9jawAAAMz///8UAAAADAAAAAAAAQoYAAAAAAAAALr///8AAAIAAAAAAAAAAAAGAAAAbW9tZW50AAAQABQAEAAOAA8ABAAAAAgAEAAAABwAAAAMAAAAAAABCBgAAAAAAAAAAAAGAAgABgAG",
  "AAAAAAAAAAMAAABkYXkAAAAAAAAAAAAAAAAAAAAAAP/////4AAAAEAAAAAwAGgAYABcABAAIAAwAAAAgAAAAgAEAAAAAAAAAAAAAAAAAAwQACgAYAAwACAAEAAoAAABMAAAAEAAAAAcAAAAAAAAAAA",
  "AAAAMAAAAHAAAAAAAAAAEAAAAAAAAABwAAAAAAAAABAAAAAAAAAAcAAAAAAAAAAgAAAAAAAAAAAAAABgAAAAAAAAAAAAAAAQAAAAAAAABAAAAAAAAAABwAAAAAAAAAgAAAAAAAAAABAAAAAAAAAMAA",
  "AAAAAAAAOAAAAAAAAAAAAQAAAAAAAAEAAAAAAAAAQAEAAAAAAAA4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "AAAAAAAAAAAAAAAAAAUNI5AEjI9P////9/xgb1/wynTwQLxtUFQLD5QwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAL8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABg9GryuiuLBAAAkyfgVh7//////////39AAiMQ1w0GAACAuIVfs7lWACCBvASZYXUgYPxD+VUAAAAAAAAAAAAAuwAAAAAAAAAAAAAAAAAAAAAAAA",
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABg1x0UAAAA4Bnw3QAAAAACAAAAAAAAAAAAAAAAAAAA/1/XHRQAAADoAwAAAAAAAAEAAAAAAAAAAAAAAAAAAAD/////",
  "AAAAAA==",
].join("");

test("dates, moments and clocks are spelled as the server spells them, and null where it has no calendar for them", () => {
  const columns = [named("day", "date"), named("moment", "datetime"), named("clock", "time")];
  const table = resultTable(Uint8Array.from(atob(momentsFromServer), (char) => char.charCodeAt(0)), aMeaning({ columns }));
  expect(wireRows(table)).toEqual([
    ["+12345-01-02", "+12345-01-02T03:04:05.500", "24:00:00"],
    ["-0043-03-15", "-0043-03-15T00:00:00", "01:02:03.500"],
    [null, null, null],
    ["0001-01-01", "2024-01-01T00:00:00.123456", "00:00:00"],
    ["+200000-01-01", "+200000-01-01T00:00:00", "23:59:59.999999"],
    [null, null, "00:00:00.001"],
    [null, null, null],
  ]);
});

test("numbers that a double cannot hold are text, and what is no number is null", () => {
  const table = read([
    [named("n", "integer"), columnFromArray([7n, 9007199254740993n, -9007199254740993n, null], int64())],
    [named("huge", "integer", { is_text_encoded: true }), columnFromArray(["170141183460469231731687303715884105727", "-5", "0", null], utf8())],
    [named("total", "decimal", { is_text_encoded: true }), columnFromArray(["12345678901234567890.25", "0.10", "-1", null], utf8())],
    [named("x", "float"), columnFromArray([1.5, Number.NaN, -Infinity, null], float64())],
  ]);
  expect(JSON.parse(JSON.stringify(wireRows(table)))).toEqual([
    [7, "170141183460469231731687303715884105727", "12345678901234567890.25", 1.5],
    ["9007199254740993", "-5", "0.10", null],
    ["-9007199254740993", "0", "-1", null],
    [null, null, null, null],
  ]);
});

test("truth, text and what is written as text stay as they are, a text that looks like a date too", () => {
  const texts = (name: string, type: ColumnType, values: (string | null)[]): [QueryColumn, ArrowColumn] => [named(name, type), columnFromArray(values, utf8())];
  const table = read([
    [named("ok", "boolean"), columnFromArray([true, false, null], bool())],
    texts("code", "text", ["00501", "", "+012345-01-02"]),
    texts("span", "duration", ["3 days 02:05:00", null, "1 month"]),
    texts("shape", "json", ['{"a":1}', "[1,2]", null]),
    texts("place", "geo", ["POINT (1 2)", null, ""]),
  ]);
  expect(wireRows(table)).toEqual([
    [true, "00501", "3 days 02:05:00", '{"a":1}', "POINT (1 2)"],
    [false, "", null, "[1,2]", null],
    [null, "+012345-01-02", "1 month", null, ""],
  ]);
});

test("of many rows the first ones are taken", () => {
  const table = read([[named("n", "integer"), columnFromArray(Array.from({ length: 12 }, (_, row) => BigInt(row)), int64())]]);
  expect(wireRows(table, 3)).toEqual([[0], [1], [2]]);
  expect(wireRows(table)).toHaveLength(12);
});
