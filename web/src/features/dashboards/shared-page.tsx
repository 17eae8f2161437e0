import { useQuery } from "@tanstack/react-query";
import { Link2Off } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import type { SharedDashboard } from "@/api/contracts";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { PageProblem } from "@/ui/page-problem";
import { TooltipProvider } from "@/ui/tooltip";
import { usePageTitle } from "@/ui/use-page-title";
import { Looks } from "@/viz/look";
import type { Choices, OnChoices } from "./choices";
import { sharedOptions, sharedSource } from "./shared-api";
import { SharedPassword } from "./shared-password";
import { ViewedPages } from "./viewed-pages";
import { WaitingDashboard } from "./waiting-dashboard";

const Presentation = lazy(async () => ({ default: (await import("./presentation")).Presentation }));
const SharedNews = lazy(async () => ({ default: (await import("./dashboard-news")).SharedNews }));
const ViewTools = lazy(async () => ({ default: (await import("./view-tools")).ViewTools }));

type SharedPageProps = { token: string; choices: Choices; onChoices: OnChoices };

function Gone() {
  usePageTitle("Link ended");
  return (
    <EmptyState isPage icon={<Link2Off />} title="This link leads nowhere any more" className="min-h-[60dvh]">
      It was ended or has expired, or a part of its address is missing. Ask whoever sent it to you for a new one.
    </EmptyState>
  );
}

function Opened({ dashboard, token, onShut, ...chosen }: SharedPageProps & { dashboard: SharedDashboard; onShut: () => void }) {
  const { name, description, spec } = dashboard;
  const source = useMemo(() => sharedSource(token, onShut), [token, onShut]);
  const [generation, setGeneration] = useState(0);
  usePageTitle(name);
  const tools = <Suspense><ViewTools source={source} ownSeconds={spec.refresh_seconds ?? 0} {...chosen} onRefresh={() => { setGeneration(generation + 1); }} /></Suspense>;
  const isPresented = chosen.choices.present !== undefined;
  return (
    <TooltipProvider>
      <Suspense><SharedNews source={source} onChanged={onShut} /></Suspense>
      {isPresented
        ? <Suspense><Presentation name={name} pages={spec.pages} shared={spec} source={source} {...chosen} /></Suspense>
        : (
          <>
            <PageHeader title={name} detail={description} actions={tools} />
            <ViewedPages pages={spec.pages} shared={spec} source={source} {...chosen} hasReceipts={false} onAddChart={null} generation={generation} />
          </>
        )}
    </TooltipProvider>
  );
}

function Contents(props: SharedPageProps) {
  const { data, error, refetch } = useQuery(sharedOptions(props.token));
  const onShut = useMemo(() => () => void refetch(), [refetch]);
  // A link may be shut while somebody looks: what was read before does not count then.
  if (error?.status === 404) return <Gone />;
  if (error?.status === 401) return <SharedPassword token={props.token} onOpened={refetch} />;
  if (data !== undefined) return <Looks look={data.look}><Opened {...props} dashboard={data} onShut={onShut} /></Looks>;
  return error ? <PageProblem problem={error} thing="dashboard" onRetry={onShut} /> : <WaitingDashboard />;
}

/** A dashboard for whoever has a link to it: without a sign-in, and the same with one. */
export function SharedPage(props: SharedPageProps) {
  return (
    <main className="min-h-full p-4 sm:p-6">
      <meta name="robots" content="noindex" />
      <meta name="referrer" content="no-referrer" />
      <Contents {...props} />
    </main>
  );
}
