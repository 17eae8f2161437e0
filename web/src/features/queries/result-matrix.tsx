import { useQuery } from "@tanstack/react-query";
import { TableProperties } from "lucide-react";
import { lazy, Suspense, useMemo, type ReactNode } from "react";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { ErrorBoundary } from "@/ui/error-boundary";
import { ProblemNotice } from "@/ui/problem-notice";
import { ChartSkeleton } from "@/viz/chart-skeleton";
import { AboutDrawing } from "./about-drawing";
import type { SqlResult } from "./api";
import { chosenMatrix, proposedMatrix, type MatrixChoice, type MatrixWells } from "./matrix-choice";
import { MatrixWellsRow } from "./matrix-wells";
import { pivotOptions } from "./pivot-api";
import type { SentSql } from "./verify-result";

const MatrixView = lazy(async () => ({ default: (await import("@/viz/matrix-view")).MatrixView }));

type ResultMatrixProps = {
  result: SqlResult;
  sent: SentSql | null;
  choice: MatrixChoice | null;
  switcher: ReactNode;
  onWells: (wells: MatrixWells) => void;
  onTable: () => void;
};

/** A matrix of all rows of a statement, whose totals the engine works out of the rows themselves. */
export function ResultMatrix({ result, sent, choice, switcher, onWells, onTable }: ResultMatrixProps) {
  const wells = useMemo(() => (choice && chosenMatrix(result, choice)) ?? proposedMatrix(result), [result, choice]);
  const { data: shown, error, isPlaceholderData, refetch } = useQuery(pivotOptions(result, sent, wells));
  return (
    <section aria-label="Chart of the result" className="flex min-h-0 flex-1 flex-col border-t border-line">
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2">
        {switcher}
        <MatrixWellsRow result={result} wells={wells} onWells={onWells} />
      </div>
      {error ? (
        error.status === 422
          ? <EmptyState icon={<TableProperties />} title={error.message} action={<Button onClick={onTable}>Show the table</Button>} className="py-8">{error.hint}</EmptyState>
          : <ProblemNotice isCompact title="The matrix could not be worked out" problem={error} onRetry={() => void refetch()} className="m-3" />
      ) : (
        <>
          {shown && <AboutDrawing drawing={shown.pivoted.drawing} />}
          <div aria-busy={shown === undefined || isPlaceholderData} className="relative min-h-64 flex-1 px-3 pb-3 lg:min-h-0">
            <ErrorBoundary title="This matrix could not be drawn" resetKey={shown}>
              {shown
                ? <Suspense fallback={<ChartSkeleton mark="table" />}><MatrixView key={wells.rows.join()} label={shown.pivoted.drawing.title} answer={shown.answer} /></Suspense>
                : <ChartSkeleton mark="table" />}
            </ErrorBoundary>
          </div>
        </>
      )}
    </section>
  );
}
