import { Bookmark } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Dashboard } from "@/api/contracts";
import { IconButton } from "@/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { Skeleton } from "@/ui/skeleton";
import type { Choices, OnChoices } from "./choices";

const BookmarksPanel = lazy(async () => ({ default: (await import("./bookmarks-panel")).BookmarksPanel }));

export type BookmarksProps = { dashboard: Dashboard; choices: Choices; onChoices: OnChoices };

/** States of a dashboard that were kept, to come back to. */
export function BookmarksButton(props: BookmarksProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild><IconButton label="Bookmarks"><Bookmark aria-hidden /></IconButton></PopoverTrigger>
      <PopoverContent aria-label="Bookmarks" align="end" className="w-80 max-w-[calc(100vw-1rem)] p-0">
        <Suspense fallback={<Skeleton className="m-3 h-24" />}><BookmarksPanel {...props} onClose={() => { setOpen(false); }} /></Suspense>
      </PopoverContent>
    </Popover>
  );
}
