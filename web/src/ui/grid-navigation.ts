/** A place in the grid; row -1 is the header. */
export type GridPlace = { row: number; column: number };

export type GridShape = { rowCount: number; columnCount: number; pageRows: number; hasHeader: boolean };

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/** Where a key leads, after the grid pattern of WAI-ARIA; null when the key means nothing here. */
export const placeAfterKey = (place: GridPlace, key: string, isControl: boolean, shape: GridShape): GridPlace | null => {
  const lastRow = shape.rowCount - 1;
  const lastColumn = shape.columnCount - 1;
  const firstRow = shape.hasHeader ? -1 : 0;
  const to = (row: number, column: number): GridPlace => ({
    row: clamp(row, firstRow, Math.max(lastRow, firstRow)),
    column: clamp(column, 0, Math.max(lastColumn, 0)),
  });
  switch (key) {
    case "ArrowDown": return to(isControl ? lastRow : place.row + 1, place.column);
    case "ArrowUp": return to(isControl ? 0 : place.row - 1, place.column);
    case "ArrowRight": return to(place.row, isControl ? lastColumn : place.column + 1);
    case "ArrowLeft": return to(place.row, isControl ? 0 : place.column - 1);
    case "PageDown": return to(place.row + shape.pageRows, place.column);
    case "PageUp": return to(place.row < 0 ? place.row : Math.max(0, place.row - shape.pageRows), place.column);
    case "Home": return isControl ? to(0, 0) : to(place.row, 0);
    case "End": return isControl ? to(lastRow, lastColumn) : to(place.row, lastColumn);
    default: return null;
  }
};
