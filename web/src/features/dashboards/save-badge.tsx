import { Check, CloudOff, LoaderCircle, Pencil } from "lucide-react";
import { Button } from "@/ui/button";
import type { SaveState } from "./autosave";

/** Whether what is on the screen is safe on the server. */
export function SaveBadge({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  if (state.status === "failed") {
    return (
      <span role="alert" className="inline-flex items-center gap-1.5 text-xs text-danger-text">
        <CloudOff aria-hidden className="size-4" />
        <span>Not saved: {state.problem.message}</span>
        <Button size="sm" variant="link" onClick={onRetry}>Try again</Button>
      </span>
    );
  }
  const [Icon, words] =
    state.status === "saved" ? [Check, "Saved"] as const : state.status === "saving" ? [LoaderCircle, "Saving"] as const : [Pencil, "Edited"] as const;
  return (
    <span role="status" className="inline-flex min-w-16 items-center gap-1.5 text-xs text-muted">
      <Icon aria-hidden className={state.status === "saving" ? "size-3.5 animate-spin" : "size-3.5"} />
      {words}
    </span>
  );
}
