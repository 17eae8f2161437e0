import type { QueryColumn, TimeGrain } from "@/api/contracts";
import { formatNumber } from "@/lib/format-number";
import { formatDate, formatDateTime } from "@/lib/format-time";
import { formatValue, type CellValue } from "@/lib/format-value";
import { readerLocale } from "@/lib/locale";

const utc = (iso: string): Date => new Date(iso.includes("T") ? `${iso}Z` : iso);

const inUtc = (iso: string, options: Intl.DateTimeFormatOptions, locale: string | undefined): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(utc(iso));

// The fourth of January 2021 was a Monday, the first day of an ISO week.
const weekday = (day: number, locale: string | undefined): string => inUtc(`2021-01-0${String(3 + day)}`, { weekday: "long" }, locale);
const monthName = (month: number, locale: string | undefined): string => inUtc(`2021-${String(month).padStart(2, "0")}-01`, { month: "long" }, locale);

const quarterText = (iso: string): string => {
  const date = utc(iso);
  return `Q${String(Math.floor(date.getUTCMonth() / 3) + 1)} ${String(date.getUTCFullYear())}`;
};

const clockText = (iso: string, locale: string | undefined): string => formatDateTime(utc(iso), { locale, timeZone: "UTC" });

const steps: Partial<Record<TimeGrain, (iso: string, locale: string | undefined) => string>> = {
  year: (iso) => String(utc(iso).getUTCFullYear()),
  quarter: quarterText,
  month: (iso, locale) => inUtc(iso, { month: "short", year: "numeric" }, locale),
  week: (iso, locale) => `Week of ${formatDate(utc(iso), { locale })}`,
  day: (iso, locale) => formatDate(utc(iso), { locale }),
  hour: clockText,
  minute: clockText,
};

const cycles: Partial<Record<TimeGrain, (step: number, locale: string | undefined) => string>> = {
  hour_of_day: (hour) => `${String(hour).padStart(2, "0")}:00`,
  day_of_week: weekday,
  month_of_year: monthName,
};

const binText = (value: CellValue, { type, bin_width: width }: QueryColumn, locale: string | undefined): string => {
  if (width === null) return formatValue(value, type, locale);
  if (type === "date" || type === "datetime") {
    const end = new Date(utc(String(value)).getTime() + width * 1000);
    const write = width % 86_400 === 0 ? formatDate : formatDateTime;
    return `${write(utc(String(value)), { locale, timeZone: "UTC" })} – ${write(end, { locale, timeZone: "UTC" })}`;
  }
  const start = Number(value);
  return `${formatNumber(start, { locale })} – ${formatNumber(Number((start + width).toPrecision(14)), { locale })}`;
};

/** A step of time as a reader says it: “Mar 2024”, “Monday”; null when it is none. */
export const stepLabel = (value: CellValue, grain: TimeGrain, locale = readerLocale()): string | null => {
  const cycle = cycles[grain];
  if (cycle) return value === null ? null : cycle(Number(value), locale);
  return typeof value === "string" ? steps[grain]?.(value, locale) ?? null : null;
};

/** A value of a result as a reader says it: “Mar 2024”, “Monday”, “10 – 20”. */
export const valueLabel = (value: CellValue, column: QueryColumn, locale = readerLocale()): string => {
  if (value === null) return "null";
  if (column.bin_width !== null) return binText(value, column, locale);
  return (column.grain && stepLabel(value, column.grain, locale)) ?? formatValue(value, column.type, locale);
};

/** Whether a column reads better as such labels than as stored values. */
export const hasLabels = ({ grain, bin_width: width }: QueryColumn): boolean => grain !== null || width !== null;
