import { ChartColumn, LayoutDashboard } from "lucide-react";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";

/** Says what belongs on a page, to those who may put it there; `onAddChart` is theirs alone. */
export function EmptyPage({ onAddChart }: { onAddChart: (() => void) | null }) {
  return (
    <div className="rounded-lg border border-dashed border-line-strong">
      <EmptyState
        icon={<LayoutDashboard />}
        title="This page is empty"
        action={onAddChart ? <Button variant="primary" onClick={onAddChart}><ChartColumn aria-hidden />Make a picture</Button> : null}
      >
        {onAddChart ? "Pictures that you make in Explore can be put here, side by side, and filter one another." : "Whoever edits this dashboard has not put anything here yet."}
      </EmptyState>
    </div>
  );
}
