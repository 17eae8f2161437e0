import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import type { Dashboard } from "@/api/contracts";
import { asProblem } from "@/api/problems";
import { showToast, showUndo } from "@/ui/toast-store";
import { dashboardOptions, restoreRevision } from "./api";
import { choosePublishing, discardDraft, publishDashboard } from "./publishing-api";

type Publishing = {
  publish: UseMutationResult<Dashboard, Error, string>;
  discard: UseMutationResult<Dashboard, Error, void>;
  chooseLive: UseMutationResult<Dashboard, Error, boolean>;
};

/** Shows readers the present state, takes the draft back, and says whether saving publishes. `onReplaced` hears of another state in place of the present one. */
export const usePublishing = ({ id, revision }: Dashboard, onDone: () => void, onReplaced: () => void): Publishing => {
  const client = useQueryClient();
  const keep = (dashboard: Dashboard) => {
    client.setQueryData(dashboardOptions(id).queryKey, dashboard);
    void client.invalidateQueries({ queryKey: ["dashboards"] });
    void client.invalidateQueries({ queryKey: ["dashboard", id, "revisions"] });
  };
  const bringBack = () => {
    restoreRevision(id, revision).then(
      (dashboard) => { keep(dashboard); onReplaced(); },
      (error: unknown) => { showToast({ tone: "danger", title: asProblem(error).message }); },
    );
  };
  return {
    publish: useMutation({
      mutationFn: (note: string) => publishDashboard(id, revision, note.trim()),
      onSuccess: (dashboard) => {
        keep(dashboard);
        showToast({ tone: "success", title: "Published: readers see it now." });
        onDone();
      },
    }),
    discard: useMutation({
      mutationFn: () => discardDraft(id, revision),
      onSuccess: (dashboard) => {
        keep(dashboard);
        showUndo("The draft was discarded.", bringBack);
        onReplaced();
        onDone();
      },
    }),
    chooseLive: useMutation({ mutationFn: (isLive: boolean) => choosePublishing(id, revision, isLive), onSuccess: keep }),
  };
};
