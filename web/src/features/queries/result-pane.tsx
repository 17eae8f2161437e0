import type { ReactNode } from "react";
import { formatDuration } from "@/lib/format-time";
import { Button } from "@/ui/button";
import { Skeleton } from "@/ui/skeleton";
import { useWaited } from "@/viz/use-waited";
import { Elapsed } from "./elapsed";
import { FaultPanel } from "./fault-panel";
import type { Look } from "./look";
import type { Fault } from "./places";
import { ResultView } from "./result-view";
import { sentBy, type RunState } from "./run-store";

type ResultPaneProps = {
  name: string;
  run: RunState | null;
  fault: Fault | null;
  canMend: boolean;
  /** What stands here before anything has run. */
  idle: ReactNode;
  onGoTo: () => void;
  onMend: (name: string) => void;
  onAgain: (isAnew: boolean) => void;
  onCancel: () => void;
  look: Look;
  onLook: (look: Look) => void;
};

const HEIGHTS = [0, 1, 2, 3, 4, 5] as const;

type RunningProps = { startedAt: number; before: ReactNode; onCancel: () => void };

function Running({ startedAt, before, onCancel }: RunningProps) {
  const waited = useWaited(true, 400);
  // What comes at once takes the place of what was there, without a flicker in between.
  if (waited === 0 && before !== null) return <div aria-busy="true" className="flex min-h-0 flex-1 flex-col opacity-60">{before}</div>;
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col gap-3 p-3">
      <div role="status" className="flex h-7 items-center gap-3 text-sm text-muted">
        <span>Running</span>
        <Elapsed since={startedAt} />
        {waited > 0 && <Button size="sm" onClick={onCancel}>Cancel</Button>}
      </div>
      {HEIGHTS.map((row) => <Skeleton key={row} className="h-6 shrink-0" />)}
    </div>
  );
}

/** What became of a statement: on its way, its rows, its error, or that it was cancelled. */
export function ResultPane({ name, run, fault, canMend, idle, onGoTo, onMend, onAgain, onCancel, look, onLook }: ResultPaneProps) {
  if (run === null) return idle;
  switch (run.status) {
    case "running":
      return <Running key={run.runId} startedAt={run.startedAt} before={run.before && <ResultView name={name} result={run.before} onAnew={onCancel} look={look} onLook={onLook} />} onCancel={onCancel} />;
    case "failed":
      return <FaultPanel problem={run.problem} fault={fault ?? { place: null, line: null, nearMisses: [] }} canMend={canMend} onGoTo={onGoTo} onMend={onMend} onAgain={() => { onAgain(true); }} />;
    case "cancelled":
      return (
        <div role="status" className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-sm text-muted">
          <p>Cancelled after {formatDuration(run.endedAt - run.startedAt)}.</p>
          <Button size="sm" onClick={() => { onAgain(false); }}>Run again</Button>
        </div>
      );
    case "done": return <ResultView key={run.runId} name={name} result={run.result} queryId={run.queryId} sent={sentBy(run.asked)} onAnew={() => { onAgain(true); }} look={look} onLook={onLook} />;
  }
}
