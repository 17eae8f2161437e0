import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { FormulaCheck } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { ask, checkFormula, type FormulaToCheck } from "./api";

const PAUSE_MS = 250;

const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(text); }, PAUSE_MS);
    return () => { clearTimeout(timer); };
  }, [text]);
  return settled;
};

export type Checked = {
  /** Null while nothing is known of what is written now. */
  check: FormulaCheck | null;
  isChecking: boolean;
  problem: Problem | null;
  fault: { from: number; to: number } | null;
};

/** What a formula would give where it is to stand, a moment after the last letter. */
export const useFormulaCheck = (wanted: FormulaToCheck): Checked => {
  const settled = useSettled(wanted.formula);
  const isBlank = settled.trim() === "";
  const { data, error, isFetching } = useQuery<FormulaCheck, Problem>({
    queryKey: ["models", "check", "formula", wanted.kind, wanted.table, settled, wanted.definition],
    queryFn: ({ signal }) => checkFormula({ ...wanted, formula: settled }, signal),
    enabled: !isBlank,
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isCurrent = settled === wanted.formula && !isFetching;
  const check = isBlank || !isCurrent ? null : data ?? null;
  const { start = null, end = null } = check?.problem ?? {};
  const fault = useMemo(() => (start === null ? null : { from: start, to: end ?? start }), [start, end]);
  return { check, isChecking: !isBlank && !isCurrent, problem: isBlank ? null : error, fault };
};

const PREVIEWED = new Set(["integer", "decimal", "float", "text", "boolean", "date", "datetime"]);
const ORDERED = new Set(["integer", "decimal", "float", "text", "date", "datetime"]);

export type Preview = { values: readonly unknown[]; type: string };

/** What the formula gives over the data of now: a measure its value, a column its least and greatest. */
export const useFormulaPreview = (datasetId: string | null, { formula, kind }: Pick<FormulaToCheck, "formula" | "kind">, type: string | null) => {
  const canShow = type !== null && (kind === "measure" ? PREVIEWED : ORDERED).has(type);
  return useQuery<Preview, Problem>({
    queryKey: ["model-preview", datasetId, kind, formula],
    queryFn: async ({ signal }) => {
      const formulas = kind === "measure" ? [formula] : [`MIN(${formula})`, `MAX(${formula})`];
      const answer = await ask({ dataset_id: datasetId ?? "", measures: formulas.map((one, index) => ({ formula: one, name: `value_${String(index)}` })) }, signal);
      return { values: answer.rows[0] ?? [], type: type ?? "text" };
    },
    enabled: canShow && datasetId !== null,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  });
};
