import { useQuery } from "@tanstack/react-query";
import { ChartColumn } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { ErrorBoundary } from "@/ui/error-boundary";
import { ProblemNotice } from "@/ui/problem-notice";
import { ChartSkeleton } from "@/viz/chart-skeleton";
import { ChartView } from "@/viz/chart-view";
import { KpiView } from "@/viz/kpi-view";
import { MarkSwitcher } from "@/viz/mark-switcher";
import { AboutDrawing } from "./about-drawing";
import type { SqlResult } from "./api";
import { ChartWells } from "./chart-wells";
import { drawnOptions, drawRequest, type Drawn, type DrawResult } from "./draw-api";
import { RESULT_MARKS, type ChartChoice } from "./look";
import { choiceOf, chosenWells, proposedWells, type Wells } from "./propose";
import { matrixChoiceOf } from "./matrix-choice";
import { plotTable } from "./result-columns";
import { ResultMatrix } from "./result-matrix";
import type { SentSql } from "./verify-result";

type ResultChartProps = {
  result: SqlResult;
  /** What was sent to have it; without it nothing can be asked of its rows. */
  sent?: SentSql | null;
  choice: ChartChoice | null;
  onChoose: (choice: ChartChoice) => void;
  /** Back to the rows, from a picture that cannot be. */
  onTable: () => void;
};

const BY_ITSELF = { mark: "auto", stacking: "grouped" } as const;

const placesOf = ({ x, y, color, tooltip }: DrawResult): { all: number[]; measures: number[] } => {
  const measures = (y ?? []).map(({ place }) => place);
  return { measures, all: [...(x ? [x.place] : []), ...measures, ...(color ? [color.place] : []), ...(tooltip ?? []).map(({ place }) => place)] };
};

const hasSeries = (wells: Wells, drawn: Drawn | undefined): boolean =>
  (wells.color !== null || wells.y.length > 1) && (drawn === undefined || drawn.drawing.mark === "bar" || drawn.drawing.mark === "area");

function Picture({ result, drawn }: { result: SqlResult; drawn: Drawn }) {
  const { drawing, asked, row_count: rowCount } = drawn;
  const drawable = useMemo(() => {
    const { all, measures } = placesOf(asked);
    return { table: plotTable(result, all, measures, rowCount), meaning: { columns: [] }, extra: drawing };
  }, [result, asked, rowCount, drawing]);
  if (drawing.vega_lite === null) return <KpiView label={drawing.title} answer={drawable} />;
  return <figure className="size-full" aria-label={drawing.title}><ChartView drawing={drawing} answer={drawable} /></figure>;
}

/** A picture of the rows that a statement gave, drawn from what is here: nothing is asked again. */
export function ResultChart({ result, sent = null, choice, onChoose, onTable }: ResultChartProps) {
  const chosen = useMemo(() => choice && chosenWells(result, choice), [result, choice]);
  const wells = useMemo(() => chosen ?? proposedWells(result), [result, chosen]);
  // What was chosen for other columns says nothing about these.
  const how = choice && (chosen || choice.mark === "matrix") ? choice : BY_ITSELF;
  const isMatrix = how.mark === "matrix";
  const asked = useMemo(() => drawRequest(result, wells, isMatrix ? BY_ITSELF : how), [result, wells, how, isMatrix]);
  const { data: drawn, error, isPlaceholderData, refetch } = useQuery({ ...drawnOptions(asked), enabled: result.rows.length > 0 && !isMatrix });
  const choose = (change: Partial<Pick<ChartChoice, "mark" | "stacking" | "matrix">>, next = wells) => {
    onChoose(choiceOf(result, next, { mark: how.mark, stacking: how.stacking, matrix: choice?.matrix, ...change }));
  };
  if (result.rows.length === 0) return <EmptyState icon={<ChartColumn />} title="There is nothing to draw">The statement gives no rows.</EmptyState>;
  const switcher = <MarkSwitcher chosen={how.mark} drawing={error || isMatrix ? null : drawn?.drawing ?? null} marks={RESULT_MARKS} onChoose={(mark) => { choose({ mark }); }} />;
  if (isMatrix) {
    return <ResultMatrix {...{ result, sent, switcher, onTable }} choice={choice?.matrix ?? null} onWells={(next) => { choose({ matrix: matrixChoiceOf(result, next) }); }} />;
  }
  return (
    <section aria-label="Chart of the result" className="flex min-h-0 flex-1 flex-col border-t border-line">
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2">
        {switcher}
        <ChartWells
          result={result} wells={wells} onWells={(next) => { choose({}, next); }}
          stacking={hasSeries(wells, drawn) ? how.stacking : null} onStacking={(stacking) => { choose({ stacking }); }}
        />
      </div>
      {error ? (
        error.status === 422
          ? <EmptyState icon={<ChartColumn />} title={error.message} action={<Button onClick={onTable}>Show the table</Button>} className="py-8">{error.hint}</EmptyState>
          : <ProblemNotice isCompact title="The picture could not be drawn" problem={error} onRetry={() => void refetch()} className="m-3" />
      ) : (
        <>
          {drawn && <AboutDrawing drawing={drawn.drawing} />}
          <div aria-busy={drawn === undefined || isPlaceholderData} className="relative min-h-64 flex-1 px-2 pb-2 lg:min-h-0">
            <ErrorBoundary title="This picture could not be drawn" resetKey={drawn}>
              {drawn ? <Picture result={result} drawn={drawn} /> : <ChartSkeleton mark="bar" />}
            </ErrorBoundary>
          </div>
        </>
      )}
    </section>
  );
}
