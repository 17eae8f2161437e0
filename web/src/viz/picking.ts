import type { Drawing, Filter, FilterValue, RowFilterSpec } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { columnNamed, type PlotValue, type ResultColumn, type ResultTable } from "@/query/arrow";
import { filtersFrom, isLit, pickColumns, pickedFrom, togglePoint, type Point } from "@/query/selection";
import type { CellValue } from "@/lib/format-value";
import type { Hit, Lit } from "./vega-runtime";

export const asFilterValue = (value: CellValue): FilterValue =>
  typeof value === "bigint" ? value.toString() : typeof value === "object" && value !== null ? JSON.stringify(value) : value;

const rowWhere = (table: ResultTable, isIt: (row: number) => boolean): number => {
  for (let row = 0; row < table.rowCount; row++) if (isIt(row)) return row;
  return -1;
};

const exactValue = (table: ResultTable, column: ResultColumn, plotted: unknown): FilterValue | undefined => {
  const row = rowWhere(table, (at) => column.plotAt(at) === plotted);
  return row < 0 ? undefined : asFilterValue(column.valueAt(row));
};

const plottedValue = (table: ResultTable, column: ResultColumn, exact: FilterValue): PlotValue | undefined => {
  const row = rowWhere(table, (at) => asFilterValue(column.valueAt(at)) === exact);
  return row < 0 ? undefined : column.plotAt(row);
};

const xColumns = (drawing: Drawing): Set<string> =>
  new Set(drawing.bindings.filter(({ channel }) => channel === "x").map(({ column }) => column));

/** The values that a mark stands for, by column; a whole line has none along its axis. */
export const pointOf = (hit: Hit, drawing: Drawing, { table, meaning }: Drawable): Point => {
  const along = hit.isSeries ? xColumns(drawing) : new Set<string>();
  const values = pickColumns(drawing.bindings, meaning.columns).flatMap(({ name }) => {
    const column = columnNamed(table, name);
    if (column === undefined || along.has(name) || !(name in hit.datum)) return [];
    const exact = exactValue(table, column, hit.datum[name]);
    return exact === undefined ? [] : [[name, exact] as const];
  });
  return Object.fromEntries(values);
};

/** The filters after a press: on a mark it toggles, beside all marks it lets go. Null when nothing can be chosen there. */
export const filtersAfterPress = (hit: Hit | null, isAdding: boolean, selected: readonly Filter[], drawing: Drawing, answer: Drawable): RowFilterSpec[] | null => {
  const columns = pickColumns(drawing.bindings, answer.meaning.columns);
  if (hit === null) return selected.length === 0 ? null : [];
  const point = pointOf(hit, drawing, answer);
  if (Object.keys(point).length === 0) return null;
  return filtersFrom(togglePoint(pickedFrom(selected, columns), point, isAdding), columns);
};

/** The values of a row that its mark stands for. */
export const pointAt = (row: number, { table, meaning }: Drawable, drawing: Drawing): Point =>
  Object.fromEntries(pickColumns(drawing.bindings, meaning.columns).map(({ name }) => [name, asFilterValue(columnNamed(table, name)?.valueAt(row) ?? null)]));

/** The filters after a row of the data table was chosen: the way to pick a mark without a pointer. */
export const filtersAfterRow = (row: number, isAdding: boolean, selected: readonly Filter[], drawing: Drawing, answer: Drawable): RowFilterSpec[] => {
  const columns = pickColumns(drawing.bindings, answer.meaning.columns);
  return filtersFrom(togglePoint(pickedFrom(selected, columns), pointAt(row, answer, drawing), isAdding), columns);
};

/** Whether the mark of a row is lit by these filters. */
export const isRowLit = (row: number, selected: readonly Filter[], drawing: Drawing, answer: Drawable): boolean =>
  isLit(pickedFrom(selected, pickColumns(drawing.bindings, answer.meaning.columns)), pointAt(row, answer, drawing));

/** Which plotted values to light for these filters. */
export const litBy = (selected: readonly Filter[], drawing: Drawing, { table, meaning }: Drawable): Lit => {
  const columns = pickColumns(drawing.bindings, meaning.columns);
  return Object.fromEntries(Object.entries(pickedFrom(selected, columns)).map(([name, values]) => {
    const column = columnNamed(table, name);
    return [name, values.flatMap((value) => (column ? [plottedValue(table, column, value)] : [])).filter((value) => value !== undefined)];
  }));
};
