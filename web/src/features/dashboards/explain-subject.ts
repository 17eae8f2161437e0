import type { ChartTile, QuerySpec, RowFilterSpec, TileDrawing } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import { columnNamed } from "@/query/arrow";
import { asFilterValue } from "@/viz/picking";
import { movementOf } from "@/viz/kpi-trend";

/** A figure of a picture: which of its measures can be meant, over which rows. */
export type Subject = {
  question: QuerySpec;
  measures: readonly { name: string; label: string; format: string | null }[];
  mark: RowFilterSpec[];
};

/** Of a number that is told by periods: the one that it shows. */
const latestPeriod = (answer: Answer, drawing: TileDrawing | null): RowFilterSpec[] => {
  const trend = drawing?.trend;
  if (!trend) return [];
  const date = columnNamed(answer.table, trend.column);
  const measure = answer.table.columns.find(({ meaning }) => meaning.role === "measure");
  const movement = date && measure && movementOf(answer.table, trend, measure);
  if (!movement) return [];
  return [{ kind: "in", member: date.meaning.member, values: [asFilterValue(date.valueAt(movement.row))], grain: trend.grain, exclude: false }];
};

/** Whether anything is told of the single groups of a tile: what hides small ones is not to be taken apart. */
export const canExplain = (tile: ChartTile, answer: Answer): boolean => {
  const hides = (tile.chart.options as { suppress_below?: number | null } | undefined)?.suppress_below ?? null;
  const { spec } = answer.meaning.receipt;
  return hides === null && spec !== null && spec.mode !== "rows" && (spec.measures ?? []).length > 0;
};

/** What is to be explained of a mark; null where its question is not known. */
export const subjectOf = (answer: Answer, mark: readonly RowFilterSpec[]): Subject | null => {
  const { receipt, columns } = answer.meaning;
  if (receipt.spec === null) return null;
  const drawing = answer.extra as TileDrawing | null;
  const asked = new Set((receipt.spec.measures ?? []).map(({ name }) => name));
  return {
    question: receipt.spec,
    measures: columns.filter(({ role, name }) => role === "measure" && asked.has(name)).map(({ name, label }) => ({ name, label, format: drawing?.number_formats?.[name] ?? drawing?.number_format ?? null })),
    mark: mark.length > 0 ? [...mark] : latestPeriod(answer, drawing),
  };
};
