import type { Filter, QueryColumn, RowFilterSpec, TimeGrain } from "@/api/contracts";
import { dateText, dateTimeText } from "./moments";
import { dusted, isMoment } from "./selection";

/** A brushed stretch `[from, to)`, as it is drawn: numbers, or milliseconds on the wall clock. */
export type Brush = { from: number; to: number };

/** The steps along an axis: where the one begins that a value lies in, and where the next one begins. */
export type Steps = { floor: (value: number) => number; next: (start: number) => number };

const DAY = 86_400_000;
/** Stretches of so many seconds begin to count on a Monday. */
const MONDAY = Date.UTC(2000, 0, 3);
const CLOCK: Partial<Record<TimeGrain, number>> = { second: 1000, minute: 60_000, hour: 3_600_000, day: DAY };
const MONTHS: Partial<Record<TimeGrain, number>> = { month: 1, quarter: 3, year: 12 };

const evenly = (width: number, origin: number): Steps => ({
  floor: (value) => origin + Math.floor((value - origin) / width) * width,
  next: (start) => start + width,
});

const alongNumbers = (width: number): Steps => {
  const edge = (index: number) => dusted(index * width);
  const indexOf = (value: number) => {
    const index = Math.floor(value / width);
    return edge(index + 1) <= value ? index + 1 : edge(index) > value ? index - 1 : index;
  };
  return { floor: (value) => edge(indexOf(value)), next: (start) => edge(Math.round(start / width) + 1) };
};

const alongMonths = (months: number): Steps => {
  const start = (year: number, month: number) => new Date(0).setUTCFullYear(year, month, 1);
  const parts = (value: number) => { const at = new Date(value); return [at.getUTCFullYear(), at.getUTCMonth()] as const; };
  return {
    floor: (value) => { const [year, month] = parts(value); return start(year, month - (month % months)); },
    next: (value) => { const [year, month] = parts(value); return start(year, month + months); },
  };
};

const alongTime = (grain: TimeGrain): Steps | null => {
  const [length, months] = [CLOCK[grain], MONTHS[grain]];
  if (length !== undefined) return evenly(length, 0);
  if (months !== undefined) return alongMonths(months);
  return grain === "week" ? evenly(7 * DAY, MONDAY) : null;
};

/** The steps that a brush along a column goes over; null where it has none. */
export const stepsOf = (column: QueryColumn): Steps | null => {
  const width = column.bin_width;
  if (width !== null) return isMoment(column) ? evenly(width * 1000, MONDAY) : alongNumbers(width);
  if (column.grain !== null) return alongTime(column.grain);
  return column.type === "date" ? evenly(DAY, 0) : null;
};

/** The whole steps between two points, in either order. */
export const brushBetween = (steps: Steps, one: number, other: number): Brush =>
  ({ from: steps.floor(Math.min(one, other)), to: steps.next(steps.floor(Math.max(one, other))) });

/** The same brush elsewhere. */
export const movedBrush = (steps: Steps, { from, to }: Brush, by: number): Brush => {
  const start = steps.floor(from + by);
  let [end, left] = [start, from];
  while (left < to) [end, left] = [steps.next(end), steps.next(left)];
  return { from: start, to: end };
};

const HOUR_GRAINS: ReadonlySet<string> = new Set(["second", "minute", "hour"]);

const text = (column: QueryColumn, milliseconds: number): string => {
  const nanoseconds = (((milliseconds % 1000) + 1000) % 1000) * 1_000_000;
  const isWholeDay = column.type === "date" || (column.grain !== null && !HOUR_GRAINS.has(column.grain));
  return isWholeDay ? dateText({ milliseconds, nanoseconds: 0 }) : dateTimeText({ milliseconds, nanoseconds });
};

/** The filter that keeps exactly the rows behind a brush. */
export const brushFilter = (column: QueryColumn, { from, to }: Brush): RowFilterSpec =>
  isMoment(column)
    ? { kind: "time_range", member: column.member, start: text(column, from), end: text(column, to) }
    : { kind: "range", member: column.member, min: from, max: to, include_max: false };

const moment = (iso: string): number => Date.parse(iso.includes("T") ? `${iso}Z` : iso);

const rangeIn = (filter: Filter, { member }: QueryColumn): Brush | null => {
  if (filter.kind === "range" && filter.member === member && typeof filter.min === "number" && typeof filter.max === "number") return { from: filter.min, to: filter.max };
  if (filter.kind === "time_range" && filter.member === member && filter.start && filter.end) return { from: moment(filter.start), to: moment(filter.end) };
  return null;
};

/** The brush that such filters stand for; null for other filters, and for a single bin, which is lit instead. */
export const brushIn = (filters: readonly Filter[], column: QueryColumn, steps: Steps): Brush | null => {
  const [only] = filters;
  const found = filters.length === 1 && only ? rangeIn(only, column) : null;
  if (found === null || !(found.from < found.to)) return null;
  return column.bin_width !== null && steps.next(found.from) >= found.to ? null : found;
};
