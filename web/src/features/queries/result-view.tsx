import { ChartColumn, Clipboard, Info, RotateCw, Table2 } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import type { ExportSource } from "@/api/contracts";
import { formatCount, formatNumber } from "@/lib/format-number";
import { formatDuration } from "@/lib/format-time";
import type { CellValue } from "@/lib/format-value";
import { DownloadMenu } from "@/query/download-menu";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import type { GridSort } from "@/ui/data-grid";
import { ErrorBoundary } from "@/ui/error-boundary";
import { SegmentedControl } from "@/ui/segmented-control";
import { Skeleton } from "@/ui/skeleton";
import { showToast } from "@/ui/toast-store";
import { useIsWide } from "@/ui/use-is-wide";
import type { SqlResult } from "./api";
import { tsvOf } from "./copied-rows";
import { FanOuts } from "./fan-outs";
import type { Look } from "./look";
import { ResultReceipt } from "./result-receipt";
import { ResultTable } from "./result-table";
import { sortedOrder } from "./rows";
import { SaveAsDataset } from "./save-as-dataset";
import type { SentSql } from "./verify-result";

const ResultChart = lazy(async () => ({ default: (await import("./result-chart")).ResultChart }));

const VIEWS = [
  { value: "table", label: "Table", icon: <Table2 aria-hidden /> },
  { value: "chart", label: "Chart", icon: <ChartColumn aria-hidden /> },
] as const;

/** What there is, and how much of it is shown: `1,000 of 53,211 rows shown · 34 ms · cached`. */
export const resultWords = ({ row_count: shown, total_rows: all, truncated, execution_time_ms: elapsed, receipt }: SqlResult): string =>
  [
    truncated ? `${formatNumber(shown)} of ${formatCount(all, "row")} shown` : formatCount(shown, "row"),
    formatDuration(elapsed),
    receipt.is_cached ? "cached" : null,
  ].filter(Boolean).join(" · ");

/** The statement as it ran, for all its rows. */
const fileOf = ({ sql, parameters, dataset_id: datasetId, time_zone: timeZone }: SentSql): ExportSource => ({
  kind: "sql", sql, parameters: parameters ?? {}, dataset_id: datasetId ?? null, time_zone: timeZone ?? "UTC",
});

type ResultViewProps = {
  name: string;
  result: SqlResult;
  /** The run in the history, of which a dataset can be made. */
  queryId?: string | null;
  /** What was sent to have it, so that it can be put to the proof. */
  sent?: SentSql | null;
  onAnew: () => void;
  look: Look;
  onLook: (look: Look) => void;
};

/** A result as a table or as a chart, and the honest line above them. */
export function ResultView({ name, result, queryId = null, sent = null, onAnew, look, onLook }: ResultViewProps) {
  const isWide = useIsWide();
  const [sort, setSort] = useState<GridSort | null>(null);
  const table = useMemo(() => ({ columns: result.columns, rows: result.rows as CellValue[][] }), [result]);
  const order = useMemo(() => sortedOrder(table, sort), [table, sort]);
  const copy = () => navigator.clipboard.writeText(tsvOf(table, order)).then(() => { showToast({ tone: "success", title: `${formatCount(order.length, "row")} copied`, detail: "Paste them into a spreadsheet." }); });
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5">
        {result.columns.length > 0 && (
          <SegmentedControl label="Show the result as" value={look.view} options={VIEWS} onChange={(view) => { onLook({ ...look, view }); }} isIconOnly={!isWide} className="mr-1" />
        )}
        <p role="status" className="text-xs text-muted tabular">{resultWords(result)}</p>
        {result.truncated && <Badge tone="warning" title="Raise the number of rows, or let the statement give fewer">Truncated</Badge>}
        {result.receipt.is_cached && <Button size="sm" variant="ghost" onClick={onAnew}><RotateCw aria-hidden /><span className="max-sm:sr-only">Run anew</span></Button>}
        <div className="ml-auto flex items-center gap-x-1 sm:gap-x-2">
          <Button size="sm" variant="ghost" disabled={result.columns.length === 0} onClick={() => void copy()}><Clipboard aria-hidden /><span className="max-sm:sr-only">Copy</span></Button>
          {sent !== null && <DownloadMenu isQuiet name={name} source={() => fileOf(sent)} isDisabled={result.columns.length === 0} />}
          {queryId !== null && result.columns.length > 0 && <SaveAsDataset queryId={queryId} name={name} />}
          <ResultReceipt result={result} sent={sent} />
        </div>
      </div>
      {result.warnings.length > 0 && (
        <ul className="mx-3 mb-1.5 flex shrink-0 flex-col gap-1 rounded-md bg-warning-soft px-2.5 py-1.5 text-xs text-warning-text">
          {result.warnings.map((warning) => <li key={warning} className="flex gap-1.5"><Info aria-hidden className="mt-px size-3.5 shrink-0" /><span className="min-w-0 break-words">{warning}</span></li>)}
        </ul>
      )}
      <FanOuts result={result} />
      {look.view === "table" ? <ResultTable name={name} table={table} order={order} sort={sort} onSort={setSort} /> : (
        <ErrorBoundary title="The chart could not be loaded">
          <Suspense fallback={<div aria-busy className="flex flex-1 flex-col gap-3 p-3"><Skeleton className="h-8 w-80 max-w-full" /><Skeleton className="min-h-40 flex-1" /></div>}>
            <ResultChart result={result} sent={sent} choice={look.chart} onChoose={(chart) => { onLook({ view: "chart", chart }); }} onTable={() => { onLook({ ...look, view: "table" }); }} />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}
