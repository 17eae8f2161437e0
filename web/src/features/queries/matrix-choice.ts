import type { Aggregation } from "@/api/contracts";
import type { components } from "@/api/generated/schema";
import { isNumeric, type ColumnType } from "@/lib/column-type";
import { isRecord } from "@/lib/is-record";
import type { SqlResult } from "./api";
import { keysOf } from "./propose";
import { fieldOf } from "./result-columns";
import { isLabel } from "./rows";

type Schemas = components["schemas"];
export type PivotMeasure = Schemas["PivotMeasure"];
export type PivotSort = Schemas["PivotSort"];

/** A matrix of a result by the places of its columns. */
export type MatrixWells = { rows: readonly number[]; across: number | null; values: readonly PivotMeasure[]; sort: PivotSort };

/** The same as it is kept: columns by name, so that they are found again when the statement gives other columns. */
export type MatrixChoice = {
  rows: readonly string[];
  across: string | null;
  values: readonly { column: string | null; aggregation: Aggregation }[];
  sort: PivotSort;
};

export const MOST_LEVELS = 6;
export const MOST_VALUES = 10;
/** More columns than these are not looked at: what a matrix is of stands at the front. */
const LOOKED_AT = 30;
const FEW_COLUMNS = 12;
const PROPOSED_LEVELS = 2;
const PROPOSED_VALUES = 2;
const SORTS: readonly string[] = ["label", "label_descending", "value", "value_descending"] satisfies readonly PivotSort[];
const OF_NUMBERS = ["sum", "avg", "min", "max", "median", "count", "count_distinct"] as const;
const OF_ANYTHING = ["count", "count_distinct", "min", "max"] as const;

export const aggregationsOf = (type: ColumnType): readonly Aggregation[] => (isNumeric(type) ? OF_NUMBERS : OF_ANYTHING);

export const isSame = (one: PivotMeasure, other: PivotMeasure): boolean =>
  (one.place ?? null) === (other.place ?? null) && (one.aggregation ?? "count") === (other.aggregation ?? "count");

/** Which matrix of a result is likely to be wanted: groups that repeat, few of them along the top, amounts added up. */
export const proposedMatrix = (result: SqlResult): MatrixWells => {
  const fields = result.columns.slice(0, LOOKED_AT).map((_, place) => fieldOf(result, place));
  const amounts = fields.filter((field) => isNumeric(field.type) && !isLabel(field));
  const groups = fields.filter((field) => !amounts.includes(field));
  const repeated = groups.filter(({ distinct_count: count }) => (count ?? 0) < result.rows.length);
  const pool = repeated.length > 0 ? repeated : groups;
  const across = pool.slice(1).find(({ distinct_count: count }) => (count ?? 0) > 1 && (count ?? 0) <= FEW_COLUMNS)?.place ?? null;
  const rows = pool.map(({ place }) => place).filter((place) => place !== across).slice(0, PROPOSED_LEVELS);
  const values = amounts.slice(0, PROPOSED_VALUES).map(({ place }): PivotMeasure => ({ place, aggregation: "sum" }));
  return { rows: rows.length > 0 ? rows : [0], across, values: values.length > 0 ? values : [{ place: null, aggregation: "count" }], sort: "label" };
};

/** The matrix that was chosen; null where the result does not have these columns. */
export const chosenMatrix = (result: SqlResult, { rows, across, values, sort }: MatrixChoice): MatrixWells | null => {
  const keys = keysOf(result);
  const places = rows.map((key) => keys.indexOf(key));
  const top = across === null ? null : keys.indexOf(across);
  const measures = values.map(({ column, aggregation }): PivotMeasure => ({ place: column === null ? null : keys.indexOf(column), aggregation }));
  const isThere = ![...places, top, ...measures.map(({ place }) => place)].includes(-1);
  return isThere && measures.every(({ place, aggregation }) => canBe(result, place ?? null, aggregation ?? "count")) ? { rows: places, across: top, values: measures, sort } : null;
};

const canBe = (result: SqlResult, place: number | null, aggregation: Aggregation): boolean =>
  place === null ? aggregation === "count" : aggregationsOf(result.columns[place]?.type ?? "text").includes(aggregation);

/** The matrix as it is kept. */
export const matrixChoiceOf = (result: SqlResult, { rows, across, values, sort }: MatrixWells): MatrixChoice => {
  const keys = keysOf(result);
  const keyOf = (place: number | null | undefined) => (place === null || place === undefined ? null : keys[place] ?? null);
  return { rows: rows.flatMap((place) => keyOf(place) ?? []), across: keyOf(across), values: values.map(({ place, aggregation }) => ({ column: keyOf(place), aggregation: aggregation ?? "count" })), sort };
};

const isAggregation = (value: unknown): value is Aggregation => OF_NUMBERS.some((one) => one === value);
const isName = (value: unknown): value is string | null => value === null || typeof value === "string";
const isSort = (value: unknown): value is PivotSort => typeof value === "string" && SORTS.includes(value);

/** A matrix as the browser kept it; null when it cannot be read. */
export const readMatrix = (value: unknown): MatrixChoice | null => {
  if (!isRecord(value)) return null;
  const { rows, across, values, sort } = value;
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > MOST_LEVELS || !rows.every((one): one is string => typeof one === "string")) return null;
  if (!isName(across) || !isSort(sort) || !Array.isArray(values) || values.length === 0 || values.length > MOST_VALUES) return null;
  const read = values.flatMap((one) => (isRecord(one) && isName(one["column"]) && isAggregation(one["aggregation"]) ? [{ column: one["column"], aggregation: one["aggregation"] }] : []));
  return read.length === values.length ? { rows, across, values: read, sort } : null;
};
