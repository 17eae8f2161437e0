import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { api, unwrapAs } from "@/api/client";
import type { QuerySpec, RowFilterSpec, RowsResult } from "@/api/contracts";
import type { CellValue } from "@/lib/format-value";
import type { Answer } from "@/query/answer";

const BLOCK_ROWS = 200;

/** The rows that a tile counts, those of the mark alone; null where its question was too long to be told. */
export const rowsQuestion = ({ meaning }: Answer, filters: readonly RowFilterSpec[]): QuerySpec | null => {
  const { spec } = meaning.receipt;
  if (spec === null) return null;
  const { dataset_id, filters: own = [], parameters = {}, time_zone = "UTC" } = spec;
  // What is asked of groups cannot be asked of rows.
  return { dataset_id, mode: "rows", filters: [...own.filter(({ kind }) => kind !== "measure"), ...filters], parameters, time_zone };
};

const rowsOptions = (question: QuerySpec, offset: number) => ({
  queryKey: ["rows-behind", question, offset],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    unwrapAs<RowsResult>(api.POST("/api/v1/query", { body: { spec: { ...question, offset, limit: BLOCK_ROWS } }, signal })),
  staleTime: 60_000,
});

/** The rows behind a mark in blocks, asked for as they come into sight. */
export const useRowsBehind = (question: QuerySpec) => {
  const [[first, end], setBlocks] = useState<readonly [number, number]>([0, 1]);
  const blocks = Array.from({ length: end - first }, (_, step) => first + step);
  const answers = useQueries({ queries: blocks.map((block) => rowsOptions(question, block * BLOCK_ROWS)) });
  const onRowsInView = useCallback((from: number, to: number) => {
    const next = [Math.floor(from / BLOCK_ROWS), Math.max(1, Math.ceil(to / BLOCK_ROWS))] as const;
    setBlocks((present) => (present[0] === next[0] && present[1] === next[1] ? present : next));
  }, []);
  const known = answers.find(({ data }) => data !== undefined)?.data;
  const byBlock = useMemo(() => new Map(blocks.map((block, index) => [block, answers[index]?.data])), [answers, blocks]);
  return {
    rowCount: known?.total_rows ?? null,
    columns: known?.columns ?? [],
    cellAt: (row: number, column: number) => byBlock.get(Math.floor(row / BLOCK_ROWS))?.rows[row % BLOCK_ROWS]?.[column] as CellValue | undefined,
    onRowsInView,
    problem: answers.find(({ error }) => error !== null)?.error ?? null,
    retry: () => { for (const { error, refetch } of answers) if (error) void refetch(); },
  };
};
