import { lazy, Suspense } from "react";
import type { DashboardPage } from "@/api/contracts";
import { PagePanel } from "./page-panel";
import { PageView, type PageViewProps } from "./page-view";

const EmptyPage = lazy(async () => ({ default: (await import("./empty-page")).EmptyPage }));
const ReachedTile = lazy(async () => ({ default: (await import("./reached-tile")).ReachedTile }));
const PageTabs = lazy(async () => ({ default: (await import("./page-tabs")).PageTabs }));

type ViewedPagesProps = Pick<PageViewProps, "shared" | "source" | "choices" | "onChoices" | "hasReceipts" | "onExplore" | "comments" | "generation"> & {
  pages: readonly DashboardPage[];
  /** Looked at in place of the state that the server answers by itself; for those who may edit. */
  draft?: PageViewProps["draft"];
  /** For those who may fill a page that is empty. */
  onAddChart: (() => void) | null;
};

/** The pages of a dashboard as they are read, one at a time: filtered and pointed at, but not changed. */
export function ViewedPages({ pages, onAddChart, draft = null, ...view }: ViewedPagesProps) {
  const { choices, onChoices } = view;
  const page = pages.find(({ id }) => id === choices.page) ?? pages[0];
  if (page === undefined) return null;
  return (
    <>
      {choices.tile !== undefined && <Suspense><ReachedTile tileId={choices.tile} {...{ pages, choices, onChoices }} /></Suspense>}
      {pages.length > 1 && (
        <Suspense fallback={<div className="mb-3 h-9 border-b border-line" />}>
          <PageTabs pages={pages} present={page.id} onChoose={(id) => { onChoices({ ...choices, page: id }); }} />
        </Suspense>
      )}
      <PagePanel pageId={page.id} hasTabs={pages.length > 1}>
        {(page.tiles ?? []).length === 0
          ? <Suspense><EmptyPage onAddChart={onAddChart} /></Suspense>
          : <PageView key={page.id} page={page} otherPages={pages.filter(({ id }) => id !== page.id)} {...view} editor={null} draft={draft} />}
      </PagePanel>
    </>
  );
}
