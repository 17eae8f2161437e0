import type { ColumnType, Filter } from "@/api/contracts";
import { isNumeric } from "@/lib/column-type";

export type Operator = "contains" | "is" | "is_not" | "at_least" | "at_most" | "from" | "before" | "empty" | "filled";

/** One condition as somebody put it together; `value` is what they typed. */
export type Condition = { member: string; type: ColumnType; operator: Operator; value: string };

export const OPERATORS: Record<Operator, string> = {
  contains: "contains", is: "is", is_not: "is not", at_least: "is at least", at_most: "is at most", from: "is from", before: "is before",
  empty: "is empty", filled: "is not empty",
};

export const operatorsOf = (type: ColumnType): readonly Operator[] => {
  if (isNumeric(type)) return ["at_least", "at_most", "is", "is_not", "empty", "filled"];
  if (type === "date" || type === "datetime") return ["from", "before", "empty", "filled"];
  if (type === "boolean") return ["is", "is_not", "empty", "filled"];
  return type === "text" ? ["contains", "is", "is_not", "empty", "filled"] : ["empty", "filled"];
};

// A number that a double cannot hold stays the digits that were typed.
const typed = (value: string, type: ColumnType): string | number | boolean | null => {
  if (type === "boolean") return /^(true|yes|1)$/i.test(value) ? true : /^(false|no|0)$/i.test(value) ? false : null;
  if (!isNumeric(type)) return value;
  if (value.trim() === "" || Number.isNaN(Number(value))) return null;
  return String(Number(value)) === value.trim() || !/^-?\d{16,}$/.test(value.trim()) ? Number(value) : value.trim();
};

/** The filter that a condition means; null while its value is missing or no such value. */
export const filterFrom = ({ member, type, operator, value }: Condition): Filter | null => {
  if (operator === "empty" || operator === "filled") return { kind: "null", member, is_null: operator === "empty" };
  if (value === "") return null;
  const wanted = typed(value, type);
  if (wanted === null) return null;
  switch (operator) {
    case "contains": return { kind: "text", member, operator: "contains", value };
    case "is": return { kind: "in", member, values: [wanted] };
    case "is_not": return { kind: "in", member, values: [wanted], exclude: true };
    case "at_least": return { kind: "range", member, min: wanted };
    case "at_most": return { kind: "range", member, max: wanted, include_max: true };
    case "from": return { kind: "time_range", member, start: value };
    case "before": return { kind: "time_range", member, end: value };
  }
};
