import type { ChannelBinding, Filter, FilterValue, QueryColumn, RowFilterSpec } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { dateText, dateTimeText } from "./moments";

/** What is lit in a picture: for each column its chosen values. A mark is lit when all its columns are. */
export type Picked = Readonly<Record<string, readonly FilterValue[]>>;

/** The values of one mark, by column. */
export type Point = Readonly<Record<string, FilterValue>>;

export const NOTHING_PICKED: Picked = {};

/** The columns that a click on a mark chooses from: the dimensions that the picture shows. */
export const pickColumns = (bindings: readonly ChannelBinding[], columns: readonly QueryColumn[]): QueryColumn[] => {
  const bound = new Set(bindings.map((binding) => binding.column));
  return columns.filter((column) => column.role === "dimension" && bound.has(column.name));
};

const has = (values: readonly FilterValue[], value: FilterValue): boolean => values.includes(value);

export const isLit = (picked: Picked, point: Point): boolean => {
  const columns = Object.keys(picked);
  return columns.length > 0 && columns.every((column) => has(picked[column] ?? [], point[column] ?? null));
};

const alone = (point: Point): Picked => Object.fromEntries(Object.entries(point).map(([column, value]) => [column, [value]]));

const isAlone = (picked: Picked, point: Point): boolean =>
  isLit(picked, point) && Object.keys(point).every((column) => picked[column]?.length === 1);

const added = (picked: Picked, point: Point): Picked =>
  Object.fromEntries(Object.entries(point).map(([column, value]) => {
    const values = picked[column] ?? [];
    return [column, has(values, value) ? values : [...values, value]];
  }));

// The column with the most values loses one: so the fewest other marks go dark.
const removed = (picked: Picked, point: Point): Picked => {
  const longest = Object.keys(point).reduce((best, column) => ((picked[column]?.length ?? 0) > (picked[best]?.length ?? 0) ? column : best));
  const rest = (picked[longest] ?? []).filter((value) => value !== (point[longest] ?? null));
  return rest.length === 0 ? NOTHING_PICKED : { ...picked, [longest]: rest };
};

/** A click: chooses one mark alone, and again lets go of it; with shift it adds a mark, or takes it away. */
export const togglePoint = (picked: Picked, point: Point, isAdding: boolean): Picked => {
  if (Object.keys(point).length === 0) return NOTHING_PICKED;
  if (!isAdding) return isAlone(picked, point) ? NOTHING_PICKED : alone(point);
  if (Object.keys(picked).length === 0) return alone(point);
  return isLit(picked, point) ? removed(picked, point) : added(picked, point);
};

export const isMoment = (column: QueryColumn): boolean => column.type === "date" || column.type === "datetime";

// Sums of binary fractions leave dust in the last digits: 0.1 + 0.2 must end where the next bin begins.
export const dusted = (value: number): number => Number(value.toPrecision(14));

const later = (iso: string, seconds: number, column: QueryColumn): string => {
  const milliseconds = Date.parse(iso.includes("T") ? `${iso}Z` : iso) + seconds * 1000;
  const nanoseconds = (((milliseconds % 1000) + 1000) % 1000) * 1_000_000;
  return column.type === "date" ? dateText({ milliseconds, nanoseconds: 0 }) : dateTimeText({ milliseconds, nanoseconds });
};

const binFilter = (column: QueryColumn, width: number, value: FilterValue): RowFilterSpec => {
  const { member } = column;
  if (value === null) return { kind: "null", member, is_null: true };
  if (isMoment(column)) return { kind: "time_range", member, start: String(value), end: later(String(value), width, column) };
  return { kind: "range", member, min: value, max: dusted(Number(value) + width), include_max: false };
};

const columnFilter = (column: QueryColumn, values: readonly FilterValue[]): RowFilterSpec => {
  if (column.bin_width === null) return { kind: "in", member: column.member, values: [...values], exclude: false, grain: column.grain };
  const width = column.bin_width;
  const ranges = values.map((value) => binFilter(column, width, value));
  return ranges.length === 1 && ranges[0] ? ranges[0] : { kind: "any", filters: ranges };
};

/** The filters that keep exactly the rows behind the lit marks. */
export const filtersFrom = (picked: Picked, columns: readonly QueryColumn[]): RowFilterSpec[] =>
  columns.flatMap((column) => {
    const values = picked[column.name];
    return values === undefined || values.length === 0 ? [] : [columnFilter(column, values)];
  });

/** Where the bins begin that a filter keeps one by one; a brush over several of them lights none. */
const binStart = (filter: Filter, column: QueryColumn, width: number): readonly FilterValue[] => {
  if (filter.kind === "any") return filter.filters.flatMap((part) => binStart(part, column, width));
  if (filter.kind === "measure" || filter.kind === "path" || filter.member !== column.member) return [];
  if (filter.kind === "null") return [null];
  const start = filter.kind === "range" ? filter.min : filter.kind === "time_range" ? filter.start : null;
  return start !== null && start !== undefined && isSame(filter, binFilter(column, width, start)) ? [start] : [];
};

const valuesIn = (filters: readonly Filter[], column: QueryColumn): readonly FilterValue[] =>
  filters.flatMap((filter) => {
    const width = column.bin_width;
    if (width !== null) return binStart(filter, column, width);
    const isIts = filter.kind === "in" && !filter.exclude && filter.member === column.member && (filter.grain ?? null) === column.grain;
    return isIts ? filter.values : [];
  });

/** Which marks such filters light: the way back of `filtersFrom`. */
export const pickedFrom = (filters: readonly Filter[], columns: readonly QueryColumn[]): Picked =>
  Object.fromEntries(columns.flatMap((column) => {
    const values = valuesIn(filters, column);
    return values.length === 0 ? [] : [[column.name, values]];
  }));
