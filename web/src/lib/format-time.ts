import { readerLocale } from "./locale";

const NARROW_SPACE = "\u202f";
const formatters = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale ?? ""} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
};

type TimeStyle = { locale?: string | undefined; timeZone?: string };

const write = (iso: string | number | Date, options: Intl.DateTimeFormatOptions, locale: string | undefined): string => {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? String(iso) : formatterOf(locale ?? readerLocale(), options).format(time);
};

const DATE = { year: "numeric", month: "short", day: "numeric" } as const;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** A calendar day that belongs to no time zone: `2024-03-09` is `9 Mar 2024` everywhere. */
export const formatDate = (iso: string | number | Date, { locale, timeZone = "UTC" }: TimeStyle = {}): string =>
  write(iso, { ...DATE, timeZone }, locale);

/** A moment in the reader's time zone, or the named one. */
export const formatDateTime = (iso: string | number | Date, { locale, timeZone }: TimeStyle = {}): string =>
  write(iso, { ...DATE, ...CLOCK, ...(timeZone !== undefined && { timeZone }) }, locale);

/** A moment to the second and with its zone, for a hover. */
export const formatExactTime = (iso: string | number | Date, { locale, timeZone }: TimeStyle = {}): string =>
  write(iso, { ...DATE, ...CLOCK, second: "2-digit", timeZoneName: "short", ...(timeZone !== undefined && { timeZone }) }, locale);

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const steps: readonly (readonly [limit: number, size: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [HOUR, MINUTE, "minute"],
  [DAY, HOUR, "hour"],
  [30 * DAY, DAY, "day"],
  [365 * DAY, 30 * DAY, "month"],
  [Infinity, 365 * DAY, "year"],
];

/** How long ago or ahead: `3 days ago`, `in 2 hours`, `just now`. */
export const formatRelative = (iso: string | number | Date, now: number = Date.now(), locale?: string): string => {
  const time = new Date(iso).getTime();
  if (Number.isNaN(time)) return String(iso);
  const seconds = (time - now) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 45) return "just now";
  const [, size, unit] = steps.find(([limit]) => distance < limit) ?? [0, DAY, "day" as const];
  const count = Math.max(1, Math.round(distance / size)) * Math.sign(seconds);
  return new Intl.RelativeTimeFormat(locale ?? readerLocale(), { numeric: "auto" }).format(count, unit);
};

const two = (value: number): string => String(value).padStart(2, "0");

/** A span with its two largest units: `2 h 05 m`, `3 d 04 h`, `42 s`, `180 ms`. */
export const formatDuration = (milliseconds: number): string => {
  if (!Number.isFinite(milliseconds)) return String(milliseconds);
  const sign = milliseconds < 0 ? "−" : "";
  const span = Math.abs(milliseconds);
  const join = (text: string) => sign + text.replaceAll(" ", NARROW_SPACE);
  if (span < 1000) return join(`${String(Math.round(span))} ms`);
  const seconds = span / 1000;
  if (seconds < 59.95) return join(`${String(Math.round(seconds * 10) / 10)} s`);
  const whole = Math.round(seconds);
  if (whole < HOUR) return join(`${String(Math.floor(whole / MINUTE))} m ${two(whole % MINUTE)} s`);
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < DAY / MINUTE) return join(`${String(Math.floor(minutes / 60))} h ${two(minutes % 60)} m`);
  const hours = Math.round(seconds / HOUR);
  return join(`${String(Math.floor(hours / 24))} d ${two(hours % 24)} h`);
};
