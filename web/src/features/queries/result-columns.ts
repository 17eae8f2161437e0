import type { components } from "@/api/generated/schema";
import { isNumeric } from "@/lib/column-type";
import type { CellValue } from "@/lib/format-value";
import type { PlotValue, ResultTable } from "@/query/arrow";
import type { SqlResult } from "./api";
import { grainOf, plotValue } from "./plot-values";

export type ResultField = components["schemas"]["ResultField"];

const MAX_NAME = 500;

type Known = { values: Map<number, readonly PlotValue[]>; fields: Map<number, ResultField> };
const known = new WeakMap<SqlResult, Known>();

const knownOf = (result: SqlResult): Known => {
  const found = known.get(result) ?? { values: new Map(), fields: new Map() };
  known.set(result, found);
  return found;
};

/** The values of a column as a picture needs them, worked out once. */
export const valuesOf = (result: SqlResult, place: number): readonly PlotValue[] => {
  const { values } = knownOf(result);
  const type = result.columns[place]?.type ?? "text";
  const found = values.get(place) ?? result.rows.map((row) => plotValue((row[place] ?? null) as CellValue, type));
  values.set(place, found);
  return found;
};

const extremes = (values: Iterable<PlotValue>): { min: number | null; max: number | null } => {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) if (typeof value === "number") { min = Math.min(min, value); max = Math.max(max, value); }
  return min <= max ? { min, max } : { min: null, max: null };
};

const factsOf = (result: SqlResult, place: number): ResultField => {
  const { name, type } = result.columns[place] ?? { name: "", type: "text" };
  const values = valuesOf(result, place);
  const distinct = new Set(values);
  distinct.delete(null);
  const isMoment = type === "date" || type === "datetime";
  const moments = isMoment ? [...distinct].filter((value) => typeof value === "number") : [];
  const grain = grainOf(moments);
  let longest = 0;
  if (type === "text") for (const value of distinct) longest = Math.max(longest, String(value).length);
  return {
    place, type, name: name.slice(0, MAX_NAME), distinct_count: distinct.size, grain,
    null_count: values.reduce<number>((count, value) => (value === null ? count + 1 : count), 0),
    ...(isNumeric(type) ? extremes(distinct) : { min: null, max: null }),
    longest: type === "text" ? longest : null,
  };
};

/** A column with what its rows tell, worked out once. */
export const fieldOf = (result: SqlResult, place: number): ResultField => {
  const { fields } = knownOf(result);
  const found = fields.get(place) ?? factsOf(result, place);
  fields.set(place, found);
  return found;
};

/** How many different combinations of these columns there are. */
export const placeCount = (result: SqlResult, places: readonly number[]): number => {
  const columns = places.map((place) => valuesOf(result, place));
  if (columns.length === 0) return Math.min(1, result.rows.length);
  return new Set(result.rows.map((_, row) => JSON.stringify(columns.map((values) => values[row])))).size;
};

/** The first rows as pictures read them: column `c2` is the third of the result. */
export const plotTable = (result: SqlResult, places: readonly number[], measures: readonly number[], rowCount: number): ResultTable => ({
  rowCount,
  columns: places.map((place) => {
    const { name, type } = result.columns[place] ?? { name: "", type: "text" };
    const values = valuesOf(result, place);
    return {
      meaning: {
        name: `c${String(place)}`, label: name, type, member: name, role: measures.includes(place) ? "measure" : "dimension",
        aggregation: null, grain: null, bin_width: null, is_text_encoded: false,
      },
      valueAt: (row) => (result.rows[row]?.[place] ?? null) as CellValue,
      plotAt: (row) => values[row] ?? null,
    };
  }),
});
