import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { RowsResult } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import type { CellValue } from "@/lib/format-value";
import { rowsOptions, type RowsQuestion } from "./api";

const BLOCK_ROWS = 200;

type Rows = {
  rowCount: number | null;
  columns: RowsResult["columns"];
  cellAt: (row: number, column: number) => CellValue | undefined;
  onRowsInView: (first: number, end: number) => void;
  problem: Problem | null;
  isWaiting: boolean;
  retry: () => void;
  elapsedMs: number | null;
};

/** Rows of a version in blocks, asked for as they come into sight. */
export const useRows = (datasetId: string, versionId: string, question: RowsQuestion, rowsExpected: number): Rows => {
  const [[firstBlock, endBlock], setBlocks] = useState<readonly [number, number]>([0, 1]);
  const blocks = Array.from({ length: endBlock - firstBlock }, (_, step) => firstBlock + step);
  const answers = useQueries({
    queries: blocks.map((block) => rowsOptions(datasetId, versionId, question, block * BLOCK_ROWS, BLOCK_ROWS)),
  });
  const onRowsInView = useCallback((first: number, end: number) => {
    const next = [Math.floor(first / BLOCK_ROWS), Math.max(1, Math.ceil(end / BLOCK_ROWS))] as const;
    setBlocks((present) => (present[0] === next[0] && present[1] === next[1] ? present : next));
  }, []);
  const known = answers.find(({ data }) => data !== undefined)?.data;
  const byBlock = useMemo(() => new Map(blocks.map((block, index) => [block, answers[index]?.data])), [answers, blocks]);
  const failed = answers.find(({ error }) => error !== null);
  return {
    rowCount: known?.total_rows ?? (question.filters.length === 0 ? rowsExpected : null),
    columns: known?.columns ?? [],
    cellAt: (row, column) => byBlock.get(Math.floor(row / BLOCK_ROWS))?.rows[row % BLOCK_ROWS]?.[column] as CellValue | undefined,
    onRowsInView,
    problem: failed?.error ?? null,
    isWaiting: answers.some(({ isPending }) => isPending),
    retry: () => { for (const { error, refetch } of answers) if (error) void refetch(); },
    elapsedMs: known?.execution_time_ms ?? null,
  };
};
