import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { Dashboard, Tile } from "@/api/contracts";
import { PageProblem } from "@/ui/page-problem";
import { usePageTitle } from "@/ui/use-page-title";
import { dashboardOptions } from "./api";
import type { Choices, OnChoices } from "./choices";
import type { TileComments } from "./tile-comments";
import { ViewedDashboard } from "./viewed-dashboard";
import { WaitingDashboard } from "./waiting-dashboard";

const EditedDashboard = lazy(async () => ({ default: (await import("./edited-dashboard")).EditedDashboard }));

export type DashboardPageProps = {
  dashboardId: string;
  userId: string;
  choices: Choices;
  onChoices: OnChoices;
  isEditing: boolean;
  onEditing: (isEditing: boolean) => void;
  /** Opens a tile's picture where it can be taken apart; while editing, to be put back. */
  onExplore: (tile: Tile, isEditing: boolean) => void;
  /** Starts a new picture for this dashboard. */
  onAddChart: () => void;
  /** Where this page hangs: the way back up. */
  above?: ReactNode;
  /** More that can be done with a dashboard that is looked at. */
  tools?: ReactNode;
  comments?: TileComments | undefined;
  /** What can be defined in the model of a dataset from where its fields are chosen. */
  modelActions?: (datasetId: string) => ReactNode;
  /** Where to go on from a dashboard that is not there. */
  wayOn?: ReactNode;
};

export type OpenedDashboard = DashboardPageProps & {
  dashboard: Dashboard;
  /** Somebody has just gone over between looking and editing: the button that leads back takes the focus. */
  takesFocus: boolean;
};

function Waiting() {
  return <div className="p-4 sm:p-6"><WaitingDashboard /></div>;
}

/** A dashboard, to look at and, for those who may, to edit. */
export function DashboardPage(props: DashboardPageProps) {
  const { data, error, refetch } = useQuery(dashboardOptions(props.dashboardId));
  const [hasSwitched, setSwitched] = useState(false);
  usePageTitle(data?.name ?? "Dashboard");
  const onEditing = (isEditing: boolean) => { setSwitched(true); props.onEditing(isEditing); };
  if (data === undefined) {
    return error ? <PageProblem problem={error} thing="dashboard" onRetry={() => { void refetch(); }} way={props.wayOn} /> : <Waiting />;
  }
  if (props.isEditing && data.may_edit) return <Suspense fallback={<Waiting />}><EditedDashboard key={data.id} dashboard={data} {...props} onEditing={onEditing} takesFocus={hasSwitched} /></Suspense>;
  return <ViewedDashboard key={data.id} dashboard={data} {...props} onEditing={onEditing} takesFocus={hasSwitched} />;
}
