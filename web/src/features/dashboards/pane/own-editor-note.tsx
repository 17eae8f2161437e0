import { ChartColumn } from "lucide-react";
import type { ChartSpec } from "@/api/contracts";
import { Button } from "@/ui/button";

/** Leads to where a picture is edited that somebody draws themselves. */
export function OwnEditor({ chart, onExplore }: { chart: ChartSpec; onExplore: () => void }) {
  const words = chart.mark === "custom"
    ? "A visual of your own draws this tile. What it can be told stands in Explore."
    : "A Vega-Lite document draws this tile. It is written in Explore, beside the picture.";
  return (
    <div className="flex shrink-0 flex-col items-start gap-2 text-sm text-muted">
      <p>{words}</p>
      <Button size="sm" onClick={onExplore}><ChartColumn aria-hidden />Edit in Explore</Button>
    </div>
  );
}
