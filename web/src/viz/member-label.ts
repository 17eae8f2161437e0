import type { QueryColumn } from "@/api/contracts";
import { isNumeric } from "@/lib/column-type";
import type { CellValue } from "@/lib/format-value";
import { hasLabels, valueLabel } from "./labels";
import { numberWords } from "./number-format";

/** A group as a reader says it, a number in the format that the picture gives it: the year 2024 is no amount. */
export const memberLabel = (value: CellValue, column: QueryColumn, formats: Readonly<Record<string, string>> | undefined): string => {
  const format = formats?.[column.name];
  const isAmount = typeof value === "number" || typeof value === "bigint" || typeof value === "string";
  if (format === undefined || !isAmount || !isNumeric(column.type) || hasLabels(column)) return valueLabel(value, column);
  return numberWords(value, format).full;
};
