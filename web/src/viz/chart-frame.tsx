import { lazy, Suspense, type ReactNode } from "react";
import type { Filter, Mark, RowFilterSpec } from "@/api/contracts";
import type { Answer, ClientState } from "@/query/answer";
import type { ResultTable } from "@/query/arrow";
import { cn } from "@/lib/cn";
import { formatDuration } from "@/lib/format-time";
import { Button } from "@/ui/button";
import { ErrorBoundary } from "@/ui/error-boundary";
import { ProblemNotice } from "@/ui/problem-notice";
import { drawingOf } from "./answer-badges";
import { ChartSkeleton } from "./chart-skeleton";
import { ChartView } from "./chart-view";
import { KpiView } from "./kpi-view";
import { specOf } from "./spec-parts";
import type { BrushControl } from "./use-brush-gesture";
import { useWaited } from "./use-waited";

const CustomView = lazy(async () => ({ default: (await import("./custom/custom-view")).CustomView }));
const ForecastTable = lazy(async () => ({ default: (await import("./forecast-table")).ForecastTable }));
const KpiTrendView = lazy(async () => ({ default: (await import("./kpi-trend-view")).KpiTrendView }));
const MatrixView = lazy(async () => ({ default: (await import("./matrix-view")).MatrixView }));
const TableView = lazy(async () => ({ default: (await import("./table-view")).TableView }));

export type ChartFrameProps = {
  /** The title of the picture; names it and its data table for a screen reader. */
  label: string;
  state: ClientState;
  /** The mark that was asked for: the shape of the skeleton before anything has come. */
  mark?: Mark;
  /** The data behind the picture instead of the picture. */
  isTable?: boolean;
  selected?: readonly Filter[];
  onPick?: ((filters: RowFilterSpec[]) => void) | undefined;
  onRetry?: () => void;
  onCancel?: () => void;
  /** Rows to show for the moment instead of the answer's: what a brush elsewhere makes of it. */
  live?: ResultTable | null;
  brushing?: BrushControl | undefined;
};

/** In place of a picture, where nothing is wrong and nothing can be done here. */
function Quiet({ children }: { children: ReactNode }) {
  return <div className="grid size-full place-items-center p-4 text-center text-sm text-muted"><p>{children}</p></div>;
}

type BodyProps = Pick<ChartFrameProps, "label" | "isTable" | "selected" | "onPick" | "live" | "brushing"> & { answer: Answer };

function Body({ label, answer, isTable, selected, onPick, live = null, brushing }: BodyProps) {
  const drawing = drawingOf(answer);
  const shown = live === null ? answer : { ...answer, table: live };
  if (answer.table.rowCount === 0) {
    return <Quiet>No rows match the filters.</Quiet>;
  }
  if (drawing?.trend && !isTable) {
    return <Suspense fallback={<ChartSkeleton mark="kpi" />}><KpiTrendView label={label} answer={shown} trend={drawing.trend} /></Suspense>;
  }
  if (drawing?.mark === "matrix" && !isTable) {
    return <Suspense fallback={<ChartSkeleton mark="table" />}><MatrixView label={label} answer={answer} onPick={onPick} {...(selected && { selected })} /></Suspense>;
  }
  if (drawing?.custom && !isTable) {
    return <Suspense fallback={<ChartSkeleton mark="bar" />}><CustomView label={label} drawing={drawing} custom={drawing.custom} answer={answer} onPick={onPick} live={live} {...(selected && { selected })} /></Suspense>;
  }
  if (isTable && drawing?.forecast) {
    return <Suspense fallback={<ChartSkeleton mark="table" />}><ForecastTable label={label} drawing={drawing} forecast={drawing.forecast}><TableView label={label} answer={shown} onPick={onPick} {...(selected && { selected })} /></ForecastTable></Suspense>;
  }
  if (isTable || drawing === null || specOf(drawing) === null) {
    return drawing?.mark === "kpi" && !isTable
      ? <KpiView label={label} answer={shown} />
      : <Suspense fallback={<ChartSkeleton mark="table" />}><TableView label={label} answer={shown} onPick={onPick} {...(selected && { selected })} /></Suspense>;
  }
  return (
    <figure className="size-full" aria-label={label}>
      <ChartView drawing={drawing} answer={answer} onPick={onPick} live={live} brushing={brushing} {...(selected && { selected })} />
    </figure>
  );
}

function Waiting({ waited, onCancel }: { waited: number; onCancel: (() => void) | undefined }) {
  if (waited === 0) return null;
  return (
    <div role="status" className="absolute inset-x-2 bottom-2 z-10 mx-auto flex w-fit items-center gap-3 rounded-md border border-line bg-raised py-1 pr-1 pl-3 text-xs shadow-md">
      <span className="tabular">Asking{waited >= 1000 && `, ${formatDuration(Math.floor(waited / 1000) * 1000)}`}</span>
      {onCancel && <Button size="sm" variant="ghost" onClick={onCancel}>Cancel</Button>}
    </div>
  );
}

/** One picture in every state that it can be in: on its way, drawn, out of date, empty, cancelled, broken. */
export function ChartFrame({ label, state, mark = "bar", isTable = false, selected, onPick, onRetry, onCancel, live = null, brushing }: ChartFrameProps) {
  const { answer, isWaiting, isStale, isCancelled, problem } = state;
  const waited = useWaited(isWaiting);
  // Trying again would not make it theirs.
  if (problem?.code === "FORBIDDEN") return <Quiet>{problem.message} {problem.hint}</Quiet>;
  if (problem) {
    return <div className="size-full overflow-auto p-2"><ProblemNotice isCompact problem={problem} {...(onRetry && { onRetry })} /></div>;
  }
  const lastMark = answer ? drawingOf(answer)?.mark : undefined;
  return (
    <div aria-busy={isWaiting} className="relative size-full min-h-0">
      {answer === null && isWaiting && <ChartSkeleton mark={isTable ? "table" : lastMark ?? mark} />}
      {answer && (
        <div className={cn("size-full transition-opacity duration-150", isStale && waited > 0 && live === null && "opacity-50")}>
          <ErrorBoundary title="This picture could not be drawn" resetKey={answer}>
            <Body label={label} answer={answer} isTable={isTable} {...(selected && { selected })} onPick={onPick} live={live} brushing={brushing} />
          </ErrorBoundary>
        </div>
      )}
      {isCancelled && (
        <div className="absolute inset-0 grid place-items-center bg-panel/70">
          <div className="flex flex-col items-center gap-2 text-sm text-muted">
            <p>Cancelled.</p>
            {onRetry && <Button size="sm" onClick={onRetry}>Ask again</Button>}
          </div>
        </div>
      )}
      <Waiting waited={waited} onCancel={onCancel} />
    </div>
  );
}
