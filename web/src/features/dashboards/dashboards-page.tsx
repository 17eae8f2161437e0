import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Copy, Download, EllipsisVertical, LayoutDashboard, LayoutTemplate, Trash2 } from "lucide-react";
import { lazy, Suspense, useDeferredValue, useState, type ReactNode } from "react";
import type { DashboardSummary } from "@/api/contracts";
import { createDashboard } from "@/api/dashboards";
import { asProblem } from "@/api/problems";
import { Badge } from "@/ui/badge";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { EmptyState } from "@/ui/empty-state";
import { IconButton } from "@/ui/icon-button";
import { PageHeader } from "@/ui/page-header";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { showToast, showUndo } from "@/ui/toast-store";
import { usePageTitle } from "@/ui/use-page-title";
import { dashboardsOptions, duplicateDashboard, restoreDashboard, trashDashboard } from "./api";
import { isHeldBack } from "./publication-words";

const SaveTemplateDialog = lazy(async () => ({ default: (await import("./save-template-dialog")).SaveTemplateDialog }));

type DashboardsPageProps = {
  canEdit: boolean;
  /** Beside the main action of an empty list: sample data, say. */
  emptyAction?: ReactNode;
  /** The main action: the ways to begin a dashboard. */
  newAction: (how: { isBusy: boolean; onBlank: () => void }) => ReactNode;
  /** Beside the main action: the way to the folders. */
  foldersAction?: ReactNode;
};

const useChanged = () => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["dashboards"] });
};

const download = async ({ id, name }: DashboardSummary) => (await import("./dashboard-file")).downloadDashboard(id, name);

function DashboardMenu({ dashboard, canEdit }: { dashboard: DashboardSummary; canEdit: boolean }) {
  const [isKeeping, setKeeping] = useState(false);
  const changed = useChanged();
  const failed = (error: unknown) => { showToast({ tone: "danger", title: asProblem(error).message }); };
  const trash = useMutation({
    mutationFn: () => trashDashboard(dashboard.id),
    onError: failed,
    onSuccess: () => {
      void changed();
      showUndo(`“${dashboard.name}” is in the trash.`, () => { void restoreDashboard(dashboard.id).then(changed, failed); });
    },
  });
  const duplicate = useMutation({ mutationFn: () => duplicateDashboard(dashboard.id), onError: failed, onSuccess: changed });
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton label={`More for ${dashboard.name}`} size="icon-sm"><EllipsisVertical aria-hidden /></IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {canEdit && <DropdownMenuItem icon={<Copy aria-hidden />} onSelect={() => { duplicate.mutate(); }}>Duplicate</DropdownMenuItem>}
          {canEdit && <DropdownMenuItem icon={<LayoutTemplate aria-hidden />} onSelect={() => { setKeeping(true); }}>Save as template</DropdownMenuItem>}
          <DropdownMenuItem icon={<Download aria-hidden />} onSelect={() => { void download(dashboard); }}>Download as file</DropdownMenuItem>
          {canEdit && <DropdownMenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => { trash.mutate(); }}>Move to the trash</DropdownMenuItem>}
        </DropdownMenuContent>
      </DropdownMenu>
      {isKeeping && <Suspense><SaveTemplateDialog dashboardId={dashboard.id} name={dashboard.name} description={dashboard.description} onClose={() => { setKeeping(false); }} /></Suspense>}
    </>
  );
}

function DashboardRow({ dashboard, canEdit }: { dashboard: DashboardSummary; canEdit: boolean }) {
  const tiles = dashboard.tile_count === 1 ? "1 tile" : `${String(dashboard.tile_count)} tiles`;
  return (
    <li className="relative flex items-center gap-3 px-3 py-2.5 hover:bg-hover">
      <LayoutDashboard aria-hidden className="size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <Link to="/dashboards/$dashboardId" params={{ dashboardId: dashboard.id }} className="font-medium break-words after:absolute after:inset-0">{dashboard.name}</Link>
        <p className="truncate text-xs text-muted">{dashboard.description ?? tiles}</p>
      </div>
      {isHeldBack(dashboard.publication) && <Badge tone="warning">{dashboard.publication === "draft" ? "Draft" : "Changed since published"}</Badge>}
      <span className="shrink-0 text-xs text-muted"><RelativeTime at={dashboard.updated_at} /></span>
      <span className="relative z-10"><DashboardMenu dashboard={dashboard} canEdit={canEdit} /></span>
    </li>
  );
}

export function DashboardsPage({ canEdit, emptyAction, newAction, foldersAction }: DashboardsPageProps) {
  usePageTitle("Dashboards");
  const navigate = useNavigate();
  const changed = useChanged();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const { data, error, isPending, refetch } = useQuery(dashboardsOptions(wanted));
  const create = useMutation({
    mutationFn: () => createDashboard("Untitled dashboard"),
    onError: (problem) => { showToast({ tone: "danger", title: problem.message }); },
    onSuccess: (dashboard) => {
      void changed();
      void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: dashboard.id }, search: { mode: "edit" } });
    },
  });
  const newButton = newAction({ isBusy: create.isPending, onBlank: () => { create.mutate(); } });
  const isEmpty = data?.total === 0 && wanted === "";
  return (
    <div className="mx-auto w-full max-w-5xl p-4 sm:p-6">
      <PageHeader title="Dashboards" actions={<>{foldersAction}{canEdit && !isEmpty ? newButton : null}</>} />
      {!isEmpty && <SearchInput value={search} onChange={setSearch} label="Search dashboards" className="mb-3 max-w-sm" />}
      {error && <ProblemNotice title="The dashboards could not be read" problem={error} onRetry={() => { void refetch(); }} />}
      {isPending && <div aria-busy className="flex flex-col gap-2">{[0, 1, 2, 3].map((row) => <Skeleton key={row} className="h-12" />)}</div>}
      {isEmpty && (
        <div className="rounded-lg border border-line bg-panel">
          <EmptyState icon={<LayoutDashboard />} title="No dashboards yet" action={canEdit ? <>{newButton}{emptyAction}</> : null}>
            A dashboard holds the pictures that you and your team come back to, always drawn from the latest data.
          </EmptyState>
        </div>
      )}
      {data && data.total === 0 && wanted !== "" && <p className="py-8 text-center text-sm text-muted">No dashboard is called anything like “{wanted}”.</p>}
      {data && data.items.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-panel">
          {data.items.map((dashboard) => <DashboardRow key={dashboard.id} dashboard={dashboard} canEdit={canEdit} />)}
        </ul>
      )}
    </div>
  );
}
