import { isNumeric, type ColumnType } from "@/lib/column-type";
import { exactValue, type CellValue } from "@/lib/format-value";
import type { ResultRows } from "./rows";

// What a spreadsheet takes for the beginning of a formula.
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A cell that no spreadsheet runs: what looks like a formula and is no number gets an apostrophe. */
export const harmless = (text: string, type: ColumnType): string =>
  FORMULA.test(text) && !(isNumeric(type) && NUMBER.test(text)) && !NUMBER.test(text) ? `'${text}` : text;

const tabbed = (value: CellValue, type: ColumnType): string => harmless(exactValue(value).replaceAll(/[\t\r\n]+/g, " "), type);

/** To paste into a spreadsheet. */
export const tsvOf = ({ columns, rows }: ResultRows, order: readonly number[]): string => [
  columns.map(({ name }) => tabbed(name, "text")).join("\t"),
  ...order.map((row) => columns.map(({ type }, index) => tabbed(rows[row]?.[index] ?? null, type)).join("\t")),
].join("\n");
