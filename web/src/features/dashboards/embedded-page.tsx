import { useQuery } from "@tanstack/react-query";
import { FrameIcon, KeyRound } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { EmbeddedDashboard } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import type { EmbedBackground, EmbedTheme } from "@/lib/embed-protocol";
import { chooseLocale } from "@/lib/locale";
import { isSame } from "@/lib/same";
import { EmptyState } from "@/ui/empty-state";
import { PageProblem } from "@/ui/page-problem";
import { followSystemTheme, showTheme } from "@/ui/theme";
import { TooltipProvider } from "@/ui/tooltip";
import { usePageTitle } from "@/ui/use-page-title";
import { Looks } from "@/viz/look";
import { NO_CHOICES, type Choices } from "./choices";
import { createTokenKeeper, embeddedSource, readEmbedded, type TokenKeeper } from "./embedded-api";
import { filtersInForce, selectionsBetween, withFilters } from "./embedded-filters";
import type { Host } from "./embedded-host";
import { backToBeginning, BEGINNING, visitorStates } from "./page-states";
import { tileTitle } from "./tile-words";
import { ViewedPages } from "./viewed-pages";
import { WaitingDashboard } from "./waiting-dashboard";

const RefreshWords = lazy(async () => ({ default: (await import("./refresh-words")).RefreshWords }));
const OpenedPages = lazy(async () => ({ default: (await import("./opened-pages")).OpenedPages }));
const SharedNews = lazy(async () => ({ default: (await import("./dashboard-news")).SharedNews }));

type Look = { theme?: EmbedTheme; background?: EmbedBackground };

type EmbeddedPageProps = {
  embedId: string;
  host: Host;
  /** Of the address, where the page around has no script of ours. */
  token: string | null;
  look: Look;
};

const showLook = ({ theme, background }: Look): void => {
  if (theme !== undefined) showTheme(theme);
  if (background !== undefined) document.documentElement.dataset["background"] = background;
};

function Refused({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  usePageTitle("Not shown");
  if (problem.status === 404) {
    return <EmptyState isPage icon={<FrameIcon />} title="This dashboard is not shown here any more">It was ended or has expired. Ask whoever runs this page.</EmptyState>;
  }
  if (problem.code === "EMBED_TOKEN_EXPIRED") {
    return <EmptyState isPage icon={<KeyRound />} title="This page was open for long">Load it anew to go on.</EmptyState>;
  }
  if (problem.status === 401 || problem.status === 403) {
    return <EmptyState isPage icon={<KeyRound />} title="This dashboard is not shown">{problem.message}</EmptyState>;
  }
  return <PageProblem problem={problem} thing="dashboard" onRetry={onRetry} />;
}

function Opened({ dashboard, keeper, embedId, host, wanted, onShut, generation }: { dashboard: EmbeddedDashboard; keeper: TokenKeeper; embedId: string; host: Host; wanted: Readonly<Record<string, unknown>>; onShut: () => void; generation: number }) {
  const { name, description, spec } = dashboard;
  const [source] = useState(() => embeddedSource(keeper, embedId, onShut));
  const { whole, states } = useMemo(() => visitorStates(dashboard), [dashboard]);
  const hasBeginning = whole !== null || Object.keys(states).length > 0;
  const [choices, setChoices] = useState<Choices>(() => withFilters(whole ?? NO_CHOICES, spec, wanted));
  const [heeded, setHeeded] = useState(wanted);
  usePageTitle(name);
  if (heeded !== wanted) {
    setHeeded(wanted);
    setChoices(withFilters(choices, spec, wanted));
  }

  const told = useRef(choices);
  useEffect(() => {
    host.send({ type: "ready", name, pages: spec.pages.map(({ title }) => title) });
  }, [host, name, spec]);
  useEffect(() => {
    const before = told.current;
    told.current = choices;
    if (before === choices) return;
    if (!isSame(before.filters, choices.filters)) host.send({ type: "filterchange", filters: filtersInForce(choices, spec) });
    const tiles = spec.pages.flatMap((page) => page.tiles ?? []);
    for (const { tile: id, selected } of selectionsBetween(before, choices)) {
      const tile = tiles.find((one) => one.id === id);
      host.send({ type: "select", tile: id, title: tile ? tileTitle(tile) : "", selected });
    }
  }, [host, choices, spec]);

  const drawn = (present: Choices) => (
    <ViewedPages pages={spec.pages} shared={hasBeginning ? { ...spec, opening: BEGINNING } : spec} source={source} choices={present} onChoices={backToBeginning(dashboard, setChoices)} hasReceipts={false} onAddChart={null} generation={generation} />
  );
  return (
    <TooltipProvider>
      <Suspense><SharedNews source={source} onChanged={onShut} /></Suspense>
      <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <div className="min-w-0">
          <h1 className="text-lg font-semibold">{name}</h1>
          {description !== null && description !== "" && <p className="text-sm text-muted">{description}</p>}
        </div>
        <Suspense><RefreshWords source={source} seconds={choices.refresh ?? spec.refresh_seconds ?? 0} className="max-sm:hidden" /></Suspense>
      </header>
      {hasBeginning
        ? <Suspense><OpenedPages pages={spec.pages} states={states} choices={choices} onChoices={setChoices} isBegun={whole !== null}>{drawn}</OpenedPages></Suspense>
        : drawn(choices)}
    </TooltipProvider>
  );
}

/** Tells the page around how high this one is, as it changes. */
const useToldHeight = (host: Host) => {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    if (frame.current === null) return;
    let last = 0;
    const observer = new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0);
      if (height === last || height === 0) return;
      last = height;
      host.send({ type: "resize", height });
    });
    observer.observe(frame.current);
    return () => { observer.disconnect(); };
  }, [host]);
  return frame;
};

/** A dashboard in a frame of another site, let in by a token of that site. */
export function EmbeddedPage({ embedId, host, token, look }: EmbeddedPageProps) {
  const [keeper] = useState(() => createTokenKeeper(() => { host.send({ type: "renew" }); }, token));
  const [hasToken, setHasToken] = useState(token !== null);
  const [wanted, setWanted] = useState<Readonly<Record<string, unknown>>>({});
  const [generation, setGeneration] = useState(0);
  const frame = useToldHeight(host);
  const { data, error, refetch } = useQuery({
    queryKey: ["embedded", embedId],
    queryFn: () => readEmbedded(keeper, embedId),
    enabled: hasToken,
    staleTime: Infinity,
    retry: false,
  });
  const hasTheme = useRef(look.theme !== undefined);
  const isRefused = useRef(false);
  const again = useCallback(() => { void refetch(); }, [refetch]);

  useEffect(() => {
    showLook({ theme: "system", ...look });
    const quiet = host.hear((wish) => {
      switch (wish.type) {
        case "token":
          keeper.put(wish.token);
          hasTheme.current ||= wish.theme !== undefined;
          showLook({ ...(wish.theme && { theme: wish.theme }), ...(wish.background && { background: wish.background }) });
          if (Object.keys(wish.filters).length > 0) setWanted(wish.filters);
          setHasToken(true);
          if (isRefused.current) again();
          return;
        case "filters": setWanted(wish.filters); return;
        case "theme":
          hasTheme.current = true;
          showTheme(wish.theme);
          return;
        case "refresh": setGeneration((count) => count + 1);
      }
    });
    host.send({ type: "hello" });
    const unfollow = followSystemTheme();
    return () => { quiet(); unfollow(); keeper.end(); };
    // Once: the address and the page around are what they are.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [host, keeper]);

  useEffect(() => {
    if (data === undefined) return;
    if (data.locale !== null) chooseLocale(data.locale);
    if (data.theme !== null && !hasTheme.current) showTheme(data.theme);
  }, [data]);

  useEffect(() => {
    isRefused.current = error !== null;
    if (error) host.send({ type: "error", code: error.code, message: error.message });
  }, [error, host]);

  return (
    <main ref={frame} className="p-3 sm:p-4">
      {error
        ? <Refused problem={error} onRetry={again} />
        : data === undefined
          ? <WaitingDashboard />
          : <Looks look={data.look}><Opened dashboard={data} keeper={keeper} embedId={embedId} host={host} wanted={wanted} onShut={again} generation={generation} /></Looks>}
    </main>
  );
}
