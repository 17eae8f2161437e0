import type { DrawnMark, Mark, Stacking } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";
import { readMatrix, type MatrixChoice } from "./matrix-choice";

/** Columns in wells, by name, so that they are found again when the statement gives other columns. */
export type ChartChoice = { mark: Mark; x: string | null; y: readonly string[]; color: string | null; stacking: Stacking; matrix?: MatrixChoice | undefined };

/** How a tab shows its result. */
export type Look = {
  view: "table" | "chart";
  /** Absent while the columns are chosen for the reader. */
  chart: ChartChoice | null;
};

export const AS_TABLE: Look = { view: "table", chart: null };

export const RESULT_MARKS = ["bar", "line", "area", "scatter", "pie", "heatmap", "histogram", "kpi", "matrix"] as const satisfies readonly DrawnMark[];
const STACKINGS: readonly string[] = ["stacked", "grouped", "percent"] satisfies readonly Stacking[];

const isMark = (value: unknown): value is Mark => value === "auto" || RESULT_MARKS.some((mark) => mark === value);
const isStacking = (value: unknown): value is Stacking => typeof value === "string" && STACKINGS.includes(value);
const isName = (value: unknown): value is string | null => value === null || typeof value === "string";
const areNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === "string");

const readChoice = (value: unknown): ChartChoice | null => {
  if (!isRecord(value)) return null;
  const { mark, x, y, color, stacking } = value;
  const matrix = readMatrix(value["matrix"]);
  return isMark(mark) && isName(x) && areNames(y) && isName(color) && isStacking(stacking) ? { mark, x, y, color, stacking, ...(matrix && { matrix }) } : null;
};

/** A look as the browser kept it; what cannot be read is the table. */
export const readLook = (value: unknown): Look =>
  isRecord(value) && value["view"] === "chart" ? { view: "chart", chart: readChoice(value["chart"]) } : { view: "table", chart: isRecord(value) ? readChoice(value["chart"]) : null };
