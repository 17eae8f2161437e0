import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { columnStarts, columnsInView } from "@/lib/column-layout";
import type { ColumnType } from "@/lib/column-type";
import { exactValue, type CellValue } from "@/lib/format-value";
import { rowsInView, trackLength } from "@/lib/tall-scroll";
import { DataGridCell } from "./data-grid-cell";
import { DataGridHeaderCell } from "./data-grid-header";
import { placeAfterKey, type GridPlace } from "./grid-navigation";
import { useGridViewport } from "./use-grid-viewport";

export type GridColumn = {
  id: string;
  title: string;
  type: ColumnType;
  width?: number;
  /** Under the title: a little histogram, say. Give the grid a `headerHeight` that holds it. */
  detail?: ReactNode;
  /** How its values are written, where it is not as values of its type usually are. */
  write?: ((value: CellValue) => string) | undefined;
};

export type GridSort = { columnId: string; direction: "asc" | "desc" };

type DataGridProps = {
  /** What the table shows; its name for a screen reader. */
  label: string;
  columns: readonly GridColumn[];
  rowCount: number;
  /** The value of a cell; undefined while its rows are on their way. */
  cellAt: (row: number, column: number) => CellValue | undefined;
  /** What is drawn in a cell in place of its value; nothing where it is drawn as usual. */
  contentAt?: ((row: number, column: number) => ReactNode) | undefined;
  sort?: GridSort | null;
  /** Sorting is the caller's (the server sorts all rows, not the ones in sight); without it the headers are plain. */
  onSort?: (sort: GridSort | null) => void;
  /** The rows that are drawn: ask for what is missing of them. */
  onRowsInView?: (first: number, end: number) => void;
  /** Enter on a row, with Shift to add it: what it means is the caller's, who says it in an element named by `describedBy`. */
  onPressRow?: ((row: number, isAdding: boolean) => void) | undefined;
  isRowChosen?: (row: number) => boolean;
  /** Enter on a cell, or a double click: to see the whole of it, say. */
  onPressCell?: (place: GridPlace) => void;
  describedBy?: string;
  rowHeight?: number;
  headerHeight?: number;
  className?: string;
};

const widthByType: Partial<Record<ColumnType, number>> = { text: 180, json: 240, datetime: 168, geo: 180, boolean: 96, date: 120, time: 110 };

const defaultWidth = ({ title, type, width }: GridColumn): number =>
  width ?? Math.min(320, Math.max(widthByType[type] ?? 116, 52 + title.length * 7.2));

export const nextSort = (sort: GridSort | null, columnId: string): GridSort | null => {
  if (sort?.columnId !== columnId) return { columnId, direction: "asc" };
  return sort.direction === "asc" ? { columnId, direction: "desc" } : null;
};

const range = ([first, end]: [number, number]): number[] => Array.from({ length: Math.max(0, end - first) }, (_, step) => first + step);

/** A table of any height and width: only what is in sight is drawn, and arrow keys reach every cell. */
export function DataGrid({ label, columns, rowCount, cellAt, contentAt, sort = null, onSort, onRowsInView, onPressRow, isRowChosen, onPressCell, describedBy, rowHeight = 28, headerHeight = 32, className }: DataGridProps) {
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const view = useGridViewport(grid, rowCount, rowHeight, headerHeight);
  const starts = useMemo(() => columnStarts(columns.map(defaultWidth)), [columns]);
  const bodyHeight = Math.max(rowHeight, view.height - headerHeight);
  const [firstRow, endRow] = rowsInView(view.top, bodyHeight, rowHeight, rowCount);
  const shownColumns = columnsInView(starts, view.left, view.width);
  const totalWidth = starts.at(-1) ?? 0;
  const shift = view.track - view.top;

  useEffect(() => { onRowsInView?.(firstRow, endRow); }, [onRowsInView, firstRow, endRow]);

  const cellId = ({ row, column }: GridPlace) => `${id}-${String(row)}-${String(column)}`;
  const isDrawn = place.column >= shownColumns[0] && place.column < shownColumns[1] && (place.row < 0 || (place.row >= firstRow && place.row < endRow));
  const toggleSort = onSort && ((columnId: string) => { onSort(nextSort(sort, columnId)); });

  const onKeyDown = (event: KeyboardEvent) => {
    const isControl = event.ctrlKey || event.metaKey;
    if (event.key.toLowerCase() === "c" && isControl && place.row >= 0 && window.getSelection()?.isCollapsed !== false) {
      const value = cellAt(place.row, place.column);
      if (value !== undefined) void navigator.clipboard.writeText(exactValue(value));
      return;
    }
    const column = columns[place.column];
    if (place.row === -1 && column && toggleSort && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      toggleSort(column.id);
      return;
    }
    if (place.row >= 0 && (onPressRow ?? onPressCell) && event.key === "Enter") {
      event.preventDefault();
      onPressRow?.(place.row, event.shiftKey);
      onPressCell?.(place);
      return;
    }
    const next = placeAfterKey(place, event.key, isControl, { rowCount, columnCount: columns.length, pageRows: Math.max(1, Math.floor(bodyHeight / rowHeight) - 1), hasHeader: true });
    if (next === null) return;
    event.preventDefault();
    setPlace(next);
    view.revealRow(next.row);
    view.revealColumn(starts[next.column] ?? 0, (starts[next.column + 1] ?? 0) - (starts[next.column] ?? 0));
  };

  const placeOf = (event: MouseEvent): GridPlace | null => {
    const cell = (event.target as Element).closest<HTMLElement>("[data-place]");
    const [row, column] = (cell?.dataset["place"] ?? "").split(":").map(Number);
    return row === undefined || column === undefined ? null : { row, column };
  };

  const onClick = (event: MouseEvent) => {
    const pressed = placeOf(event);
    if (pressed) setPlace(pressed);
  };

  const onDoubleClick = (event: MouseEvent) => {
    const pressed = placeOf(event);
    if (pressed && pressed.row >= 0) onPressCell?.(pressed);
  };

  const cells = (draw: (column: number, left: number, width: number) => ReactNode) =>
    range(shownColumns).map((column) => draw(column, starts[column] ?? 0, (starts[column + 1] ?? 0) - (starts[column] ?? 0)));

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-describedby={describedBy}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-activedescendant={isDrawn && columns.length > 0 ? cellId(place) : undefined}
      onScroll={view.onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      className={cn("group/grid relative overflow-auto rounded-lg border border-line bg-panel focus-visible:outline-offset-0", className)}
    >
      <div role="presentation" className="relative" style={{ width: totalWidth, height: headerHeight + trackLength({ content: rowCount * rowHeight, viewport: bodyHeight }) }}>
        <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-sunken" style={{ height: headerHeight }}>
          <div role="row" aria-rowindex={1} className="relative h-full">
            {cells((index, left, width) => {
              const column = columns[index];
              if (!column) return null;
              return <DataGridHeaderCell key={column.id} id={cellId({ row: -1, column: index })} place={`-1:${String(index)}`} {...{ column, index, left, width, sort }} isActive={place.row === -1 && place.column === index} onSort={toggleSort} />;
            })}
          </div>
        </div>
        <div role="rowgroup" className="absolute inset-x-0" style={{ top: headerHeight }}>
          {range([firstRow, endRow]).map((row) => (
            <div key={row} role="row" aria-rowindex={row + 2} aria-selected={isRowChosen?.(row)} className="absolute inset-x-0 border-b border-line hover:bg-hover aria-selected:bg-accent-soft" style={{ top: row * rowHeight + shift, height: rowHeight }}>
              {cells((index, left, width) => {
                const column = columns[index];
                if (!column) return null;
                return <DataGridCell key={column.id} id={cellId({ row, column: index })} place={`${String(row)}:${String(index)}`} value={cellAt(row, index)} type={column.type} write={column.write} content={contentAt?.(row, index)} {...{ index, left, width }} isActive={place.row === row && place.column === index} />;
              })}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
