import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/generated/schema";
import type { CellValue } from "@/lib/format-value";
import type { Drawable } from "@/query/answer";
import type { ResultTable } from "@/query/arrow";
import { measureWords } from "@/query/field-words";
import type { SqlResult } from "./api";
import { columnWords } from "./column-words";
import type { MatrixWells, PivotMeasure } from "./matrix-choice";
import { plotValue } from "./plot-values";
import type { SentSql } from "./verify-result";

export type PivotedResult = components["schemas"]["PivotedResult"];

/** A figure of a matrix in words: “Sum of amount”. */
export const valueWords = (result: SqlResult, { place, aggregation }: PivotMeasure): string =>
  place === null || place === undefined ? "Number of rows" : measureWords({ role: "measure", member: `c${String(place)}` }, aggregation ?? "count", columnWords(result, place));

/** The cells and totals of a matrix, with what each column is called. */
const tableOf = (result: SqlResult, { values }: MatrixWells, pivoted: PivotedResult): ResultTable => {
  const rows = pivoted.result.rows as CellValue[][];
  return {
    rowCount: rows.length,
    columns: pivoted.result.columns.map(({ name, type }, column) => {
      const number = Number(name.slice(1));
      const value = name.startsWith("m") ? values[number] : undefined;
      const label = value ? valueWords(result, value) : name.startsWith("c") ? columnWords(result, number) : "Total";
      return {
        meaning: {
          name, label, type, member: name, role: value ? "measure" : "dimension",
          aggregation: value?.aggregation ?? null, grain: null, bin_width: null, is_text_encoded: false,
        },
        valueAt: (row) => rows[row]?.[column] ?? null,
        plotAt: (row) => plotValue(rows[row]?.[column] ?? null, type),
      };
    }),
  };
};

/** A matrix that came, in the form that it is shown of. */
export type ShownMatrix = { pivoted: PivotedResult; answer: Drawable };

export const pivotOptions = (result: SqlResult, sent: SentSql | null, wells: MatrixWells) => {
  const parts = { rows: [...wells.rows], across: wells.across, measures: [...wells.values], sort: wells.sort };
  return queryOptions({
    queryKey: ["pivoted-result", result.receipt.run_id, result.receipt.asked_at, parts],
    queryFn: async ({ signal }): Promise<ShownMatrix> => {
      if (sent === null) throw new Error("There is no statement to group the rows of.");
      const pivoted = await unwrap<PivotedResult>(api.POST("/api/v1/charts/pivot-result", { body: { asked: { ...sent }, ...parts }, signal }));
      return { pivoted, answer: { table: tableOf(result, wells, pivoted), meaning: { columns: [] }, extra: pivoted.drawing } };
    },
    enabled: sent !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
};
