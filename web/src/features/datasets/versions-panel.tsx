import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Dataset } from "@/api/contracts";
import { formatBytes, formatCount } from "@/lib/format-number";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { Skeleton } from "@/ui/skeleton";
import { showToast, showUndo } from "@/ui/toast-store";
import { activateVersion, datasetOptions, versionsOptions } from "./api";

/** Every state that the dataset has had; any of them can be used again. */
export function VersionsPanel({ dataset, canEdit, replaceAction }: { dataset: Dataset; canEdit: boolean; replaceAction: ReactNode }) {
  const client = useQueryClient();
  const { data, error, isPending, refetch } = useQuery(versionsOptions(dataset.id));
  const activate = useMutation({
    mutationFn: (versionId: string) => activateVersion(dataset.id, versionId),
    onError: (problem) => { showToast({ tone: "danger", title: problem.message }); },
    onSuccess: (changed) => {
      const before = dataset.active_version_id;
      client.setQueryData(datasetOptions(dataset.id).queryKey, changed);
      for (const key of [["dataset", dataset.id], ["datasets"], ["model", dataset.id]]) void client.invalidateQueries({ queryKey: key });
      if (before !== null && before !== changed.active_version_id) showUndo("Another version is in use.", () => { activate.mutate(before); });
    },
  });
  if (error) return <ProblemNotice title="The versions could not be read" problem={error} onRetry={() => { void refetch(); }} />;
  if (isPending) return <Skeleton className="h-40" />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-sm text-muted">A new file becomes a new version; charts and dashboards use the one that is in use.</p>
        {canEdit && replaceAction}
      </div>
      <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-panel">
        {data.items.map((version) => (
          <li key={version.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="text-sm font-medium">Version {version.number} <span className="font-normal text-muted">{version.file_name}</span></p>
              <p className="text-xs text-muted">
                <RelativeTime at={version.created_at} /> · {formatCount(version.row_count, "row")} · {formatCount(version.columns_info.length, "column")} · {formatBytes(version.byte_size)}
                {version.rejected_rows > 0 && ` · ${formatCount(version.rejected_rows, "rejected row")}`}
              </p>
            </div>
            {version.is_active ? <Badge tone="success">In use</Badge> : canEdit && (
              <Button size="sm" isBusy={activate.isPending && activate.variables === version.id} onClick={() => { activate.mutate(version.id); }}>Use this version</Button>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
