import type { Drawing, Filter } from "@/api/contracts";
import { isNumeric } from "@/lib/column-type";
import type { Answer } from "@/query/answer";
import { columnNamed, type ResultTable } from "@/query/arrow";
import { valueLabel } from "../labels";
import { numberWords } from "../number-format";
import { isRowLit } from "../picking";
import type { TooltipLine } from "../tooltip-card";

/** What a tooltip says of a row: every field of the picture, in the order of its wells. */
export const linesOf = (row: number, { bindings, number_formats: formats }: Pick<Drawing, "bindings" | "number_formats">, table: ResultTable): TooltipLine[] =>
  [...new Set(bindings.map(({ column }) => column))].flatMap((name) => {
    const column = columnNamed(table, name);
    if (column === undefined) return [];
    const { meaning } = column;
    const value = column.valueAt(row);
    const isAmount = meaning.role === "measure" && isNumeric(meaning.type) && (typeof value === "number" || typeof value === "bigint" || typeof value === "string");
    return [{ label: meaning.label, value: isAmount ? numberWords(value, formats?.[name] ?? null).full : valueLabel(value, meaning) }];
  });

/** The rows whose marks stay strong while all others step back; null where none does. What was picked here comes first. */
export const litRows = (answer: Pick<Answer, "table" | "meaning" | "extra">, drawing: Drawing, selected: readonly Filter[]): number[] | null => {
  const rows = Array.from({ length: answer.table.rowCount }, (_, row) => row);
  if (selected.length > 0) return rows.filter((row) => isRowLit(row, selected, drawing, answer));
  const { highlight } = drawing;
  return highlight && typeof highlight.column !== "string" ? rows.filter((row) => highlight.lit[row]) : null;
};
