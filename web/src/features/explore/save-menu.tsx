import { useMutation } from "@tanstack/react-query";
import { ChevronDown, LayoutDashboard, Save } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ChartSpec } from "@/api/contracts";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { showToast } from "@/ui/toast-store";
import { saveChart } from "./api";

const SaveDialog = lazy(async () => ({ default: (await import("./save-dialog")).SaveDialog }));

type SaveMenuProps = { chart: ChartSpec; title: string; isDisabled: boolean };

/** Keeps the picture: on a dashboard, or by itself. */
export function SaveMenu({ chart, title, isDisabled }: SaveMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const save = useMutation({
    mutationFn: () => saveChart(title, chart),
    onSuccess: ({ name }) => { showToast({ tone: "success", title: `Saved as “${name}”` }); },
    onError: ({ message, hint }) => { showToast({ tone: "danger", title: "The chart could not be saved", detail: [message, hint].filter(Boolean).join(" ") }); },
  });
  return (
    <>
      <div className="flex">
        <Button variant="primary" disabled={isDisabled} onClick={() => { setOpen(true); }} className="rounded-r-none" aria-label="Save to dashboard">
          <LayoutDashboard aria-hidden /><span className="hidden sm:inline">Save to dashboard</span>
        </Button>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="primary" size="icon" disabled={isDisabled} isBusy={save.isPending} aria-label="Other ways to save" className="w-7 rounded-l-none border-l border-accent-fg/30"><ChevronDown aria-hidden /></Button>
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
