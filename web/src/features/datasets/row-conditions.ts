import type { ColumnType, Filter, FilterValue } from "@/api/contracts";
import { isNumeric } from "@/lib/column-type";
import { numberFrom } from "@/query/typed-number";

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

const typed = (value: string, type: ColumnType): FilterValue => {
  if (type === "boolean") return /^(true|yes|1)$/i.test(value) ? true : /^(false|no|0)$/i.test(value) ? false : null;
  return isNumeric(type) ? numberFrom(value) ?? null : value;
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
