import { isNumeric, type ColumnType } from "@/lib/column-type";
import { exactValue, type CellValue } from "@/lib/format-value";
import type { ResultRows } from "./rows";

// What a spreadsheet takes for the beginning of a formula.
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A cell that no spreadsheet runs: what looks like a formula and is no number gets an apostrophe. */
export const harmless = (text: string, type: ColumnType): string =>
  FORMULA.test(text) && !(isNumeric(type) && NUMBER.test(text)) && !NUMBER.test(text) ? `'${text}` : text;

const csvField = (text: string): string => (/[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text);

const csvCell = (value: CellValue, type: ColumnType): string => {
  if (value === null) return "";
  return value === "" ? '""' : csvField(harmless(exactValue(value), type));
};

const tabbed = (value: CellValue, type: ColumnType): string => harmless(exactValue(value).replaceAll(/[\t\r\n]+/g, " "), type);

const lines = ({ columns, rows }: ResultRows, order: readonly number[], title: (name: string) => string, cell: (value: CellValue, type: ColumnType) => string, between: string): string[] => [
  columns.map(({ name }) => title(name)).join(between),
  ...order.map((row) => columns.map(({ type }, index) => cell(rows[row]?.[index] ?? null, type)).join(between)),
];

/** As a file: an empty field is null, a quoted empty one an empty text. The mark at the beginning tells spreadsheets that it is UTF-8. */
export const csvOf = (result: ResultRows, order: readonly number[]): string =>
  `\uFEFF${lines(result, order, (name) => csvField(harmless(name, "text")), csvCell, ",").join("\r\n")}\r\n`;

/** To paste into a spreadsheet. */
export const tsvOf = (result: ResultRows, order: readonly number[]): string =>
  lines(result, order, (name) => tabbed(name, "text"), tabbed, "\t").join("\n");
