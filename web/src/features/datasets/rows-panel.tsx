import { useMemo, useState } from "react";
import type { Dataset } from "@/api/contracts";
import { formatCount, formatNumber } from "@/lib/format-number";
import { formatDuration } from "@/lib/format-time";
import { DataGrid, type GridSort } from "@/ui/data-grid";
import { ProblemNotice } from "@/ui/problem-notice";
import type { Condition } from "./row-conditions";
import { RowFilter, filtersOf } from "./row-filter";
import { useRows } from "./use-rows";

/** Every row of a dataset, sorted and filtered by the server, fetched as it comes into sight. */
export function RowsPanel({ dataset, versionId }: { dataset: Dataset; versionId: string }) {
  const [sort, setSort] = useState<GridSort | null>(null);
  const [conditions, setConditions] = useState<readonly Condition[]>([]);
  const filters = useMemo(() => filtersOf(conditions), [conditions]);
  const rows = useRows(dataset.id, versionId, { sort: sort?.columnId ?? null, isDescending: sort?.direction === "desc", filters }, dataset.row_count);
  const visible = useMemo(() => dataset.columns.filter(({ is_hidden }) => !is_hidden), [dataset.columns]);
  const columns = useMemo(
    () => (rows.columns.length > 0 ? rows.columns.map(({ name, label, type }) => ({ id: name, title: label, type })) : visible.map(({ name, label, type }) => ({ id: name, title: label ?? name, type }))),
    [rows.columns, visible],
  );
  return (
    <div className="flex h-[calc(100dvh-15rem)] min-h-80 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1"><RowFilter columns={visible} conditions={conditions} onChange={setConditions} /></div>
        <p role="status" className="text-xs text-muted tabular-nums">
          {rows.rowCount === null ? "Counting" : filters.length === 0 ? formatCount(rows.rowCount, "row") : `${formatNumber(rows.rowCount)} of ${formatCount(dataset.row_count, "row")}`}
          {rows.elapsedMs !== null && ` · ${formatDuration(rows.elapsedMs)}`}
        </p>
      </div>
      {rows.problem && <ProblemNotice isCompact title="These rows could not be read" problem={rows.problem} onRetry={rows.retry} />}
      <DataGrid
        key={versionId}
        label={`Rows of ${dataset.name}`}
        className="min-h-0 flex-1"
        columns={columns}
        rowCount={rows.rowCount ?? 0}
        cellAt={rows.cellAt}
        sort={sort}
        onSort={setSort}
        onRowsInView={rows.onRowsInView}
      />
      {rows.rowCount === 0 && <p className="py-4 text-center text-sm text-muted">{filters.length === 0 ? "This dataset has no rows." : "No row passes these filters."}</p>}
    </div>
  );
}
