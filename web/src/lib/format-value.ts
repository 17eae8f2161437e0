import { isNumeric, type ColumnType } from "./column-type";
import { formatDate } from "./format-time";
import { formatExact, formatNumber } from "./format-number";
import { readerLocale } from "./locale";

/** What a cell of a result holds on the wire: see "Shapes that many clients rely on". */
export type CellValue = string | number | bigint | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>>;

const scalarText = (value: CellValue): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

const isScalar = (value: CellValue): value is string | number | bigint =>
  typeof value === "string" || typeof value === "number" || typeof value === "bigint";

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/;

// Shown as it is stored, in no other time zone: a row must not change its day because the reader travels.
const dateTimeText = (value: string, locale: string | undefined): string => {
  const [, day, clock, zone] = DATE_TIME.exec(value) ?? [];
  if (day === undefined || clock === undefined) return value;
  const offset = zone === undefined || zone === "Z" ? "" : ` ${zone}`;
  return `${formatDate(day, { locale })} ${clock.replace(/(:00)?(\.0+)?$/, "")}${offset}`;
};

/** A value in the form its column type asks for; null is a word of its own. */
export const formatValue = (value: CellValue, type: ColumnType, locale = readerLocale()): string => {
  if (value === null) return "null";
  if (isNumeric(type) && isScalar(value)) {
    return type === "float" && typeof value === "number" ? formatNumber(value, { locale }) : formatExact(value, { locale });
  }
  if (type === "date" && typeof value === "string") return formatDate(value, { locale });
  if (type === "datetime" && typeof value === "string") return dateTimeText(value, locale);
  if (type === "boolean") return value === true ? "yes" : value === false ? "no" : scalarText(value);
  return scalarText(value);
};

/** The value as it is stored, for a copy or a hover. */
export const exactValue = (value: CellValue): string => (value === null ? "" : scalarText(value));
