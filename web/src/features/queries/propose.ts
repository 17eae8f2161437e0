import { isNumeric } from "@/lib/column-type";
import type { SqlResult } from "./api";
import type { ChartChoice } from "./look";
import { fieldOf, type ResultField } from "./result-columns";
import { isLabel } from "./rows";

/** More columns than these are not looked at: what a picture is of stands at the front. */
const LOOKED_AT = 30;
const MOST_LINES = 4;
/** Numbers this many times larger than the first would flatten it. */
const ALIKE = 30;
const MOST_COLORS = 12;

/** The wells by places in the result. */
export type Wells = { x: number | null; y: readonly number[]; color: number | null };

const sizeOf = ({ min, max }: ResultField): number => Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0));

const isAlike = (one: ResultField, other: ResultField): boolean => {
  const [a, b] = [sizeOf(one), sizeOf(other)];
  return a <= b * ALIKE && b <= a * ALIKE;
};

const isYear = ({ type, min, max }: ResultField): boolean =>
  type === "integer" && typeof min === "number" && typeof max === "number" && min >= 1000 && max <= 2200;

const isAxisOfTime = (field: ResultField): boolean => field.type === "date" || field.type === "datetime" || (isYear(field) && isLabel(field));

const isAmount = (field: ResultField): boolean => isNumeric(field.type) && !isLabel(field);

const canColor = ({ type, distinct_count: count }: ResultField): boolean =>
  (type === "text" || type === "boolean") && typeof count === "number" && count > 1 && count <= MOST_COLORS;

/** Which columns a picture of a result is likely to be of: along time, else along names, the numbers beside. */
export const proposedWells = (result: SqlResult): Wells => {
  const fields = result.columns.slice(0, LOOKED_AT).map((_, place) => fieldOf(result, place));
  const amounts = fields.filter(isAmount);
  const alike = amounts.filter((one) => amounts[0] && isAlike(amounts[0], one)).slice(0, MOST_LINES).map(({ place }) => place);
  if (result.rows.length === 1 && amounts.length > 0) return { x: null, y: amounts.slice(0, MOST_LINES).map(({ place }) => place), color: null };
  const x = fields.find(isAxisOfTime) ?? fields.find((field) => !isNumeric(field.type)) ?? fields.find((field) => !isAmount(field));
  if (x) {
    const others = fields.filter(({ place }) => place !== x.place);
    const color = (x.distinct_count ?? 0) < result.rows.length ? others.find(canColor)?.place ?? null : null;
    return { x: x.place, y: color === null ? alike : alike.slice(0, 1), color };
  }
  const [first, second] = amounts;
  return { x: first?.place ?? null, y: second ? [second.place] : [], color: null };
};

/** What a column is kept by: its name, and which of that name it is. */
export const keysOf = ({ columns }: Pick<SqlResult, "columns">): string[] => {
  const seen = new Map<string, number>();
  return columns.map(({ name }) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}\n${String(before)}`;
  });
};

/** The wells that were chosen; null where the result does not have these columns. */
export const chosenWells = (result: SqlResult, choice: ChartChoice): Wells | null => {
  const keys = keysOf(result);
  const placeOf = (key: string | null) => (key === null ? null : keys.indexOf(key));
  const wells = { x: placeOf(choice.x), y: choice.y.map((key) => keys.indexOf(key)), color: placeOf(choice.color) };
  return [wells.x, ...wells.y, wells.color].includes(-1) ? null : wells;
};

/** The wells as they are kept. */
export const choiceOf = (result: SqlResult, { x, y, color }: Wells, { matrix, ...how }: Pick<ChartChoice, "mark" | "stacking" | "matrix">): ChartChoice => {
  const keys = keysOf(result);
  const keyOf = (place: number | null) => (place === null ? null : keys[place] ?? null);
  return { ...how, x: keyOf(x), y: y.flatMap((place) => keyOf(place) ?? []), color: keyOf(color), ...(matrix && { matrix }) };
};
