import type { ColumnType } from "@/lib/column-type";
import type { CellValue } from "@/lib/format-value";
import type { ResultTable } from "./arrow";

/** As many rows as an answer is compared by. */
export const MOST_COMPARED = 10_000;

const DAY = /^([+-]?)(\d{4,6})(-\d{2}-\d{2}(?:T.*)?)$/;
// Calendars of the server end here; what lies beyond, and what is infinite, travels as null.
const LAST_YEAR = 262_142;

const calendarText = (text: string): string | null => {
  const [, sign, digits, rest] = DAY.exec(text) ?? [];
  if (digits === undefined || rest === undefined) return null;
  const year = Number(digits);
  if (year > LAST_YEAR) return null;
  return `${sign === "-" ? "-" : year > 9999 ? "+" : ""}${String(year).padStart(4, "0")}${rest}`;
};

const wireValue = (value: CellValue, type: ColumnType): CellValue =>
  (type === "date" || type === "datetime") && typeof value === "string" ? calendarText(value) : value;

/** The first rows of an answer as JSON of the server has them: long integers and decimals as text, dates and moments in ISO form. */
export const wireRows = ({ rowCount, columns }: ResultTable, most = MOST_COMPARED): CellValue[][] =>
  Array.from({ length: Math.min(rowCount, most) }, (_, row) => columns.map(({ meaning, valueAt }) => wireValue(valueAt(row), meaning.type)));
