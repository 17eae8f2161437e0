import { Clipboard, Download, Info, RotateCw } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { isNumeric, type ColumnType } from "@/lib/column-type";
import { formatCount, formatNumber } from "@/lib/format-number";
import { formatDuration } from "@/lib/format-time";
import type { CellValue } from "@/lib/format-value";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { DataGrid, type GridColumn, type GridSort } from "@/ui/data-grid";
import { showToast } from "@/ui/toast-store";
import { wantedWidth, type ColumnWords } from "@/viz/column-widths";
import type { SqlResult } from "./api";
import { CellDialog } from "./cell-dialog";
import { csvOf, tsvOf } from "./export-rows";
import { ResultReceipt } from "./result-receipt";
import { SaveAsDataset } from "./save-as-dataset";
import { cellText, columnId, sortedOrder, type ResultRows } from "./rows";

const ROWS_MEASURED = 200;
const ROW_HEIGHT = 28;

const kindOf = (type: ColumnType): ColumnWords["kind"] => (isNumeric(type) ? "number" : type === "text" || type === "json" || type === "geo" ? "text" : "other");

const wordsOf = ({ columns, rows }: ResultRows): ColumnWords[] =>
  columns.map((column, index) => ({ title: column.name, kind: kindOf(column.type), texts: rows.slice(0, ROWS_MEASURED).map((row) => cellText(row[index] ?? null, column)) }));

/** What there is, and how much of it is shown: `1,000 of 53,211 rows shown · 34 ms · cached`. */
export const resultWords = ({ row_count: shown, total_rows: all, truncated, execution_time_ms: elapsed, receipt }: SqlResult): string =>
  [
    truncated ? `${formatNumber(shown)} of ${formatCount(all, "row")} shown` : formatCount(shown, "row"),
    formatDuration(elapsed),
    receipt.is_cached ? "cached" : null,
  ].filter(Boolean).join(" · ");

const saveFile = (text: string, name: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};

const fileName = (name: string): string => `${name.replaceAll(/[^\p{L}\p{N} ._-]+/gu, " ").trim().slice(0, 80) || "result"}.csv`;

type ResultViewProps = {
  name: string;
  result: SqlResult;
  /** The run in the history, of which a dataset can be made. */
  queryId?: string | null;
  onAnew: () => void;
};

/** The rows of a result, and the honest line above them. */
export function ResultView({ name, result, queryId = null, onAnew }: ResultViewProps) {
  const [sort, setSort] = useState<GridSort | null>(null);
  const [cell, setCell] = useState<{ row: number; column: number } | null>(null);
  const helpId = useId();
  const table = useMemo(() => ({ columns: result.columns, rows: result.rows as CellValue[][] }), [result]);
  const order = useMemo(() => sortedOrder(table, sort), [table, sort]);
  const columns = useMemo(
    () => wordsOf(table).map((words, index): GridColumn => {
      const { name: title, type } = table.columns[index] ?? { name: "", type: "text" };
      return { id: columnId(index), title, type, width: wantedWidth(words), write: (value) => cellText(value, { name: title, type }) };
    }),
    [table],
  );
  const valueAt = (row: number, column: number): CellValue => table.rows[order[row] ?? row]?.[column] ?? null;
  const copy = () => navigator.clipboard.writeText(tsvOf(table, order)).then(() => { showToast({ tone: "success", title: `${formatCount(order.length, "row")} copied`, detail: "Paste them into a spreadsheet." }); });
  const pressed = cell && table.columns[cell.column];
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5">
        <p role="status" className="text-xs text-muted tabular">{resultWords(result)}</p>
        {result.truncated && <Badge tone="warning" title="Raise the number of rows, or let the statement give fewer">Truncated</Badge>}
        {result.receipt.is_cached && <Button size="sm" variant="ghost" onClick={onAnew}><RotateCw aria-hidden /><span className="max-sm:sr-only">Run anew</span></Button>}
        <div className="flex-1" />
        <Button size="sm" variant="ghost" disabled={result.columns.length === 0} onClick={() => void copy()}><Clipboard aria-hidden /><span className="max-sm:sr-only">Copy</span></Button>
        <Button size="sm" variant="ghost" disabled={result.columns.length === 0} onClick={() => { saveFile(csvOf(table, order), fileName(name)); }}><Download aria-hidden /><span className="max-sm:sr-only">CSV</span></Button>
        {queryId !== null && result.columns.length > 0 && <SaveAsDataset queryId={queryId} name={name} />}
        <ResultReceipt receipt={result.receipt} />
      </div>
      {result.warnings.length > 0 && (
        <ul className="mx-3 mb-1.5 flex shrink-0 flex-col gap-1 rounded-md bg-warning-soft px-2.5 py-1.5 text-xs text-warning-text">
          {result.warnings.map((warning) => <li key={warning} className="flex gap-1.5"><Info aria-hidden className="mt-px size-3.5 shrink-0" /><span className="min-w-0 break-words">{warning}</span></li>)}
        </ul>
      )}
      <div className="relative min-h-0 flex-1">
        <DataGrid
          label={`Result of ${name}`}
          describedBy={helpId}
          columns={columns}
          rowCount={table.rows.length}
          cellAt={valueAt}
          sort={sort}
          onSort={setSort}
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
