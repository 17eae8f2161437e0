import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { Tile } from "@/api/contracts";
import { useSession } from "@/api/session";
import { choicesFrom, readSearch, searchFrom, type OnChoices } from "@/features/dashboards/choices";
import { DashboardPage } from "@/features/dashboards/dashboard-page";
import { StarButton } from "@/features/library/star-button";
import { useNoteSeen } from "@/features/library/use-note-seen";
import { forgetDestination, keepDestination } from "@/lib/destination";
import { Button } from "@/ui/button";
import { useDashboardComments } from "./dashboard-comments";
import { useShownPart } from "./use-shown-part";

const NewField = lazy(async () => ({ default: (await import("@/features/semantic/new-field")).NewField }));
const DashboardTrail = lazy(async () => ({ default: (await import("./dashboard-trail")).DashboardTrail }));

const route = getRouteApi("/shell/dashboards/$dashboardId");

export function DashboardRoute() {
  const { dashboardId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const userId = useSession((session) => session.user?.id);
  const isEditing = search.mode === "edit";
  useNoteSeen("dashboard", dashboardId);
  useShownPart("tile", search.tile);
  const choose: OnChoices = (choices, { isReplacing } = { isReplacing: false }) => {
    void navigate({ search: { ...searchFrom(choices), ...(isEditing && { mode: "edit" }) }, replace: isReplacing, resetScroll: false });
  };
  const choices = choicesFrom(readSearch(search));
  const said = useDashboardComments(dashboardId, search.thread, (pageId) => { choose({ ...choices, page: pageId }); });
  if (userId === undefined) return null;

  const edit = (isOn: boolean) => {
    void navigate({ search: ({ mode: _, ...rest }) => ({ ...rest, ...(isOn && { mode: "edit" as const }) }), resetScroll: false });
  };
  const explore = async (tile: Tile, isPutBack: boolean) => {
    if (tile.kind !== "chart") return;
    if (isPutBack) keepDestination({ dashboardId, pageId: search.page ?? null, tileId: tile.id });
    else forgetDestination();
    const { chartInUrl, questionOf } = await import("@/chart-editor/spec");
    const chart = chartInUrl(questionOf(tile.chart));
    await navigate({ to: "/explore", search: { dataset: tile.chart.dataset_id, ...(chart && { chart }) } });
  };
  return (
    <DashboardPage
      dashboardId={dashboardId}
      userId={userId}
      choices={choices}
      onChoices={choose}
      isEditing={isEditing}
      onEditing={edit}
      onExplore={(tile, isPutBack) => void explore(tile, isPutBack)}
      onAddChart={() => {
        keepDestination({ dashboardId, pageId: search.page ?? null, tileId: null });
        void navigate({ to: "/explore" });
      }}
      {...said}
      modelActions={(datasetId) => <Suspense><NewField datasetId={datasetId} modelLink={(className) => <Link to="/data/$datasetId/model" params={{ datasetId }} className={className}>Model</Link>} /></Suspense>}
      wayOn={<Button asChild><Link to="/dashboards">All dashboards</Link></Button>}
      above={<span className="flex flex-wrap items-center gap-1"><Link to="/dashboards" className="rounded-sm hover:text-fg hover:underline">Dashboards</Link><Suspense><DashboardTrail dashboardId={dashboardId} /></Suspense><StarButton kind="dashboard" id={dashboardId} className="-my-1" /></span>}
    />
  );
}
