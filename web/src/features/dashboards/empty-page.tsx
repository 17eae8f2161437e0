import { ChartColumn, LayoutDashboard } from "lucide-react";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";

export function EmptyPage({ mayEdit, onAddChart }: { mayEdit: boolean; onAddChart: () => void }) {
  return (
    <div className="rounded-lg border border-dashed border-line-strong">
      <EmptyState
        icon={<LayoutDashboard />}
        title="This page is empty"
        action={mayEdit ? <Button variant="primary" onClick={onAddChart}><ChartColumn aria-hidden />Make a picture</Button> : null}
      >
        {mayEdit ? "Pictures that you make in Explore can be put here, side by side, and filter one another." : "Whoever edits this dashboard has not put anything here yet."}
      </EmptyState>
    </div>
  );
}
