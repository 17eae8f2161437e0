import type { TimeGrain } from "@/api/contracts";
import { formatDate, formatDateTime } from "@/lib/format-time";
import type { CellValue } from "@/lib/format-value";
import { readerLocale } from "@/lib/locale";

/** The instant at which a wall clock in UTC shows this. */
export const utc = (iso: string): Date => new Date(iso.includes("T") ? `${iso}Z` : iso);

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

/** A step of time as a reader says it: “Mar 2024”, “Monday”; null when it is none. */
export const stepLabel = (value: CellValue, grain: TimeGrain, locale = readerLocale()): string | null => {
  const cycle = cycles[grain];
  if (cycle) return value === null ? null : cycle(Number(value), locale);
  return typeof value === "string" ? steps[grain]?.(value, locale) ?? null : null;
};
