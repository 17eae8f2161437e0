import { Share2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { DashboardSpec } from "@/api/contracts";
import { Button } from "@/ui/button";

const ShareDialog = lazy(async () => ({ default: (await import("./share-dialog")).ShareDialog }));

export type Shared = { dashboardId: string; spec: DashboardSpec };

/** Opens what says who can see a dashboard, and lets others in. */
export function ShareButton(dashboard: Shared) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => { setOpen(true); }}><Share2 aria-hidden />Share</Button>
      {isOpen && <Suspense><ShareDialog {...dashboard} onClose={() => { setOpen(false); }} /></Suspense>}
    </>
  );
}
