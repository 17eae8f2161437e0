import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { TrashedThing } from "@/api/contracts";
import { useMayEdit } from "@/api/me";
import type { Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { showFailure, showToast } from "@/ui/toast-store";
import { usePageTitle } from "@/ui/use-page-title";
import { emptyTrash, purgeThing, restoreThing, trashOptions } from "./api";
import { PurgeDialog, type Doomed } from "./purge-dialog";
import { TrashRow } from "./trash-row";

const useTrashChanges = (onPurged: () => void) => {
  const queryClient = useQueryClient();
  // Lists of datasets and dashboards change with the trash, and so do pages of what was away.
  const settle = () => queryClient.invalidateQueries();
  const restore = useMutation<unknown, Problem, TrashedThing>({
    mutationFn: restoreThing,
    onSuccess: (_, { name }) => showToast({ tone: "success", title: `“${name}” is back` }),
    onError: (problem) => showFailure("It was not restored", problem),
    onSettled: settle,
  });
  const purge = useMutation<unknown, Problem, Doomed>({
    mutationFn: (doomed) => ("everything" in doomed ? emptyTrash() : purgeThing(doomed)),
    onSuccess: onPurged,
    onError: (problem) => showFailure("It was not deleted", problem),
    onSettled: settle,
  });
  return { restore, purge };
};

/** What was thrown away in the workspace, for thirty days. */
export function TrashPage() {
  usePageTitle("Trash");
  const mayEdit = useMayEdit();
  const [doomed, setDoomed] = useState<Doomed | null>(null);
  const { data, error, refetch } = useQuery(trashOptions());
  const { restore, purge } = useTrashChanges(() => { setDoomed(null); });
  const [now] = useState(Date.now);
  const things = data?.items ?? [];
  return (
    <section aria-labelledby="trash">
      <div className="mb-4 flex flex-wrap items-start gap-3">
        <div className="min-w-60 flex-1">
          <h2 id="trash" className="text-base font-semibold">Trash</h2>
          <p className="mt-0.5 text-sm text-muted">What was deleted in this workspace is kept for 30 days, then it goes for good.</p>
        </div>
        {mayEdit && things.length > 0 && <Button onClick={() => { setDoomed({ everything: things.length }); }}><Trash2 aria-hidden />Empty the trash</Button>}
      </div>
      {error && !data && <ProblemNotice title="The trash could not be read" problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-24 w-full" />}
      {data && things.length === 0 && (
        <div className="rounded-lg border border-dashed border-line-strong">
          <EmptyState icon={<Trash2 />} title="The trash is empty">Datasets, queries, charts and dashboards that somebody deletes can be had back from here.</EmptyState>
        </div>
      )}
      {things.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
          {things.map((thing) => (
            <TrashRow
              key={thing.id}
              thing={thing}
              now={now}
              mayEdit={mayEdit}
              isBusy={restore.isPending || purge.isPending}
              onRestore={() => { restore.mutate(thing); }}
              onPurge={() => { setDoomed(thing); }}
            />
          ))}
        </ul>
      )}
      {doomed && <PurgeDialog doomed={doomed} isBusy={purge.isPending} onClose={() => { setDoomed(null); }} onPurge={() => { purge.mutate(doomed); }} />}
    </section>
  );
}
