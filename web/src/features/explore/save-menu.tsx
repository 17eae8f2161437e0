import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, LayoutDashboard, Save, Undo2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ChartSpec } from "@/api/contracts";
import { forgetDestination, readDestination, type Destination } from "@/lib/destination";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { showFailure, showToast } from "@/ui/toast-store";
import { saveChart } from "./api";
import { putBack } from "./put-back";

const SaveDialog = lazy(async () => ({ default: (await import("./save-dialog")).SaveDialog }));

type SaveMenuProps = { chart: ChartSpec; title: string; isDisabled: boolean };

/** Back to the dashboard that somebody came from, with the picture as it is now. */
function PutBackButton({ destination, chart, title, isDisabled, onGone }: SaveMenuProps & { destination: Destination; onGone: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: () => putBack(destination, title, chart),
    onSuccess: ({ id }) => {
      forgetDestination();
      onGone();
      client.removeQueries({ queryKey: ["dashboard", id] });
      void client.invalidateQueries({ queryKey: ["dashboards"] });
      void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: id }, search: { mode: "edit" } });
    },
    onError: (problem) => { showFailure("The picture could not be put back", problem); },
  });
  return (
    <Button variant="primary" disabled={isDisabled} isBusy={save.isPending} onClick={() => { save.mutate(); }}>
      <Undo2 aria-hidden />{destination.tileId === null ? "Add to the dashboard" : "Put back"}
    </Button>
  );
}

/** Keeps the picture: on a dashboard, or by itself. */
export function SaveMenu({ chart, title, isDisabled }: SaveMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [destination, setDestination] = useState(readDestination);
  const save = useMutation({
    mutationFn: () => saveChart(title, chart),
    onSuccess: ({ name }) => { showToast({ tone: "success", title: `Saved as “${name}”` }); },
    onError: (problem) => { showFailure("The chart could not be saved", problem); },
  });
  return (
    <>
      {destination && <PutBackButton {...{ destination, chart, title, isDisabled }} onGone={() => { setDestination(null); }} />}
      <div className="flex">
        <Button variant={destination ? "outline" : "primary"} disabled={isDisabled} onClick={() => { setOpen(true); }} className="rounded-r-none" aria-label="Save to dashboard">
          <LayoutDashboard aria-hidden /><span className="hidden sm:inline">Save to dashboard</span>
        </Button>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant={destination ? "outline" : "primary"} size="icon" disabled={isDisabled} isBusy={save.isPending} aria-label="Other ways to save" className="w-7 rounded-l-none border-l border-l-line"><ChevronDown aria-hidden /></Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem icon={<Save aria-hidden />} onSelect={() => { save.mutate(); }}>Save chart</DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      </div>
      {isOpen && <Suspense><SaveDialog chart={chart} title={title} onClose={() => { setOpen(false); }} /></Suspense>}
    </>
  );
}
