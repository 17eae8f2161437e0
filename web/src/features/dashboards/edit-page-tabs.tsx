import { EllipsisVertical, Plus } from "lucide-react";
import { useState, type KeyboardEvent, type MouseEvent } from "react";
import type { DashboardPage, InteractionEffect } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { changePage, editPages } from "@/sync/page-operations";
import { IconButton } from "@/ui/icon-button";
import { withUsualEffect } from "./interaction-edits";
import type { OfferUndo } from "./page-editor";
import { DrillThroughDialog } from "./drill-through-dialog";
import { PageMenu, type PageMenuVerb } from "./page-menu";
import { PageNameField } from "./page-name-field";
import { PageTabs, type TabExtras } from "./page-tabs";
import { pageVerbs } from "./page-verbs";
import { RemovePageDialog } from "./remove-page-dialog";
import type { EditDashboard } from "./use-dashboard-document";
import { useTabDrag } from "./use-tab-drag";
import { useTabFocus } from "./use-tab-focus";

type EditPageTabsProps = {
  pages: readonly DashboardPage[];
  present: DashboardPage;
  edit: EditDashboard;
  onChoose: (pageId: string) => void;
  offerUndo: OfferUndo;
};

type Naming = { id: string; isRefused: boolean };
type MenuPlace = { id: string; left: number };

const HELP_ID = "page-tab-help";
const REFUSAL_ID = "page-name-refusal";

/** The pages of a dashboard under somebody's hands: added, named, moved, copied and removed. */
export function EditPageTabs({ pages, present, edit, onChoose, offerUndo }: EditPageTabsProps) {
  const [naming, setNaming] = useState<Naming | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const [telling, setTelling] = useState<string | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [announcement, setAnnouncement] = useState("");
  const { focusTab, ...hands } = useTabFocus(present.id);
  const pageOf = (wanted: string | null | undefined) => pages.find(({ id }) => id === wanted);
  const named = pageOf(naming?.id);
  const doomed = pageOf(removing);
  const told = pageOf(telling);
  const menuPage = pageOf(menu?.id);
  const verbs = pageVerbs({ pages, edit, onChoose, offerUndo, announce: setAnnouncement });
  const { liftedId, start, styleOf } = useTabDrag({
    onLift: onChoose,
    onDrop: (id, index) => {
      const page = pageOf(id);
      if (page) focusTab(verbs.move(page, index));
    },
  });

  const name = (pageId: string) => { setNaming({ id: pageId, isRefused: false }); };
  const move = (page: DashboardPage, steps: number) => { focusTab(verbs.move(page, pages.indexOf(page) + steps)); };
  const remove = (page: DashboardPage) => {
    if (verbs.isOnly) setAnnouncement("The last page stays.");
    else if ((page.tiles ?? []).length > 0) setRemoving(page.id);
    else focusTab(verbs.remove(page));
  };
  const take = (page: DashboardPage, verb: PageMenuVerb) => {
    if (verb === "rename") name(page.id);
    else if (verb === "duplicate") focusTab(verbs.duplicate(page));
    else if (verb === "remove") remove(page);
    else if (verb === "through") setTelling(page.id);
    else move(page, verb === "left" ? -1 : 1);
  };
  const effectOn = (page: DashboardPage) => ({
    effect: page.default_interaction ?? "filter",
    onEffect: (effect: InteractionEffect) => { edit(editPages((all) => all.map((one) => (one.id === page.id ? withUsualEffect(one, effect) : one)))); },
  });
  const barred = (page: DashboardPage): PageMenuVerb[] => [
    ...(verbs.isFull ? ["duplicate" as const] : []),
    ...(page === pages[0] ? ["left" as const] : []),
    ...(page === pages.at(-1) ? ["right" as const] : []),
    ...(verbs.isOnly ? ["remove" as const] : []),
  ];

  /** Alt with an arrow moves a page, F2 names it, Delete removes it; the browser's own way back stays away from it. */
  const press = (page: DashboardPage, event: KeyboardEvent) => {
    const isArrow = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (isArrow && event.altKey) move(page, event.key === "ArrowLeft" ? -1 : 1);
    else if (event.key === "F2") name(page.id);
    else if (event.key === "Delete") remove(page);
    else return;
    event.preventDefault();
  };
  const openMenu = (page: DashboardPage, event: MouseEvent<HTMLElement>) => {
    event.preventDefault();
    setMenu({ id: page.id, left: event.currentTarget.offsetLeft });
  };
  const extras = (page: DashboardPage, index: number): TabExtras => ({
    "aria-describedby": HELP_ID,
    onDoubleClick: () => { name(page.id); },
    onContextMenu: (event) => { openMenu(page, event); },
    onKeyDown: (event) => { press(page, event); },
    onPointerDown: (event) => { start(page.id, index, event); },
    className: cn(
      page.id === naming?.id && "invisible min-w-44",
      liftedId !== null && "transition-transform duration-150 motion-reduce:transition-none",
      page.id === liftedId && "z-10 cursor-grabbing bg-raised ring-2 ring-accent transition-none ring-inset hover:bg-raised",
    ),
    style: styleOf(page.id, index),
  });

  const overlay = (
    <>
      {named && naming && (
        <PageNameField
          key={named.id}
          page={named}
          refusalId={REFUSAL_ID}
          isRefused={naming.isRefused}
          onRefuse={() => { setNaming({ ...naming, isRefused: true }); }}
          onLeave={(title, isByKey) => {
            if (title !== null) verbs.rename(named, title);
            setNaming(null);
            if (isByKey) focusTab(named.id);
          }}
        />
      )}
      {menu && menuPage && (
        <PageMenu
          trigger={<button type="button" tabIndex={-1} aria-hidden aria-label={`More for page ${menuPage.title}`} className="absolute inset-y-0 w-0" style={{ left: menu.left }} />}
          barred={barred(menuPage)}
          onClose={(hasVerb) => {
            setMenu(null);
            if (!hasVerb) focusTab(menuPage.id);
          }}
          onVerb={(verb) => { take(menuPage, verb); }}
          {...effectOn(menuPage)}
        />
      )}
    </>
  );
  return (
    <div onFocus={hands.onFocus} onBlur={hands.onBlur}>
      <PageTabs pages={pages} present={present.id} onChoose={onChoose} extras={extras} overlay={overlay}>
        <PageMenu
          trigger={<IconButton label={`More for page ${present.title}`} size="icon-sm"><EllipsisVertical aria-hidden /></IconButton>}
          barred={barred(present)}
          onVerb={(verb) => { take(present, verb); }}
          {...effectOn(present)}
        />
        <IconButton
          label={verbs.isFull ? `A dashboard has no more than ${String(pages.length)} pages` : "Add a page"}
          size="icon-sm"
          aria-disabled={verbs.isFull}
          onClick={() => { if (!verbs.isFull) name(verbs.add()); }}
        >
          <Plus aria-hidden />
        </IconButton>
      </PageTabs>
      {naming?.isRefused && <p id={REFUSAL_ID} role="alert" className="-mt-2 mb-3 text-xs text-danger-text">A page needs a name.</p>}
      <p id={HELP_ID} hidden>Alt with the left or right arrow moves the page, F2 renames it, Delete removes it.</p>
      <p aria-live="polite" className="sr-only">{announcement}</p>
      {told && (
        <DrillThroughDialog
          page={told}
          pages={pages}
          onClose={() => { setTelling(null); focusTab(told.id); }}
          onSave={(fields) => { setTelling(null); edit(changePage(told.id, { drill_through: [...fields] })); focusTab(told.id); }}
        />
      )}
      {doomed && (
        <RemovePageDialog
          page={doomed}
          onClose={() => { setRemoving(null); focusTab(doomed.id); }}
          onRemove={() => { setRemoving(null); focusTab(verbs.remove(doomed)); }}
        />
      )}
    </div>
  );
}
