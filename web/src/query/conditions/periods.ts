import type { RelativeTimeFilter } from "@/api/contracts";

/** A usual period, kept relative: the same choice means other days tomorrow. */
export type Period = Pick<RelativeTimeFilter, "count" | "unit" | "include_current" | "to_date">;

const last = (count: number, unit: Period["unit"]): Period => ({ count, unit, include_current: true, to_date: false });
const previous = (unit: Period["unit"]): Period => ({ count: 1, unit, include_current: false, to_date: false });

export const PERIODS: readonly (readonly [words: string, period: Period])[] = [
  ["Today", last(1, "day")], ["Yesterday", previous("day")], ["Last 7 days", last(7, "day")], ["Last 30 days", last(30, "day")],
  ["This week", last(1, "week")], ["Previous week", previous("week")], ["This month", last(1, "month")], ["Previous month", previous("month")],
  ["This quarter", last(1, "quarter")], ["Previous quarter", previous("quarter")], ["Last 3 months", last(3, "month")], ["Last 12 months", last(12, "month")],
  ["This year", last(1, "year")], ["Previous year", previous("year")], ["Year to date", { ...last(1, "year"), to_date: true }], ["Last 5 years", last(5, "year")],
];

export const isPeriod = (filter: RelativeTimeFilter | null, { count, unit, include_current, to_date }: Period): boolean =>
  filter?.count === count && filter.unit === unit && (filter.include_current ?? true) === include_current && (filter.to_date ?? false) === to_date;
