import type { DashboardPage } from "@/api/contracts";
import { MAX_PAGES } from "@/sync/page-limits";
import { insertPage, movePage, removePage, renamePage } from "@/sync/page-operations";
import { copyOfPage, newPage } from "./new-pages";
import type { OfferUndo } from "./page-editor";
import type { EditDashboard } from "./use-dashboard-document";

type PageVerbsInput = {
  pages: readonly DashboardPage[];
  edit: EditDashboard;
  /** Shows a page. */
  onChoose: (pageId: string) => void;
  offerUndo: OfferUndo;
  /** Tells what has moved to those who do not see it. */
  announce: (words: string) => void;
};

/** What can be done to the pages of a dashboard. Each verb answers which tab the hands should be on then. */
export const pageVerbs = ({ pages, edit, onChoose, offerUndo, announce }: PageVerbsInput) => {
  const placeOf = (page: DashboardPage): number => pages.findIndex(({ id }) => id === page.id);
  const insert = (page: DashboardPage, index: number): string => {
    edit(insertPage(page, index));
    onChoose(page.id);
    return page.id;
  };
  return {
    isFull: pages.length >= MAX_PAGES,
    isOnly: pages.length === 1,
    add: (): string => insert(newPage(pages), pages.length),
    duplicate: (page: DashboardPage): string => insert(copyOfPage(page, pages), placeOf(page) + 1),
    rename: (page: DashboardPage, title: string): string => {
      if (title !== page.title) edit(renamePage(page.id, title));
      return page.id;
    },
    /** To `index` of the row; beyond its ends nothing moves. */
    move: (page: DashboardPage, index: number): string => {
      if (index < 0 || index >= pages.length) return page.id;
      edit(movePage(page.id, index));
      announce(`${page.title} moved: page ${String(index + 1)} of ${String(pages.length)}.`);
      return page.id;
    },
    remove: (page: DashboardPage): string => {
      const index = placeOf(page);
      const neighbour = pages[index + 1] ?? pages[index - 1];
      if (index === -1 || neighbour === undefined) return page.id;
      edit(removePage(page.id));
      offerUndo(`“${page.title}” was removed.`, () => { insert(page, index); });
      return neighbour.id;
    },
  };
};
