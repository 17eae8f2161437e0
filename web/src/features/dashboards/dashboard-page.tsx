import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Dashboard, Tile } from "@/api/contracts";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { usePageTitle } from "@/ui/use-page-title";
import { dashboardOptions } from "./api";
import type { Choices } from "./choices";
import { DashboardHeader } from "./dashboard-header";
import { EmptyPage } from "./empty-page";
import { HistorySheet } from "./history-sheet";
import { PageTabs } from "./page-tabs";
import { PageView } from "./page-view";
import { useDashboardDocument } from "./use-dashboard-document";
import { useUndoKeys } from "./use-undo-keys";

export type DashboardPageProps = {
  dashboardId: string;
  userId: string;
  choices: Choices;
  onChoices: (choices: Choices) => void;
  isEditing: boolean;
  onEditing: (isEditing: boolean) => void;
  /** Opens a tile's picture where it can be taken apart; while editing, to be put back. */
  onExplore: (tile: Tile, isEditing: boolean) => void;
  /** Starts a new picture for this dashboard. */
  onAddChart: () => void;
  /** Where this page hangs: the way back up. */
  above?: ReactNode;
};

function Waiting() {
  return (
    <div aria-busy className="p-4 sm:p-6">
      <Skeleton className="mb-6 h-7 w-72" />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">{[0, 1, 2, 3].map((tile) => <Skeleton key={tile} className="h-28" />)}</div>
      <div className="mt-3 grid gap-3 lg:grid-cols-2">{[0, 1].map((tile) => <Skeleton key={tile} className="h-72" />)}</div>
    </div>
  );
}

/** A dashboard, to look at and, for those who may, to edit. */
export function DashboardPage(props: DashboardPageProps) {
  const { data, error, refetch } = useQuery(dashboardOptions(props.dashboardId));
  // A restored revision is another beginning; whatever else the server tells about a save is in the document already.
  const [epoch, setEpoch] = useState(0);
  usePageTitle(data?.name ?? "Dashboard");
  if (data === undefined) {
    return error ? <div className="p-6"><ProblemNotice title="This dashboard could not be read" problem={error} onRetry={() => { void refetch(); }} /></div> : <Waiting />;
  }
  return <OpenDashboard key={`${data.id} ${String(epoch)}`} dashboard={data} onRestored={() => { setEpoch(epoch + 1); }} {...props} />;
}

function OpenDashboard({ dashboard, userId, choices, onChoices, isEditing, onEditing, onExplore, onAddChart, onRestored, above }: DashboardPageProps & { dashboard: Dashboard; onRestored: () => void }) {
  const editor = useDashboardDocument(dashboard, userId);
  const [generation, setGeneration] = useState(0);
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const mayEdit = dashboard.may_edit;
  const editing = mayEdit && isEditing;
  useUndoKeys(editing ? editor.undo : null, editing ? editor.redo : null);
  const { pages } = editor.content.spec;
  const page = pages.find(({ id }) => id === choices.page) ?? pages[0];
  if (page === undefined) return null;
  return (
    <div className="p-4 sm:p-6">
      <DashboardHeader
        editor={editor}
        page={page}
        mayEdit={mayEdit}
        isEditing={editing}
        onEditing={onEditing}
        onAddChart={onAddChart}
        onRefresh={() => { setGeneration(generation + 1); }}
        onHistory={() => { setHistoryOpen(true); }}
        above={above}
      />
      {pages.length > 1 && <PageTabs pages={pages} present={page.id} onChange={(id) => { onChoices({ ...choices, page: id }); }} />}
      {(page.tiles ?? []).length === 0 ? (
        <EmptyPage mayEdit={mayEdit} onAddChart={onAddChart} />
      ) : (
        <PageView
          key={page.id}
          page={page}
          address={`/api/v1/dashboards/${dashboard.id}/results`}
          choices={choices}
          onChoices={onChoices}
          editor={editing ? editor : null}
          draft={editor.isDirty ? editor.content.spec : null}
          hasReceipts
          onExplore={(tile) => { void editor.saveNow().finally(() => { onExplore(tile, editing); }); }}
          generation={generation}
        />
      )}
      {isHistoryOpen && (
        <HistorySheet
          dashboardId={dashboard.id}
          canRestore={mayEdit}
          onClose={() => { setHistoryOpen(false); }}
          onRestored={() => { setHistoryOpen(false); onRestored(); }}
        />
      )}
    </div>
  );
}
