import type { TimeGrain } from "@/api/contracts";
import { isNumeric, type ColumnType } from "@/lib/column-type";
import { exactValue, type CellValue } from "@/lib/format-value";
import type { PlotValue } from "@/query/arrow";

const HAS_ZONE = /(Z|[+-]\d{2}:?\d{2})$/;
const CLOCK = /^(\d{1,2}):(\d{2}):(\d{2}(?:\.\d+)?)/;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const momentOf = (text: string): number | null => {
  const iso = text.replace(" ", "T");
  return finite(Date.parse(iso.includes("T") && !HAS_ZONE.test(iso) ? `${iso}Z` : iso));
};

const clockOf = (text: string): number | null => {
  const [, hours, minutes, seconds] = CLOCK.exec(text) ?? [];
  return seconds === undefined ? null : finite((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
};

/** The value of a cell as a picture needs it: numbers as numbers, moments as milliseconds on the wall clock. */
export const plotValue = (value: CellValue, type: ColumnType): PlotValue => {
  if (value === null) return null;
  if (isNumeric(type)) return finite(Number(value));
  if (type === "date" || type === "datetime") return momentOf(String(value));
  if (type === "time") return clockOf(String(value));
  return typeof value === "boolean" ? value : exactValue(value);
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** With fewer, that all of them begin a month may be chance. */
const ENOUGH = 3;

/** The longest stretch of time that every one of these moments begins; null where they fall anywhere. */
export const grainOf = (moments: readonly number[]): TimeGrain | null => {
  const begins = (length: number) => moments.every((moment) => moment % length === 0);
  if (moments.length === 0) return null;
  if (!begins(DAY)) return begins(HOUR) ? "hour" : begins(MINUTE) ? "minute" : begins(SECOND) ? "second" : null;
  const days = [...new Set(moments)].map((moment) => new Date(moment));
  if (days.length < ENOUGH) return "day";
  if (days.every((day) => day.getUTCDate() === 1)) {
    if (days.every((day) => day.getUTCMonth() === 0)) return "year";
    return days.every((day) => day.getUTCMonth() % 3 === 0) ? "quarter" : "month";
  }
  return days.every((day) => day.getUTCDay() === 1) ? "week" : "day";
};
