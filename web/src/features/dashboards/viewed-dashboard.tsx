import { Pencil, RefreshCw } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { PageHeader } from "@/ui/page-header";
import type { OpenedDashboard } from "./dashboard-page";
import { EmptyPage } from "./empty-page";
import { PagePanel } from "./page-panel";
import { PageView } from "./page-view";
import { FOCUS_REST, useFocusAtRest } from "./use-kept-focus";

const PageTabs = lazy(async () => ({ default: (await import("./page-tabs")).PageTabs }));

/** A dashboard as it is read: filtered and pointed at, but not changed. */
export function ViewedDashboard({ dashboard, choices, onChoices, onEditing, onExplore, onAddChart, above, takesFocus }: OpenedDashboard) {
  const [generation, setGeneration] = useState(0);
  useFocusAtRest(takesFocus);
  const { pages } = dashboard.spec;
  const page = pages.find(({ id }) => id === choices.page) ?? pages[0];
  if (page === undefined) return null;
  return (
    <div className="p-4 sm:p-6">
      <PageHeader
        title={dashboard.name}
        detail={dashboard.description}
        above={above}
        actions={
          <>
            <IconButton label="Refresh" onClick={() => { setGeneration(generation + 1); }}><RefreshCw aria-hidden /></IconButton>
            {dashboard.may_edit && <Button {...{ [FOCUS_REST]: "" }} onClick={() => { onEditing(true); }}><Pencil aria-hidden />Edit</Button>}
          </>
        }
      />
      {pages.length > 1 && (
        <Suspense fallback={<div className="mb-3 h-9 border-b border-line" />}>
          <PageTabs pages={pages} present={page.id} onChoose={(id) => { onChoices({ ...choices, page: id }); }} />
        </Suspense>
      )}
      <PagePanel pageId={page.id} hasTabs={pages.length > 1}>
        {(page.tiles ?? []).length === 0 ? (
          <EmptyPage mayEdit={dashboard.may_edit} onAddChart={onAddChart} />
        ) : (
          <PageView
            key={page.id}
            page={page}
            address={`/api/v1/dashboards/${dashboard.id}/results`}
            choices={choices}
            onChoices={onChoices}
            editor={null}
            draft={null}
            hasReceipts
            onExplore={(tile) => { onExplore(tile, false); }}
            generation={generation}
          />
        )}
      </PagePanel>
    </div>
  );
}
