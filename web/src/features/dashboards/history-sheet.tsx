import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { History } from "lucide-react";
import type { Dashboard } from "@/api/contracts";
import { useState } from "react";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { showToast } from "@/ui/toast-store";
import { dashboardOptions, restoreRevision, revisionsOptions } from "./api";
import { CompareDialog } from "./compare-dialog";

type HistorySheetProps = { dashboardId: string; canRestore: boolean; onClose: () => void; onRestored: (dashboard: Dashboard) => void };

/** The saved states of a dashboard, the latest first; any of them can become the present one again. */
export function HistorySheet({ dashboardId, canRestore, onClose, onRestored }: HistorySheetProps) {
  const client = useQueryClient();
  const [compared, setCompared] = useState<number | null>(null);
  const { data, error, isPending, refetch } = useQuery(revisionsOptions(dashboardId));
  const restore = useMutation({
    mutationFn: (revision: number) => restoreRevision(dashboardId, revision),
    onError: (problem) => { showToast({ tone: "danger", title: problem.message }); },
    onSuccess: (dashboard, revision) => {
      client.setQueryData(dashboardOptions(dashboardId).queryKey, dashboard);
      showToast({ tone: "success", title: `Revision ${String(revision)} is the present one again.` });
      onRestored(dashboard);
    },
  });
  const revisions = data?.items ?? [];
  return (
    <Sheet isOpen onOpenChange={onClose} title="History">
      {error && <ProblemNotice problem={error} onRetry={() => { void refetch(); }} />}
      {isPending && <Skeleton className="h-32" />}
      {data?.items.length === 0 && <EmptyState icon={<History />} title="Nothing saved yet">Every saved change will stand here with its author.</EmptyState>}
      <ol className="flex flex-col divide-y divide-line">
        {revisions.map(({ revision, saved_at, saved_by_name, tile_count, is_published, published_by_name, note }, index) => (
          <li key={revision} className="flex flex-wrap items-center gap-x-2 gap-y-1 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-1.5 text-sm font-medium">
                <RelativeTime at={saved_at} />
                {index === 0 && <Badge>Present</Badge>}
                {is_published && <Badge tone="success">Published</Badge>}
              </p>
              <p className="truncate text-xs text-muted">{saved_by_name ?? "Gnomon"} · {tile_count === 1 ? "1 tile" : `${String(tile_count)} tiles`} · revision {revision}</p>
              {note !== null && <p className="text-xs break-words">“{note}”{published_by_name !== null && <span className="text-muted"> — {published_by_name}</span>}</p>}
            </div>
            {revisions.length > 1 && (
              <Button size="sm" variant="ghost" aria-label={`Compare revision ${String(revision)}`} onClick={() => { setCompared(revision); }}>Compare</Button>
            )}
            {index > 0 && canRestore && (
              <Button size="sm" isBusy={restore.isPending && restore.variables === revision} onClick={() => { restore.mutate(revision); }}>Restore</Button>
            )}
          </li>
        ))}
      </ol>
      {compared !== null && (
        <CompareDialog
          dashboardId={dashboardId}
          revision={compared}
          previous={revisions.find(({ revision }) => revision < compared)?.revision ?? null}
          present={revisions[0]?.revision ?? compared}
          onClose={() => { setCompared(null); }}
        />
      )}
    </Sheet>
  );
}
