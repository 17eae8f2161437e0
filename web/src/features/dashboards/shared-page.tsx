import { useQuery } from "@tanstack/react-query";
import { Link2Off } from "lucide-react";
import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import type { SharedDashboard } from "@/api/contracts";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { PageProblem } from "@/ui/page-problem";
import { TooltipProvider } from "@/ui/tooltip";
import { usePageTitle } from "@/ui/use-page-title";
import { Looks } from "@/viz/look";
import { isBare, type Choices, type OnChoices } from "./choices";
import { backToBeginning, BEGINNING, visitorStates } from "./page-states";
import { sharedOptions, sharedSource } from "./shared-api";
import { SharedPassword } from "./shared-password";
import { ViewedPages } from "./viewed-pages";
import { WaitingDashboard } from "./waiting-dashboard";

const Presentation = lazy(async () => ({ default: (await import("./presentation")).Presentation }));
const OpenedPages = lazy(async () => ({ default: (await import("./opened-pages")).OpenedPages }));
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

function Opened({ dashboard, token, onShut, choices, onChoices }: SharedPageProps & { dashboard: SharedDashboard; onShut: () => void }) {
  const { name, description, spec } = dashboard;
  const source = useMemo(() => sharedSource(token, onShut), [token, onShut]);
  const [generation, setGeneration] = useState(0);
  const { whole, states } = useMemo(() => visitorStates(dashboard), [dashboard]);
  usePageTitle(name);
  const hasBeginning = whole !== null || Object.keys(states).length > 0;
  const shared = hasBeginning ? { ...spec, opening: BEGINNING } : spec;
  const chosen = { choices, onChoices: backToBeginning(dashboard, onChoices) };
  const begun = (draw: (choices: Choices) => ReactNode) => (hasBeginning
    ? <Suspense fallback={<WaitingDashboard />}><OpenedPages pages={spec.pages} {...{ whole, states }} {...chosen} isBegun={!isBare(choices)}>{draw}</OpenedPages></Suspense>
    : draw(choices));
  const tools = <Suspense><ViewTools source={source} ownSeconds={spec.refresh_seconds ?? 0} {...chosen} onRefresh={() => { setGeneration(generation + 1); }} /></Suspense>;
  const isPresented = choices.present !== undefined;
  return (
    <TooltipProvider>
      <Suspense><SharedNews source={source} onChanged={onShut} /></Suspense>
      {isPresented
        ? begun((present) => <Suspense><Presentation name={name} pages={spec.pages} shared={shared} source={source} {...chosen} choices={present} /></Suspense>)
        : (
          <>
            <PageHeader title={name} detail={description} actions={tools} />
            {begun((present) => <ViewedPages pages={spec.pages} shared={shared} source={source} {...chosen} choices={present} hasReceipts={false} onAddChart={null} generation={generation} />)}
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
