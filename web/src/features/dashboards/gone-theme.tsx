import { Palette } from "lucide-react";
import { Button } from "@/ui/button";

/** Says to those who edit that the theme of the dashboard was removed, with the way out. */
export function GoneTheme({ onChoose }: { onChoose: () => void }) {
  return (
    <div role="status" className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning-text">
      <Palette aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1">The theme of this dashboard was removed. It looks like the workspace’s default now.</p>
      <Button size="sm" onClick={onChoose}>Keep the default</Button>
    </div>
  );
}
