import type { Import } from "@/api/contracts";
import type { Problem } from "@/api/problems";

/** One file on its way: first over the wire, then into a dataset. */
export type Upload = {
  id: string;
  fileName: string;
  fileSize: number;
  phase:
    | { kind: "waiting" }
    | { kind: "sending"; sentBytes: number }
    | { kind: "importing"; importId: string; progress: Import | null }
    | { kind: "sheets"; importId: string; sheets: readonly string[] }
    | { kind: "ready"; datasetIds: readonly string[]; rejectedRows: number }
    | { kind: "failed"; problem: Problem | { message: string; hint: string | null } }
    | { kind: "cancelled" };
};

export const ACCEPTED = [".csv", ".tsv", ".txt", ".xlsx", ".json", ".ndjson", ".jsonl", ".parquet"] as const;

export const setPhase = (uploads: readonly Upload[], id: string, phase: Upload["phase"]): Upload[] =>
  uploads.map((upload) => (upload.id === id ? { ...upload, phase } : upload));

export const isRunning = ({ phase }: Upload): boolean => phase.kind === "waiting" || phase.kind === "sending" || phase.kind === "importing";

/** What an import says about itself, as the phase of its upload. */
export const phaseOfImport = (progress: Import, rejectedRows: number): Upload["phase"] => {
  switch (progress.status) {
    case "ready":
      return { kind: "ready", datasetIds: progress.dataset_ids, rejectedRows };
    case "error":
      return { kind: "failed", problem: { message: progress.error?.message ?? "The file could not be read.", hint: progress.error?.hint ?? null } };
    case "cancelled":
      return { kind: "cancelled" };
    case "waiting":
      return { kind: "sheets", importId: progress.id, sheets: progress.sheets };
    case "queued":
    case "running":
      return { kind: "importing", importId: progress.id, progress };
  }
};

const STAGE_WORDS: Record<NonNullable<Import["stage"]>, string> = {
  querying: "Running the query", reading: "Reading", typing: "Finding types", writing: "Writing", profiling: "Profiling", storing: "Storing",
};

export const stageWords = (progress: Import | null): string => {
  if (progress === null || progress.stage === null) return "Waiting for its turn";
  const rows = progress.rows === null ? "" : ` · ${progress.rows.toLocaleString()} rows`;
  return `${STAGE_WORDS[progress.stage]}${rows}`;
};

// The wire is the first half of the way, the import the second.
export const fractionOf = ({ phase, fileSize }: Upload): number | null => {
  if (phase.kind === "sending") return fileSize === 0 ? null : (phase.sentBytes / fileSize) / 2;
  if (phase.kind === "importing") return phase.progress === null || phase.progress.fraction === null ? null : 0.5 + phase.progress.fraction / 2;
  return phase.kind === "ready" ? 1 : null;
};
