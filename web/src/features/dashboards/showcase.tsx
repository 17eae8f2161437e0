import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Skeleton } from "@/ui/skeleton";
import { TooltipProvider } from "@/ui/tooltip";
import { showcaseOptions } from "./api";
import { NO_CHOICES, type Choices } from "./choices";
import { PageView } from "./page-view";

/** A real dashboard over real data, alive, for somebody who is not signed in. */
export function Showcase() {
  const { data, isPending } = useQuery(showcaseOptions());
  const [choices, setChoices] = useState<Choices>(NO_CHOICES);
  const dashboard = data?.dashboard;
  const page = dashboard?.spec.pages[0];
  if (isPending) return <Skeleton className="h-96" />;
  if (dashboard === undefined || page === undefined) return null;
  return (
    <TooltipProvider>
      <section aria-label={dashboard.name} className="overflow-hidden rounded-xl border border-line bg-bg p-3 shadow-lg sm:p-5">
        <header className="flex flex-wrap items-baseline gap-x-3 pb-3">
          <h2 className="text-lg font-semibold">{dashboard.name}</h2>
          <p className="text-sm text-muted">{dashboard.description ?? "Live: click a bar, a line or a slice, and everything else follows."}</p>
        </header>
        <PageView
          page={page}
          address="/api/v1/public/showcase/results"
          choices={choices}
          onChoices={setChoices}
          editor={null}
          draft={null}
          hasReceipts={false}
          generation={0}
        />
      </section>
    </TooltipProvider>
  );
}
