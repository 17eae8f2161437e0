import type { ColumnType } from "@/api/contracts";

export const COLUMN_TYPE_WORDS: Record<ColumnType, string> = {
  integer: "Whole number", decimal: "Decimal number, exact", float: "Number", text: "Text", boolean: "Yes or no", date: "Date",
  datetime: "Date and time", time: "Time of day", duration: "Duration", json: "JSON", geo: "Place",
};
