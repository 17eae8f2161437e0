import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Database, LoaderCircle } from "lucide-react";
import { useDeferredValue, useState, type ReactNode } from "react";
import type { DatasetSummary } from "@/api/contracts";
import { formatBytes, formatCount } from "@/lib/format-number";
import { Badge } from "@/ui/badge";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { usePageTitle } from "@/ui/use-page-title";
import { datasetsOptions } from "./api";

type DatasetsPageProps = { uploadAction: ReactNode; emptyAction?: ReactNode; modelsAction?: ReactNode };

function StatusWords({ dataset }: { dataset: DatasetSummary }) {
  if (dataset.status === "importing") return <span className="inline-flex items-center gap-1.5 text-xs text-muted"><LoaderCircle aria-hidden className="size-3.5 animate-spin" />Being read</span>;
  if (dataset.status === "error") return <Badge tone="danger">Not read</Badge>;
  return (
    <span className="text-xs text-muted tabular-nums">
      {formatCount(dataset.row_count, "row")} · {formatCount(dataset.column_count, "column")}
      {dataset.rejected_rows > 0 && <Badge tone="warning" className="ml-2">{formatCount(dataset.rejected_rows, "rejected row")}</Badge>}
    </span>
  );
}

function DatasetRow({ dataset }: { dataset: DatasetSummary }) {
  return (
    <li className="relative flex gap-3 px-3 py-2.5 hover:bg-hover sm:items-center">
      <Database aria-hidden className="mt-0.5 size-4 shrink-0 text-muted sm:mt-0" />
      <div className="flex min-w-0 flex-1 flex-col gap-x-3 gap-y-1 sm:flex-row sm:items-center">
        <div className="min-w-0 flex-1">
          <Link to="/data/$datasetId" params={{ datasetId: dataset.id }} className="font-medium break-words after:absolute after:inset-0">{dataset.name}</Link>
          <p className="truncate text-xs text-muted">{dataset.error ?? dataset.description ?? dataset.file_name}</p>
        </div>
        <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-0.5 sm:flex-col sm:items-end sm:text-right">
          <StatusWords dataset={dataset} />
          <span className="text-xs text-muted"><RelativeTime at={dataset.updated_at} /><span className="hidden sm:inline"> · {formatBytes(dataset.file_size)}</span></span>
        </div>
      </div>
    </li>
  );
}

/** The datasets of the workspace. */
export function DatasetsPage({ uploadAction, emptyAction, modelsAction }: DatasetsPageProps) {
  usePageTitle("Data");
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const { data, error, isPending, refetch } = useQuery(datasetsOptions(wanted));
  const isEmpty = data?.total === 0 && wanted === "";
  return (
    <div className="mx-auto w-full max-w-5xl p-4 sm:p-6">
      <PageHeader title="Data" actions={isEmpty ? null : <>{modelsAction}{uploadAction}</>} />
      {!isEmpty && <SearchInput value={search} onChange={setSearch} label="Search datasets" className="mb-3 max-w-sm" />}
      {error && <ProblemNotice title="The datasets could not be read" problem={error} onRetry={() => { void refetch(); }} />}
      {isPending && <div aria-busy className="flex flex-col gap-2">{[0, 1, 2, 3].map((row) => <Skeleton key={row} className="h-14" />)}</div>}
      {isEmpty && (
        <div className="rounded-lg border border-dashed border-line-strong">
          <EmptyState icon={<Database />} title="Drop a file anywhere on this page" action={<>{uploadAction}{emptyAction}</>}>
            CSV, TSV, Excel, JSON, NDJSON or Parquet. Every row is read, every column gets its type, and whatever cannot be used is listed.
          </EmptyState>
        </div>
      )}
      {data && data.total === 0 && wanted !== "" && <p className="py-8 text-center text-sm text-muted">No dataset is called anything like “{wanted}”.</p>}
      {data && data.items.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-panel">
          {data.items.map((dataset) => <DatasetRow key={dataset.id} dataset={dataset} />)}
        </ul>
      )}
    </div>
  );
}
