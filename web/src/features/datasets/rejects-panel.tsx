import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import type { Dataset } from "@/api/contracts";
import { formatCount, formatNumber } from "@/lib/format-number";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { rejectsOptions } from "./api";

/** What the file held that could not be used as it was: nothing is dropped in silence. */
export function RejectsPanel({ dataset, versionId }: { dataset: Dataset; versionId: string }) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(rejectsOptions(dataset.id, versionId));
  if (error) return <ProblemNotice title="The rejected rows could not be read" problem={error} onRetry={() => { void refetch(); }} />;
  if (isPending) return <Skeleton className="h-40" />;
  const items = data.pages.flatMap((page) => page.items);
  const total = data.pages[0]?.total ?? 0;
  if (total === 0) {
    return <EmptyState icon={<CircleCheck />} title="Nothing was rejected">Every row and every value of the file could be used as it stood.</EmptyState>;
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-muted">{formatCount(total, "row or value", "rows and values")} of the file could not be used as they stood. The original file is kept unchanged.</p>
      <div className="overflow-x-auto rounded-lg border border-line bg-panel">
        <table className="w-full text-sm">
          <thead className="bg-sunken text-left text-xs">
            <tr><th className="px-3 py-2 text-right font-medium">Line</th><th className="px-3 py-2 font-medium">Column</th><th className="px-3 py-2 font-medium">Value</th><th className="px-3 py-2 font-medium">Reason</th></tr>
          </thead>
          <tbody className="divide-y divide-line">
            {items.map(({ line, column, value, reason }, index) => (
              <tr key={`${String(line)} ${column ?? ""} ${String(index)}`} className="align-top">
                <td className="px-3 py-1.5 text-right tabular-nums">{formatNumber(line)}</td>
                <td className="px-3 py-1.5">{column ?? <span className="text-muted">whole row</span>}</td>
                <td className="max-w-80 px-3 py-1.5 font-mono text-xs break-all">{value.length > 300 ? `${value.slice(0, 300)}…` : value}</td>
                <td className="px-3 py-1.5">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && <Button className="self-center" isBusy={isFetchingNextPage} onClick={() => { void fetchNextPage(); }}>Show more</Button>}
      {!hasNextPage && items.length < total && <p className="text-center text-xs text-muted">The first {formatNumber(items.length)} are listed in full.</p>}
    </div>
  );
}
