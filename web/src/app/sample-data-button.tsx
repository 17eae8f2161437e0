import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { api, unwrap } from "@/api/client";
import type { SamplesInstalled } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { showToast } from "@/ui/toast-store";

const installSamples = () => unwrap<SamplesInstalled>(api.POST("/api/v1/samples"));

/** Real data and two dashboards, a click away. */
export function SampleDataButton() {
  const queryClient = useQueryClient();
  const install = useMutation<SamplesInstalled, Problem>({
    mutationFn: installSamples,
    onSuccess: async ({ dataset_ids, dashboard_ids }) => {
      await queryClient.invalidateQueries();
      showToast({ tone: "success", title: "The sample data is here", detail: `${String(dataset_ids.length)} datasets and ${String(dashboard_ids.length)} dashboards.` });
    },
    onError: (problem) => { showToast({ tone: "danger", title: "The sample data could not be loaded", detail: problem.message }); },
  });
  return <Button isBusy={install.isPending} onClick={() => { install.mutate(); }}><Sparkles aria-hidden />Load sample data</Button>;
}
