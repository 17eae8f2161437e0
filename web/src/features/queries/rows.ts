import { isNumeric, type ColumnType } from "@/lib/column-type";
import { exactValue, formatValue, type CellValue } from "@/lib/format-value";
import type { GridSort } from "@/ui/data-grid";
import type { SqlResult } from "./api";

type Row = readonly CellValue[];
export type ResultRows = Pick<SqlResult, "columns"> & { rows: readonly Row[] };

const DECIMAL = /^([+-]?)0*(\d*)\.?(\d*?)0*$/;

/** Digits beyond what a double holds are compared digit by digit. */
const compareDigits = (one: string, other: string): number => {
  const [a, b] = [DECIMAL.exec(one), DECIMAL.exec(other)];
  if (a === null || b === null) return Number(one) - Number(other);
  const [, signA, wholeA = "", partA = ""] = a;
  const [, signB, wholeB = "", partB = ""] = b;
  if ((signA === "-") !== (signB === "-")) return signA === "-" ? -1 : 1;
  const size = wholeA.length - wholeB.length || (wholeA === wholeB ? (partA === partB ? 0 : partA < partB ? -1 : 1) : wholeA < wholeB ? -1 : 1);
  return signA === "-" ? -size : size;
};

const compareNumbers = (one: CellValue, other: CellValue): number =>
  typeof one === "number" && typeof other === "number" ? one - other : compareDigits(String(one), String(other));

const compareTexts = (one: CellValue, other: CellValue): number => {
  const [a, b] = [exactValue(one), exactValue(other)];
  return a === b ? 0 : a < b ? -1 : 1;
};

const collator = new Intl.Collator(undefined, { numeric: true });

const comparing = (type: ColumnType): ((one: CellValue, other: CellValue) => number) => {
  if (isNumeric(type)) return compareNumbers;
  return type === "text" ? (one, other) => collator.compare(exactValue(one), exactValue(other)) : compareTexts;
};

/** Columns of a result may share a name, so each goes by its place. */
export const columnId = (index: number): string => String(index);

/** Numbers of rows in the order of a column; rows without a value come last, whichever way it goes. */
export const sortedOrder = ({ columns, rows }: ResultRows, sort: GridSort | null): number[] => {
  const order = rows.map((_, row) => row);
  const index = sort === null ? -1 : Number(sort.columnId);
  const column = columns[index];
  if (sort === null || column === undefined) return order;
  const compare = comparing(column.type);
  const sign = sort.direction === "asc" ? 1 : -1;
  return order.sort((one, other) => {
    const [a, b] = [rows[one]?.[index] ?? null, rows[other]?.[index] ?? null];
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return sign * compare(a, b);
  });
};

const LABEL = /(^|[_ ])(year|id|key|code|zip|postcode|no|nr|number)$/i;
const CAMEL_LABEL = /[a-z](Year|Id|ID|Key|Code|Zip|No|Nr|Number)$/;

/** Whole numbers that name something, as years and keys do, are not counted in thousands. */
export const isLabel = ({ name, type }: { name: string; type: ColumnType }): boolean => type === "integer" && (LABEL.test(name) || CAMEL_LABEL.test(name));

export const cellText = (value: CellValue, column: { name: string; type: ColumnType }): string =>
  isLabel(column) ? exactValue(value) : formatValue(value, column.type);
