import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Skeleton } from "@/ui/skeleton";
import { TooltipProvider } from "@/ui/tooltip";
import { Looks } from "@/viz/look";
import { showcaseOptions } from "./api";
import { NO_CHOICES, type Choices } from "./choices";
import { ViewedPages } from "./viewed-pages";
import { visitorSource } from "./visitor-source";

const SOURCE = visitorSource("/api/v1/public/showcase", (address, init) => fetch(address, init));

/** A real dashboard over real data, alive, for somebody who is not signed in. */
export function Showcase() {
  const { data, isPending } = useQuery(showcaseOptions());
  const [choices, setChoices] = useState<Choices>(NO_CHOICES);
  const dashboard = data?.dashboard;
  if (isPending) return <Skeleton className="h-96" />;
  if (dashboard === undefined) return null;
  return (
    <TooltipProvider>
      <section aria-label={dashboard.name} className="overflow-hidden rounded-xl border border-line bg-bg p-3 shadow-lg sm:p-5">
        <header className="flex flex-wrap items-baseline gap-x-3 pb-3">
          <h2 className="text-lg font-semibold">{dashboard.name}</h2>
          <p className="text-sm text-muted">{dashboard.description ?? "Live: click a bar, a line or a slice, and everything else follows."}</p>
        </header>
        <Looks look={dashboard.look}>
          <ViewedPages pages={dashboard.spec.pages} shared={dashboard.spec} source={SOURCE} choices={choices} onChoices={setChoices} hasReceipts={false} onAddChart={null} generation={0} />
        </Looks>
      </section>
    </TooltipProvider>
  );
}
