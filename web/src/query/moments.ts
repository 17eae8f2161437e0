/** A point on a wall clock: milliseconds as if the clock hung in UTC, and the fraction of its second. */
export type Moment = { milliseconds: number; nanoseconds: number };

const two = (value: number): string => String(value).padStart(2, "0");

const yearText = (year: number): string =>
  year < 0 ? `-${String(-year).padStart(6, "0")}` : year > 9999 ? `+${String(year).padStart(6, "0")}` : String(year).padStart(4, "0");

export const dateText = ({ milliseconds }: Moment): string => {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? String(milliseconds) : `${yearText(date.getUTCFullYear())}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
};

const fractionText = (nanoseconds: number): string =>
  nanoseconds === 0 ? "" : `.${String(nanoseconds).padStart(9, "0").replace(/(?:000){1,2}$/, "")}`;

/** `2024-03-09T18:05:07.250`: to the second, with the fraction only where there is one. */
export const dateTimeText = (moment: Moment): string => {
  const date = new Date(moment.milliseconds);
  if (Number.isNaN(date.getTime())) return String(moment.milliseconds);
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");
  return `${dateText(moment)}T${clock}${fractionText(moment.nanoseconds)}`;
};

const clockOf = (microseconds: bigint): string => {
  const seconds = Number(microseconds / 1_000_000n);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
  return clock + fractionText(Number(microseconds % 1_000_000n) * 1000);
};

export const clockText = clockOf;

/** `-3 d 02:05:00`: days and a clock. */
export const durationText = (microseconds: bigint): string => {
  const sign = microseconds < 0n ? "-" : "";
  const span = microseconds < 0n ? -microseconds : microseconds;
  const days = span / 86_400_000_000n;
  return `${sign}${days > 0n ? `${days.toString()} d ` : ""}${clockOf(span % 86_400_000_000n)}`;
};

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

const zoneFormat = (timeZone: string): Intl.DateTimeFormat => {
  const known = zoneFormats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23", era: "short",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  zoneFormats.set(timeZone, made);
  return made;
};

/** What the clock on the wall of a time zone shows at an instant. */
export const wallClock = (instant: Moment, timeZone: string): Moment => {
  if (timeZone === "UTC") return instant;
  const parts = Object.fromEntries(zoneFormat(timeZone).formatToParts(instant.milliseconds).map(({ type, value }) => [type, value]));
  const part = (name: string) => Number(parts[name]);
  const year = parts["era"] === "BC" ? 1 - part("year") : part("year");
  const shown = new Date(0);
  shown.setUTCFullYear(year, part("month") - 1, part("day"));
  shown.setUTCHours(part("hour"), part("minute"), part("second"), Math.floor(instant.nanoseconds / 1_000_000));
  return { milliseconds: shown.getTime(), nanoseconds: instant.nanoseconds };
};
