import { Pencil } from "lucide-react";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { Button } from "@/ui/button";
import { PageHeader } from "@/ui/page-header";
import { Looks } from "@/viz/look";
import type { Dashboard } from "@/api/contracts";
import type { OpenedDashboard } from "./dashboard-page";
import { isBare, type Choices } from "./choices";
import { dashboardSource } from "./results-source";
import { ShareButton } from "./share-button";
import { FOCUS_REST, useFocusAtRest } from "./use-kept-focus";
import { ViewedPages } from "./viewed-pages";
import { WaitingDashboard } from "./waiting-dashboard";

const BookmarksButton = lazy(async () => ({ default: (await import("./bookmarks-button")).BookmarksButton }));

const OpeningState = lazy(async () => ({ default: (await import("./opening-state")).OpeningState }));
const PageOpenings = lazy(async () => ({ default: (await import("./page-openings")).PageOpenings }));
const DraftBar = lazy(async () => ({ default: (await import("./draft-bar")).DraftBar }));
const DashboardNews = lazy(async () => ({ default: (await import("./dashboard-news")).DashboardNews }));
const PageDownload = lazy(async () => ({ default: (await import("./page-download")).PageDownload }));
const Presentation = lazy(async () => ({ default: (await import("./presentation")).Presentation }));
const ViewTools = lazy(async () => ({ default: (await import("./view-tools")).ViewTools }));

/** A dashboard as it is read: filtered and pointed at, but not changed. */
export function ViewedDashboard({ dashboard, userId, choices, onChoices, onEditing, onExplore, onAddChart, comments, tools, above, takesFocus }: OpenedDashboard) {
  const [generation, setGeneration] = useState(0);
  const [isOpened, setOpened] = useState(() => takesFocus || !isBare(choices));
  useFocusAtRest(takesFocus);
  const [published, setPublished] = useState<Dashboard | null>(null);
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const { id, may_edit, publication } = dashboard;
  const isDraft = may_edit && (publication === "changed" || publication === "draft");
  const looked = isDraft ? published : null;
  const { name, description, spec, look } = looked ?? dashboard;
  const source = dashboardSource(id);
  const news = <Suspense><DashboardNews dashboard={dashboard} source={source} userId={userId} /></Suspense>;
  const opening = choices.bookmark ?? (isOpened ? null : dashboard.spec.opening);
  if (opening) {
    return <Suspense><OpeningState key={opening} dashboard={dashboard} bookmarkId={opening} isForAll={opening === dashboard.spec.opening} {...{ choices, onChoices }} onOpened={() => { setOpened(true); }} /></Suspense>;
  }
  const begun = (draw: (choices: Choices) => ReactNode) => (spec.pages.some((page) => page.opening)
    ? <Suspense fallback={<WaitingDashboard />}><PageOpenings dashboard={{ id, spec }} isBegun={takesFocus || !isBare(choices) || Boolean(spec.opening)} {...{ choices, onChoices }}>{draw}</PageOpenings></Suspense>
    : draw(choices));
  if (choices.present !== undefined) {
    return <Looks look={look}>{news}{begun((present) => <Suspense><Presentation name={dashboard.name} pages={dashboard.spec.pages} shared={dashboard.spec} source={source} choices={present} onChoices={onChoices} /></Suspense>)}</Looks>;
  }
  return (
    <Looks look={look}><div className="p-4 sm:p-6">
      {news}
      <PageHeader
        title={name}
        detail={description}
        above={above}
        actions={
          <>
            <Suspense fallback={<span className="h-8 w-21" />}>
              <ViewTools source={source} ownSeconds={spec.refresh_seconds ?? 0} choices={choices} onChoices={onChoices} onRefresh={() => { setGeneration(generation + 1); }} />
            </Suspense>
            <Suspense fallback={<span className="size-8" />}><BookmarksButton dashboard={dashboard} choices={choices} onChoices={onChoices} /></Suspense>
            <span ref={setSlot} className="contents" />
            {tools}
            {may_edit && <ShareButton dashboardId={id} spec={spec} />}
            {may_edit && <Button {...{ [FOCUS_REST]: "" }} onClick={() => { onEditing(true); }}><Pencil aria-hidden />Edit</Button>}
          </>
        }
      />
      {isDraft && <Suspense><DraftBar dashboard={dashboard} published={looked} onShow={setPublished} /></Suspense>}
      {begun((present) => <>{slot && createPortal(<Suspense fallback={<span className="size-8" />}><PageDownload dashboardId={id} pages={spec.pages} choices={present} draft={looked?.spec ?? null} /></Suspense>, slot)}<ViewedPages
        key={looked === null ? "present" : "published"}
        draft={looked?.spec ?? null}
        pages={spec.pages}
        shared={spec}
        source={source}
        choices={present}
        onChoices={onChoices}
        hasReceipts
        onExplore={(tile) => { onExplore(tile, false); }}
        comments={comments}
        onAddChart={may_edit ? onAddChart : null}
        generation={generation}
      /></>)}
    </div></Looks>
  );
}
