import type { QueryColumn } from "@/api/contracts";
import { formatNumber } from "@/lib/format-number";
import { formatDate, formatDateTime } from "@/lib/format-time";
import { formatValue, type CellValue } from "@/lib/format-value";
import { readerLocale } from "@/lib/locale";
import { stepLabel, utc } from "@/query/step-label";

/** What stands for an absent value; the pictures of the server say the same. */
export const NO_VALUE = "No value";

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

/** A value of a result as a reader says it: “Mar 2024”, “Monday”, “10 – 20”. */
export const valueLabel = (value: CellValue, column: QueryColumn, locale = readerLocale()): string => {
  if (value === null) return NO_VALUE;
  if (column.bin_width !== null) return binText(value, column, locale);
  return (column.grain && stepLabel(value, column.grain, locale)) ?? formatValue(value, column.type, locale);
};

/** Whether a column reads better as such labels than as stored values. */
export const hasLabels = ({ grain, bin_width: width }: QueryColumn): boolean => grain !== null || width !== null;
