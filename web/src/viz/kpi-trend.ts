import type { Comparison, TimeGrain, Trend } from "@/api/contracts";
import { columnNamed, type ResultColumn, type ResultTable } from "@/query/arrow";
import { stepLabel } from "@/query/step-label";

const SECOND = 1000;
const DAY = 86_400_000;
const LENGTHS: Partial<Record<TimeGrain, number>> = { second: SECOND, minute: 60 * SECOND, hour: 3600 * SECOND, day: DAY, week: 7 * DAY };
const MONTHS: Partial<Record<TimeGrain, number>> = { month: 1, quarter: 3, year: 12 };
/** Weeks are compared with the one that has the same weekdays. */
const WEEKS_OF_A_YEAR = 52;

const monthsBack = (start: number, months: number): number => {
  const date = new Date(start);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return first.getTime() + (Math.min(date.getUTCDate(), days) - 1) * DAY + (start - Math.floor(start / DAY) * DAY);
};

/** Where the period begins that lies so many before this one. */
export const stepsBack = (start: number, grain: TimeGrain, steps: number): number => {
  const months = MONTHS[grain];
  return months === undefined ? start - steps * (LENGTHS[grain] ?? DAY) : monthsBack(start, steps * months);
};

/** Where the period begins that this one is compared with. */
export const comparedWith = (start: number, grain: TimeGrain, comparison: Comparison): number => {
  if (comparison === "previous_period") return stepsBack(start, grain, 1);
  return grain === "week" ? stepsBack(start, grain, WEEKS_OF_A_YEAR) : monthsBack(start, 12);
};

export const periodLabel = (start: number, grain: TimeGrain): string => {
  const iso = new Date(start).toISOString().slice(0, 19);
  return stepLabel(iso.endsWith("T00:00:00") ? iso.slice(0, 10) : iso, grain) ?? iso.replace("T", " ");
};

export type Change = {
  absolute: number;
  /** Of what it was before, without its sign; none where that was zero. */
  ratio: number | null;
  direction: "up" | "down" | "same";
};

/** How far a value went from another. */
export const changeOf = (now: number, before: number): Change => {
  const absolute = now - before;
  return { absolute, ratio: before === 0 ? null : absolute / Math.abs(before), direction: absolute > 0 ? "up" : absolute < 0 ? "down" : "same" };
};

export type Movement = {
  row: number;
  period: string;
  /** Whether the period is not over yet, because there is none that is. */
  isRunning: boolean;
  before: { period: string; value: number | null } | null;
  change: Change | null;
  /** The last values, the latest last; none where a period has no rows. */
  spark: readonly (number | null)[];
};

const rowsByStart = (table: ResultTable, { column }: Trend): Map<number, number> => {
  const dates = columnNamed(table, column);
  const rows = new Map<number, number>();
  for (let row = 0; row < table.rowCount; row++) {
    const start = dates?.plotAt(row);
    if (typeof start === "number") rows.set(start, row);
  }
  return rows;
};

const numberAt = (column: ResultColumn, row: number | undefined): number | null => {
  const value = row === undefined ? null : column.plotAt(row);
  return typeof value === "number" ? value : null;
};

/** The last values of a measure, from the first that is known. */
const sparkOf = (starts: readonly number[], valueAt: (start: number) => number | null): (number | null)[] => {
  const values = starts.map(valueAt);
  const first = values.findIndex((value) => value !== null);
  return first < 0 ? [] : values.slice(first);
};

/** How a measure moved until its last full period; null where no row has a period. */
export const movementOf = (table: ResultTable, trend: Trend, measure: ResultColumn): Movement | null => {
  const { grain, comparison, latest } = trend;
  const rows = rowsByStart(table, trend);
  const limit = latest ? Date.parse(`${latest}Z`) : Infinity;
  const full = [...rows.keys()].filter((start) => start <= limit);
  const start = (full.length > 0 ? full : [...rows.keys()]).reduce((most, one) => Math.max(most, one), -Infinity);
  const row = rows.get(start);
  if (row === undefined) return null;
  const now = numberAt(measure, row);
  const other = comparison && comparedWith(start, grain, comparison);
  const before = other === null ? null : { period: periodLabel(other, grain), value: numberAt(measure, rows.get(other)) };
  const starts = Array.from({ length: trend.spark_periods }, (_, index) => stepsBack(start, grain, trend.spark_periods - 1 - index));
  return {
    row,
    period: periodLabel(start, grain),
    isRunning: full.length === 0,
    before,
    change: now === null || before?.value === null || before === null ? null : changeOf(now, before.value),
    spark: sparkOf(starts, (one) => numberAt(measure, rows.get(one))),
  };
};

/** The points of a line in a box of 100 by 100, in the pieces between values that are missing. */
export const sparkLines = (spark: readonly (number | null)[]): [x: number, y: number][][] => {
  const known = spark.filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const lines: [number, number][][] = [[]];
  spark.forEach((value, index) => {
    if (value === null) lines.push([]);
    else lines.at(-1)?.push([spark.length < 2 ? 50 : (index / (spark.length - 1)) * 100, most === least ? 50 : 100 - ((value - least) / (most - least)) * 100]);
  });
  return lines.filter((line) => line.length > 0);
};
