import { expect, test } from "vitest";
import type { ColumnType } from "@/lib/column-type";
import type { CellValue } from "@/lib/format-value";
import { harmless, tsvOf } from "./copied-rows";
import { cellText, sortedOrder } from "./rows";

const column = (type: ColumnType, values: readonly CellValue[]) => ({ columns: [{ name: "x", type }], rows: values.map((value) => [value]) });
const sorted = (type: ColumnType, values: readonly CellValue[], direction: "asc" | "desc" = "asc") =>
  sortedOrder(column(type, values), { columnId: "0", direction }).map((row) => values[row]);

test("numbers sort as numbers, however many digits they have, and nulls come last both ways", () => {
  expect(sorted("integer", [10, null, "9007199254740993", 9, "9007199254740992", -3, "-9007199254740993"])).toEqual(["-9007199254740993", -3, 9, 10, "9007199254740992", "9007199254740993", null]);
  expect(sorted("decimal", ["0.10", "0.1000000000000000001", null, "-0.2", "12.5", "2.5"], "desc")).toEqual(["12.5", "2.5", "0.1000000000000000001", "0.10", "-0.2", null]);
});

test("texts sort as people read them, dates by time, the rest by its letters", () => {
  expect([sorted("text", ["b10", "b9", "A", null]), sorted("date", ["2024-01-10", "2023-12-31"], "desc"), sorted("boolean", [true, null, false])]).toEqual([["A", "b9", "b10", null], ["2024-01-10", "2023-12-31"], [false, true, null]]);
});

test("equal rows keep their order, and without a sort all do", () => {
  expect([sortedOrder(column("integer", [1, 1, 0, 1]), { columnId: "0", direction: "desc" }), sortedOrder(column("integer", [2, 1]), null)]).toEqual([[0, 1, 3, 2], [0, 1]]);
});

test("years and keys are not counted in thousands", () => {
  const text = (name: string, value: number) => cellText(value, { name, type: "integer" });
  expect([text("year", 2024), text("customer_id", 12345), text("orderId", 12345), text("total", 12345), text("paid", 12345)]).toEqual(["2024", "12345", "12345", "12,345", "12,345"]);
});

test.each([
  ["=1+1", "'=1+1"], ["+49 30", "'+49 30"], ["-1.5", "-1.5"], ["-a", "'-a"], ["@x", "'@x"], ["\tx", "'\tx"], ["\rx", "'\rx"], ["+1e3", "+1e3"], ["a=b", "a=b"], ["", ""],
])("%j leaves as %j", (text, expected) => {
  expect(harmless(text, "text")).toBe(expected);
});

const table = { columns: [{ name: "=name", type: "text" as const }, { name: "n", type: "integer" as const }], rows: [['a "b", c', 1], [null, -2], ["", null], ["=cmd()", 3], ["line\nbreak\tand", 4], [" edge ", 5]] };

test("what is pasted keeps to its rows and columns, in the order that is shown", () => {
  expect(tsvOf(table, [4, 0])).toBe("'=name\tn\nline break and\t4\na \"b\", c\t1");
});
