import { create } from "zustand";
import { asProblem, Problem } from "@/api/problems";
import { newId } from "@/lib/new-id";
import { cancelRun } from "@/query/server";
import { executeSql, type Answer, type ExecuteQuery, type SqlResult } from "./api";
import type { Range } from "./statements";

/** What was sent, and where it stood in the text of its tab. */
export type Asked = { text: string; range: Range; request: Omit<ExecuteQuery, "run_id" | "sql" | "skip_cache"> };

type Common = { runId: string; asked: Asked; startedAt: number };
export type RunState =
  | (Common & { status: "running"; before: SqlResult | null })
  | (Common & { status: "done" } & Answer)
  | (Common & { status: "failed"; problem: Problem })
  | (Common & { status: "cancelled"; endedAt: number });

type RunStore = { byTab: Readonly<Record<string, RunState>> };

export const useRuns = create<RunStore>(() => ({ byTab: {} }));

const aborts = new Map<string, AbortController>();

const settle = (tabId: string, runId: string, state: RunState): void => {
  useRuns.setState(({ byTab }) => (byTab[tabId]?.runId === runId ? { byTab: { ...byTab, [tabId]: state } } : { byTab }));
};

const statementOf = ({ text, range }: Asked): string => text.slice(range.from, range.to);

/** What a proof needs to know of what was sent. */
export const sentBy = (asked: Asked) => {
  const { saved_query_id: _, ...request } = asked.request;
  return { ...request, sql: statementOf(asked) };
};

/** Stops waiting for what a tab runs, and tells the server so. */
export const cancelTabRun = (tabId: string): void => {
  const run = useRuns.getState().byTab[tabId];
  if (run?.status !== "running") return;
  aborts.get(run.runId)?.abort();
  aborts.delete(run.runId);
  void cancelRun(run.runId);
  settle(tabId, run.runId, { runId: run.runId, asked: run.asked, startedAt: run.startedAt, status: "cancelled", endedAt: Date.now() });
};

/** Runs a statement for a tab; what the tab was running before is cancelled. */
export const startRun = async (tabId: string, asked: Asked, { isAnew = false } = {}): Promise<void> => {
  cancelTabRun(tabId);
  const runId = newId();
  const abort = new AbortController();
  aborts.set(runId, abort);
  const before = useRuns.getState().byTab[tabId];
  const common = { runId, asked, startedAt: Date.now() };
  useRuns.setState(({ byTab }) => ({ byTab: { ...byTab, [tabId]: { ...common, status: "running", before: before?.status === "done" ? before.result : null } } }));
  try {
    const answer = await executeSql({ ...asked.request, sql: statementOf(asked), run_id: runId, skip_cache: isAnew }, abort.signal);
    settle(tabId, runId, { ...common, status: "done", ...answer });
  } catch (error) {
    if (!abort.signal.aborted) settle(tabId, runId, { ...common, status: "failed", problem: error instanceof Problem ? error : asProblem(error) });
  } finally {
    aborts.delete(runId);
  }
};

export const forgetRun = (tabId: string): void => {
  cancelTabRun(tabId);
  useRuns.setState(({ byTab }) => ({ byTab: Object.fromEntries(Object.entries(byTab).filter(([id]) => id !== tabId)) }));
};

/** Nobody looks any more: what runs is cancelled, what is done stays. */
export const cancelAllRuns = (): void => {
  for (const tabId of Object.keys(useRuns.getState().byTab)) cancelTabRun(tabId);
};

export const forgetAllRuns = (): void => {
  cancelAllRuns();
  useRuns.setState({ byTab: {} });
};
