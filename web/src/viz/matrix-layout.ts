import type { Drawing } from "@/api/contracts";
import type { ResultColumn } from "@/query/arrow";
import { isNumeric } from "@/lib/column-type";
import type { CellValue } from "@/lib/format-value";
import { valueLabel } from "./labels";
import { WHOLE, type Matrix, type MatrixColumn, type MatrixRow } from "./matrix";
import { numberWords } from "./number-format";

/** One column that is drawn: a measure under a value of the group along the top. */
export type Slot = { column: MatrixColumn; value: ResultColumn; width: number };

/** No browser lays out more columns than this at ease. */
export const MOST_COLUMNS = 200;

const ROWS_MEASURED = 200;
const LETTER = 7.6;
const CELL_ROOM = 22;
const NARROWEST = 64;
const WIDEST = 200;
const HEADER_ROOM = 20;
const SIGN = 18;
const STEP = 16;
const CHEVRON = 44;

const within = (least: number, most: number, width: number): number => Math.ceil(Math.max(least, Math.min(most, width)));

/** A value as its cell says it, and with every digit. */
export const cellWords = (value: CellValue, { meaning }: ResultColumn, drawing: Drawing): { text: string; exact: string } => {
  if (isNumeric(meaning.type) && (typeof value === "number" || typeof value === "string" || typeof value === "bigint")) {
    const { full, exact } = numberWords(value, drawing.number_formats?.[meaning.name] ?? drawing.number_format ?? null);
    return { text: full, exact };
  }
  const text = valueLabel(value, meaning);
  return { text, exact: text };
};

const widthOf = (value: ResultColumn, rowCount: number, drawing: Drawing): number => {
  let longest = 0;
  // The grand totals come first: nothing is much longer than they are.
  for (let row = 0; row < Math.min(rowCount, ROWS_MEASURED); row++) longest = Math.max(longest, cellWords(value.valueAt(row), value, drawing).text.length);
  const isSigned = drawing.cells?.some(({ column, kind }) => column === value.meaning.name && kind === "rule") ?? false;
  return longest * LETTER + CELL_ROOM + (isSigned ? SIGN : 0);
};

/** The columns of the cells, as wide as what they hold. */
export const slotsOf = ({ columns, values }: Matrix, rowCount: number, drawing: Drawing): Slot[] => {
  const widths = values.map((value) => widthOf(value, rowCount, drawing));
  const shown = columns.length <= MOST_COLUMNS ? columns : [...columns.slice(0, MOST_COLUMNS - 1), ...columns.filter(({ key }) => key === WHOLE)];
  return shown.flatMap((column) => values.map((value, index) => {
    const title = values.length === 1 && column.key !== WHOLE ? column.label : value.meaning.label;
    return { column, value, width: within(NARROWEST, WIDEST, Math.max(widths[index] ?? 0, Math.min(150, title.length * 6.4 + HEADER_ROOM))) };
  }));
};

/** The width of the first column: whole labels where there is room, never more than half of the frame. */
export const sideWidth = (rows: readonly MatrixRow[], { levels }: Matrix, frame: number): number => {
  const labels = rows.slice(0, ROWS_MEASURED).map(({ node }) => node.label.length * 7 + (node.depth - 1) * STEP + CHEVRON);
  const title = levels.map(({ meaning }) => meaning.label).join(" › ").length * 6.4 + CHEVRON;
  return within(110, Math.max(110, Math.min(320, frame * 0.45)), Math.max(...labels, title));
};
