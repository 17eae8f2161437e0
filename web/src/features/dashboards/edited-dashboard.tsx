import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Tile } from "@/api/contracts";
import { changeDashboard } from "@/sync/page-operations";
import { useUndoKeys } from "@/ui/use-undo-keys";
import { Looks } from "@/viz/look";
import { dashboardOptions } from "./api";
import type { OpenedDashboard } from "./dashboard-page";
import { documentPageEditor } from "./document-page-editor";
import { EditHeader } from "./edit-header";
import { EditPageTabs } from "./edit-page-tabs";
import { EditedCanvas } from "./edited-canvas";
import { EditedPage } from "./edited-page";
import { EmptyPage } from "./empty-page";
import { HistorySheet } from "./history-sheet";
import { heedingLocks } from "./locks";
import { PagePanel } from "./page-panel";
import { PageView } from "./page-view";
import { createShownResults } from "./pane/shown-results";
import { PANE_ID, usePane } from "./pane/use-pane";
import { controlsOn } from "./pasted-controls";
import { pageToShow, usePageChoice, usePresentPage } from "./present-page";
import { GoneTheme } from "./gone-theme";
import { dashboardSource } from "./results-source";
import { useDashboardDocument, type Step } from "./use-dashboard-document";
import { useEditedLook } from "./use-edited-look";
import { useFocusAtRest, useKeptFocus } from "./use-kept-focus";
import { useOfferedUndo } from "./use-offered-undo";

const TilePane = lazy(async () => ({ default: (await import("./pane/tile-pane")).TilePane }));

/** A dashboard under somebody's hands. A restored revision is another beginning. */
export function EditedDashboard(props: OpenedDashboard) {
  const [epoch, setEpoch] = useState(0);
  // What was put in its place just now is known before it comes down as a property.
  const dashboard = useQueryClient().getQueryData(dashboardOptions(props.dashboard.id).queryKey) ?? props.dashboard;
  return <OpenDashboard key={epoch} {...props} dashboard={dashboard} onRestored={() => { setEpoch((present) => present + 1); }} />;
}

function OpenDashboard({ dashboard, userId, choices, onChoices, onEditing, onExplore, onAddChart, onRestored, above, modelActions, takesFocus }: OpenedDashboard & { onRestored: () => void }) {
  const editor = useDashboardDocument(dashboard, userId);
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const offerUndo = useOfferedUndo();
  const pane = usePane();
  const [shown] = useState(createShownResults);
  const [paneHost, setPaneHost] = useState<HTMLElement | null>(null);
  useFocusAtRest(takesFocus);
  const { pages } = editor.content.spec;
  const page = usePresentPage(pages, choices, onChoices);
  const choosePage = usePageChoice(choices, onChoices);
  const tileIds = useMemo(() => (page?.tiles ?? []).map(({ id }) => id), [page]);
  const { container, onFocusCapture } = useKeptFocus(tileIds);
  const { edit, saveNow } = editor;
  const pageId = page?.id;
  const pageEditor = useMemo(() => (pageId === undefined ? null : heedingLocks(documentPageEditor(edit, pageId, offerUndo))), [edit, offerUndo, pageId]);
  const seen = (step: Step | null) => step && (() => {
    const shown = pageToShow(pages, step().spec.pages, pageId ?? "");
    if (shown !== pageId) choosePage(shown, { isReplacing: true });
  });
  const [undo, redo] = [seen(editor.undo), seen(editor.redo)];
  useUndoKeys(undo, redo);
  const { look, isGone } = useEditedLook(dashboard, editor.content.spec.theme_id ?? null);
  if (page === undefined || pageEditor === null) return null;
  const otherPages = pages.filter((other) => other !== page);
  const explore = (tile: Tile) => { void saveNow().finally(() => { onExplore(tile, true); }); };
  const afterSaving = (next: () => void) => () => { void saveNow().finally(next); };
  return (
    <Looks look={look}><div className="flex items-start"><div ref={container} onFocusCapture={onFocusCapture} className="min-w-0 flex-1 p-4 sm:p-6">
      <EditHeader
        dashboard={dashboard}
        editor={editor}
        page={page}
        onUndo={undo}
        onRedo={redo}
        onDone={afterSaving(() => { onEditing(false); })}
        adding={{ otherPages, choices, onAddChart: afterSaving(onAddChart), onBegin: pane.begin, onAdd: (tile) => { pageEditor.addTile(tile); setAdded(tile.id); } }}
        pane={pane}
        onHistory={afterSaving(() => { setHistoryOpen(true); })}
        onReplaced={onRestored}
        above={above}
      />
      {isGone && <GoneTheme onChoose={() => { edit(changeDashboard({ theme_id: null })); }} />}
      <EditPageTabs pages={pages} present={page} edit={edit} onChoose={choosePage} offerUndo={offerUndo} />
      <PagePanel pageId={page.id} hasTabs>
        <EditedPage key={page.id} added={added} beginnings={pane.beginnings} page={page} editor={pageEditor} otherPages={otherPages} userId={userId} controls={controlsOn(page, editor.content.spec)} onVisitPane={pane.visit} beside={(chosen) => pane.isOpen && <Suspense><TilePane {...{ pane, page, otherPages, chosen, shown, choices, modelActions }} onBegun={setAdded} host={paneHost} editor={pageEditor} onExplore={explore} /></Suspense>}>
          {(selected) => (page.tiles ?? []).length === 0 ? (
            <EmptyPage onAddChart={afterSaving(onAddChart)} onBegin={pane.begin} />
          ) : (
            <PageView
              page={page}
              shared={editor.content.spec}
              source={dashboardSource(dashboard.id)}
              choices={choices}
              onChoices={onChoices}
              editor={pageEditor}
              otherPages={otherPages}
              Canvas={EditedCanvas}
              selectedTiles={selected}
              draft={editor.isDirty ? editor.content.spec : null}
              hasReceipts
              onExplore={explore}
              onResults={shown.show}
              generation={0}
            />
          )}
        </EditedPage>
      </PagePanel>
      {isHistoryOpen && <HistorySheet dashboardId={dashboard.id} canRestore onClose={() => { setHistoryOpen(false); }} onRestored={onRestored} />}
    </div>
    {pane.isOpen && pane.isBeside && <aside ref={setPaneHost} id={PANE_ID} data-pane aria-label="Fields and format" className="sticky top-0 flex h-dvh w-84 shrink-0 flex-col border-l border-line bg-panel px-3 pb-3" />}
    </div></Looks>
  );
}
