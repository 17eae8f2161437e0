import { tableFromIPC, type Column, type Table } from "@uwdata/flechette";
import type { QueryColumn, QueryMeaning } from "@/api/contracts";
import type { CellValue } from "@/lib/format-value";
import { clockText, dateText, dateTimeText, durationText, wallClock, type Moment } from "./moments";

/** A value as a picture needs it: numbers as numbers, moments as wall-clock milliseconds. */
export type PlotValue = number | string | boolean | null;
export type PlotRow = Record<string, PlotValue>;

export type ResultColumn = {
  meaning: QueryColumn;
  /** The exact value, moments as ISO-8601 wall-clock text. */
  valueAt: (row: number) => CellValue;
  /** The value for drawing. */
  plotAt: (row: number) => PlotValue;
};

export type ResultTable = { rowCount: number; columns: readonly ResultColumn[] };

type Reader = Pick<ResultColumn, "valueAt" | "plotAt">;
type ArrowColumn = Column<unknown>;
type ArrowType = { typeId: number; unit?: number; timezone?: string | null; dictionary?: ArrowType };

// The ids that the Arrow format gives to types, as far as they need care here.
const ARROW = { date: 8, time: 9, timestamp: 10, duration: 18 } as const;
const PER_SECOND = [1n, 1_000n, 1_000_000n, 1_000_000_000n] as const;

/** 64-bit integers become numbers where a double holds them, else their digits. */
const plain = (value: unknown): CellValue => {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof Uint8Array) return [...value].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return JSON.parse(JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner))) as CellValue;
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const toPlot = (value: CellValue, isNumber: boolean): PlotValue => {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "object") return JSON.stringify(value);
  return isNumber ? finite(Number(value)) : typeof value === "bigint" ? Number(value) : value;
};

const momentReader = (read: (row: number) => Moment | null, write: (moment: Moment) => string): Reader => ({
  valueAt: (row) => {
    const moment = read(row);
    return moment === null ? null : write(moment);
  },
  plotAt: (row) => read(row)?.milliseconds ?? null,
});

const momentOf = (value: bigint, unit: number, zone: string | null): Moment => {
  const perSecond = PER_SECOND[unit] ?? 1_000n;
  const seconds = value / perSecond - (value % perSecond < 0n ? 1n : 0n);
  const nanoseconds = Number((value - seconds * perSecond) * (1_000_000_000n / perSecond));
  const moment = { milliseconds: Number(seconds) * 1000 + Math.floor(nanoseconds / 1_000_000), nanoseconds };
  return zone === null ? moment : wallClock(moment, zone);
};

const bigOf = (value: unknown): bigint | null =>
  typeof value === "bigint" ? value : typeof value === "number" ? BigInt(value) : null;

const spanReader = (column: ArrowColumn, unit: number, write: (microseconds: bigint) => string): Reader => {
  const perSecond = PER_SECOND[unit] ?? 1_000n;
  const read = (row: number) => {
    const value = bigOf(column.at(row));
    return value === null ? null : value * 1_000_000n / perSecond;
  };
  return {
    valueAt: (row) => { const span = read(row); return span === null ? null : write(span); },
    plotAt: (row) => { const span = read(row); return span === null ? null : Number(span) / 1000; },
  };
};

const readerOf = (column: ArrowColumn, meaning: QueryColumn, timeZone: string): Reader => {
  const own = column.type as ArrowType;
  const type = own.dictionary ?? own;
  const unit = type.unit ?? 1;
  if (type.typeId === ARROW.date) {
    return momentReader((row) => { const day = column.at(row); return typeof day === "number" ? { milliseconds: day, nanoseconds: 0 } : null; }, dateText);
  }
  if (type.typeId === ARROW.timestamp) {
    const zone = type.timezone ? timeZone : null;
    const write = meaning.type === "date" ? dateText : dateTimeText;
    return momentReader((row) => { const value = bigOf(column.at(row)); return value === null ? null : momentOf(value, unit, zone); }, write);
  }
  if (type.typeId === ARROW.time) return spanReader(column, unit, clockText);
  if (type.typeId === ARROW.duration) return spanReader(column, unit, durationText);
  const isNumber = meaning.is_text_encoded || meaning.type === "integer" || meaning.type === "decimal" || meaning.type === "float";
  const valueAt = (row: number) => plain(column.at(row));
  return { valueAt, plotAt: (row) => toPlot(valueAt(row), isNumber) };
};

const emptyReader: Reader = { valueAt: () => null, plotAt: () => null };

const decode = (body: Uint8Array): Table => tableFromIPC(body, { useBigInt: true, useBigIntTimestamp: true });

/** The rows of an answer with what they mean. Nothing is copied: values are read when they are needed. */
export const resultTable = (body: Uint8Array, meaning: QueryMeaning): ResultTable => {
  if (body.length === 0) return { rowCount: 0, columns: meaning.columns.map((column) => ({ meaning: column, ...emptyReader })) };
  const table = decode(body);
  const columns = meaning.columns.map((column, index) => ({
    meaning: column,
    ...readerOf(table.getChildAt(index) as ArrowColumn, column, meaning.receipt.time_zone),
  }));
  return { rowCount: table.numRows, columns };
};

/** Plain objects for Vega, which writes into them. */
export const plotRows = ({ rowCount, columns }: ResultTable): PlotRow[] => {
  const rows: PlotRow[] = Array.from({ length: rowCount }, () => ({}));
  for (const { meaning, plotAt } of columns) rows.forEach((row, index) => { row[meaning.name] = plotAt(index); });
  return rows;
};

export const columnNamed = (table: ResultTable, name: string): ResultColumn | undefined =>
  table.columns.find((column) => column.meaning.name === name);
