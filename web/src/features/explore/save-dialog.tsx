import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type SyntheticEvent } from "react";
import type { ChartSpec } from "@/api/contracts";
import { createDashboard } from "@/api/dashboards";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { SegmentedControl } from "@/ui/segmented-control";
import { showToast } from "@/ui/toast-store";
import { DashboardChoice } from "./dashboard-choice";
import { putBack } from "./put-back";
import { newDashboard } from "./save";

type Way = "existing" | "new";
type SaveDialogProps = { chart: ChartSpec; title: string; onClose: () => void };

/** Puts the picture on a dashboard, a known one or a new one. */
export function SaveDialog({ chart, title: suggested, onClose }: SaveDialogProps) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [way, setWay] = useState<Way>("existing");
  const [title, setTitle] = useState(suggested);
  const [dashboardId, setDashboardId] = useState<string | null>(null);
  const [name, setName] = useState("");
  const save = useMutation({
    mutationFn: () => {
      const words = title.trim() || suggested;
      if (way === "new") return createDashboard(name.trim(), newDashboard(words, chart));
      return putBack({ dashboardId: dashboardId ?? "", pageId: null, tileId: null }, words, chart);
    },
    onSuccess: (dashboard) => {
      void queryClient.invalidateQueries({ queryKey: ["dashboards"] });
      void queryClient.invalidateQueries({ queryKey: ["dashboard", dashboard.id] });
      const open = () => { void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: dashboard.id } }); };
      showToast({ tone: "success", title: `Saved to ${dashboard.name}`, action: { label: "Open", onAct: open } });
      onClose();
    },
  });
  const isReady = way === "new" ? name.trim() !== "" : dashboardId !== null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title="Save to dashboard"
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="save-picture" disabled={!isReady} isBusy={save.isPending}>Save</Button>
        </>
      )}
    >
      <form id="save-picture" onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Title of the picture">
          {(control) => <Input {...control} value={title} maxLength={255} placeholder={suggested} onChange={(event) => { setTitle(event.target.value); }} />}
        </Field>
        <SegmentedControl label="Where to" value={way} onChange={setWay} options={[{ value: "existing", label: "A dashboard" }, { value: "new", label: "A new dashboard" }]} />
        {way === "existing"
          ? <DashboardChoice value={dashboardId} onChange={setDashboardId} onWantNew={() => { setWay("new"); }} />
          : <Field label="Name of the dashboard" isRequired>{(control) => <Input {...control} value={name} maxLength={255} onChange={(event) => { setName(event.target.value); }} />}</Field>}
        {save.error && <ProblemNotice isCompact title="The picture could not be saved" problem={save.error} />}
      </form>
    </Dialog>
  );
}
