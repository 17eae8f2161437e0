import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { Filter, RowFilterSpec } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import type { PlotValue, ResultColumn, ResultTable } from "@/query/arrow";
import { pickColumns } from "@/query/selection";
import { cn } from "@/lib/cn";
import { isNumeric, type ColumnType } from "@/lib/column-type";
import { exactValue, formatValue, type CellValue } from "@/lib/format-value";
import { DataGrid, type GridColumn, type GridSort } from "@/ui/data-grid";
import { drawingOf } from "./answer-badges";
import { looksOf } from "./cell-format";
import { CellValueOn } from "./cell-look";
import { columnWidths, type ColumnWords } from "./column-widths";
import { HIDDEN_WORD, hiddenIn, hidesSmall, withoutHiddenColumn } from "./hidden";
import { hasLabels, valueLabel } from "./labels";
import { withoutTotals } from "./matrix";
import { numberWords } from "./number-format";
import { filtersAfterRow, isRowLit, pointAt } from "./picking";
import { tellings } from "./pointed";
import type { Size } from "./spec-parts";
import { useElementSize } from "./use-element-size";

const compare = (a: PlotValue, b: PlotValue): number => {
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b);
  return Number(a) - Number(b);
};

/** Row numbers in order; nulls come last whichever way it goes. */
export const sortedRows = ({ rowCount, columns }: ResultTable, sort: GridSort | null): number[] => {
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  const column = columns.find(({ meaning }) => meaning.name === sort?.columnId);
  if (sort === null || column === undefined) return rows;
  const sign = sort.direction === "asc" ? 1 : -1;
  return rows.sort((one, other) => {
    const [a, b] = [column.plotAt(one), column.plotAt(other)];
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return sign * compare(a, b);
  });
};

const typeOf = ({ meaning }: ResultColumn): ColumnType => (hasLabels(meaning) ? "text" : meaning.type);

const cellOf = (column: ResultColumn, row: number) => {
  const value = column.valueAt(row);
  return value !== null && hasLabels(column.meaning) ? valueLabel(value, column.meaning) : value;
};

/** So many rows tell how wide a column has to be. */
const ROWS_MEASURED = 200;
const ROW_HEIGHT = 28;
const BORDERS = 2;
const SCROLLBAR = 15;

const kindOf = (type: ColumnType): ColumnWords["kind"] => (isNumeric(type) ? "number" : type === "text" || type === "json" || type === "geo" ? "text" : "other");

const wordsOf = (column: ResultColumn, rowCount: number, write = (value: CellValue) => formatValue(value, typeOf(column))): ColumnWords => ({
  title: column.meaning.label,
  kind: kindOf(typeOf(column)),
  texts: Array.from({ length: Math.min(rowCount, ROWS_MEASURED) }, (_, row) => write(cellOf(column, row))),
});

type Formats = Readonly<Record<string, string>>;
const NO_FORMATS: Formats = {};

/** A number in the format that the picture or the model gives it; anything else as its type is written. */
const writerOf = (column: ResultColumn, formats: Formats) => {
  const format = formats[column.meaning.name];
  if (format === undefined || !isNumeric(typeOf(column))) return undefined;
  return (value: CellValue) =>
    (typeof value === "number" || typeof value === "bigint" || typeof value === "string" ? numberWords(value, format).full : formatValue(value, typeOf(column)));
};

const gridColumns = ({ columns, rowCount }: ResultTable, words: readonly ColumnWords[], frame: Size | null, formats: Formats): GridColumn[] => {
  const isTall = frame !== null && (rowCount + 1) * ROW_HEIGHT > frame.height;
  const widths = columnWidths(words, (frame?.width ?? 0) - BORDERS - (isTall ? SCROLLBAR : 0));
  return columns.map((column, index) => ({ id: column.meaning.name, title: column.meaning.label, type: typeOf(column), width: widths[index] ?? 0, write: writerOf(column, formats) }));
};

type TableViewProps = {
  label: string;
  answer: Answer;
  selected?: readonly Filter[];
  /** Choosing rows by keyboard is possible when somebody listens: the way to pick a mark without a pointer. */
  onPick?: ((filters: RowFilterSpec[]) => void) | undefined;
  className?: string;
};

const NO_FILTERS: readonly Filter[] = [];

/** The rows of an answer, exact and sortable: a table tile, and the data behind every picture. */
export function TableView({ label, answer: given, selected = NO_FILTERS, onPick, className }: TableViewProps) {
  const [sort, setSort] = useState<GridSort | null>(null);
  const cells = useMemo(() => withoutTotals(given), [given]);
  const answer = useMemo(() => withoutHiddenColumn(cells), [cells]);
  const { table } = answer;
  const hiddenAt = useMemo(() => (hidesSmall(cells.table) ? hiddenIn(cells.table) : null), [cells]);
  const frame = useRef<HTMLDivElement>(null);
  const size = useElementSize(frame);
  const drawing = drawingOf(answer);
  const formats = drawing?.number_formats ?? NO_FORMATS;
  const words = useMemo(() => table.columns.map((column) => wordsOf(column, table.rowCount, writerOf(column, formats))), [table, formats]);
  const columns = useMemo(() => gridColumns(table, words, size, formats), [table, words, size, formats]);
  const lookAt = useMemo(() => looksOf(table, drawing?.cells ?? []), [table, drawing]);
  const order = useMemo(() => sortedRows(table, sort), [table, sort]);
  const helpId = useId();
  const canPick = onPick !== undefined && drawing !== null && pickColumns(drawing.bindings, answer.meaning.columns).length > 0;
  const pick = (row: number, isAdding: boolean) => {
    const filters = drawing && filtersAfterRow(order[row] ?? row, isAdding, selected, drawing, answer);
    if (filters) onPick?.(filters);
  };
  useEffect(() => {
    if (frame.current && drawing) tellings.set(frame.current, (place) => {
      const row = order[place?.row ?? -1];
      if (row === undefined || !place) return null;
      return { point: pointAt(row, answer, drawing), value: table.columns[place.column]?.valueAt(row) };
    });
  }, [order, answer, drawing, table]);
  return (
    <div ref={frame} className={cn("size-full", className)}>
      <DataGrid
        label={label}
        columns={columns}
        rowCount={table.rowCount}
        sort={sort}
        onSort={setSort}
        {...(canPick && {
          onPressRow: pick,
          isRowChosen: (row) => isRowLit(order[row] ?? row, selected, drawing, answer),
          describedBy: helpId,
        })}
        cellAt={(row, index) => {
          const column = table.columns[index];
          return column ? cellOf(column, order[row] ?? row) : undefined;
        }}
        contentAt={lookAt === null && hiddenAt === null ? undefined : (row, index) => {
          const column = table.columns[index];
          const reason = column?.meaning.role === "measure" ? hiddenAt?.(order[row] ?? row) : null;
          if (reason) return <span className="text-faint italic" title={reason}>{HIDDEN_WORD}</span>;
          const look = column && lookAt?.(column.meaning.name, order[row] ?? row);
          if (!column || !look) return undefined;
          const value = cellOf(column, order[row] ?? row) ?? null;
          return <CellValueOn look={look}><span title={exactValue(value)}>{columns[index]?.write?.(value) ?? formatValue(value, typeOf(column))}</span></CellValueOn>;
        }}
        rowHeight={ROW_HEIGHT}
        className="size-full"
      />
      {canPick && <p id={helpId} className="sr-only">Press Enter to filter by the row, with Shift to add it; Shift with F10 for more.</p>}
    </div>
  );
}
