export const COLUMN_TYPES = [
  "integer", "decimal", "float", "text", "boolean", "date", "datetime", "time", "duration", "json", "geo",
] as const;

export type ColumnType = (typeof COLUMN_TYPES)[number];

export const isNumeric = (type: ColumnType): boolean => type === "integer" || type === "decimal" || type === "float";

export const isTemporal = (type: ColumnType): boolean => type === "date" || type === "datetime" || type === "time";

const words: Record<ColumnType, string> = {
  integer: "Whole number",
  decimal: "Decimal number, exact",
  float: "Number",
  text: "Text",
  boolean: "Yes or no",
  date: "Date",
  datetime: "Date and time",
  time: "Time of day",
  duration: "Duration",
  json: "Structure (JSON)",
  geo: "Place",
};

export const columnTypeWords = (type: ColumnType): string => words[type];
