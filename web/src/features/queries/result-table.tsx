import { useId, useMemo, useState } from "react";
import { isNumeric, type ColumnType } from "@/lib/column-type";
import type { CellValue } from "@/lib/format-value";
import { DataGrid, type GridColumn, type GridSort } from "@/ui/data-grid";
import { wantedWidth, type ColumnWords } from "@/viz/column-widths";
import { CellDialog } from "./cell-dialog";
import { cellText, columnId, type ResultRows } from "./rows";

const ROWS_MEASURED = 200;
const ROW_HEIGHT = 28;

const kindOf = (type: ColumnType): ColumnWords["kind"] => (isNumeric(type) ? "number" : type === "text" || type === "json" || type === "geo" ? "text" : "other");

const wordsOf = ({ columns, rows }: ResultRows): ColumnWords[] =>
  columns.map((column, index) => ({ title: column.name, kind: kindOf(column.type), texts: rows.slice(0, ROWS_MEASURED).map((row) => cellText(row[index] ?? null, column)) }));

type ResultTableProps = {
  name: string;
  table: ResultRows;
  /** Numbers of rows as they stand. */
  order: readonly number[];
  sort: GridSort | null;
  onSort: (sort: GridSort | null) => void;
};

/** The rows of a result, each value a key away from being seen whole. */
export function ResultTable({ name, table, order, sort, onSort }: ResultTableProps) {
  const [cell, setCell] = useState<{ row: number; column: number } | null>(null);
  const helpId = useId();
  const columns = useMemo(
    () => wordsOf(table).map((words, index): GridColumn => {
      const { name: title, type } = table.columns[index] ?? { name: "", type: "text" };
      return { id: columnId(index), title, type, width: wantedWidth(words), write: (value) => cellText(value, { name: title, type }) };
    }),
    [table],
  );
  const valueAt = (row: number, column: number): CellValue => table.rows[order[row] ?? row]?.[column] ?? null;
  const pressed = cell && table.columns[cell.column];
  return (
    <>
      <div className="relative min-h-0 flex-1">
        <DataGrid
          label={`Result of ${name}`}
          describedBy={helpId}
          columns={columns}
          rowCount={table.rows.length}
          cellAt={valueAt}
          sort={sort}
          onSort={onSort}
          onPressCell={setCell}
          rowHeight={ROW_HEIGHT}
          className="absolute inset-0 rounded-none border-x-0 border-b-0"
        />
        {table.rows.length === 0 && <p className="pointer-events-none absolute inset-x-0 top-12 text-center text-sm text-muted">The statement gives no rows.</p>}
      </div>
      <p id={helpId} className="sr-only">Press Enter to see the whole of a value, Ctrl or Command with C to copy it.</p>
      {cell && pressed && <CellDialog cell={{ column: pressed, row: cell.row, value: valueAt(cell.row, cell.column) }} onClose={() => { setCell(null); }} />}
    </>
  );
}
