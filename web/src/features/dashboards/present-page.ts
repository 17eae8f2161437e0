import { useCallback, useEffect, useRef, useState } from "react";
import type { DashboardPage } from "@/api/contracts";
import { isSame } from "@/lib/same";
import type { Choices, OnChoices } from "./choices";

type Pages = readonly DashboardPage[];

/** Which page is shown, how the address called it then, and where it stood in the row. */
export type Seat = { chosen: string | undefined; id: string | undefined; index: number };

/** Another choice leads to another page; when only the pages have changed, the same one stays, and if it is gone, its neighbour comes. */
export const takeSeat = (seat: Seat, pages: Pages, chosen: string | undefined): Seat => {
  const wanted = chosen === seat.chosen ? seat.id : chosen ?? pages[0]?.id;
  const found = pages.findIndex(({ id }) => id === wanted);
  const index = found === -1 ? Math.min(seat.index, pages.length - 1) : found;
  const id = pages[index]?.id;
  return chosen === seat.chosen && id === seat.id && index === seat.index ? seat : { chosen, id, index };
};

/** The page under somebody's hands; the address follows when it was moved from the front or removed. */
export const usePresentPage = (pages: Pages, choices: Choices, onChoices: OnChoices): DashboardPage | undefined => {
  const [seat, setSeat] = useState<Seat>({ chosen: choices.page, id: choices.page ?? pages[0]?.id, index: 0 });
  const next = takeSeat(seat, pages, choices.page);
  if (next !== seat) setSeat(next);
  const page = pages[next.index];
  const isElsewhere = page !== undefined && page.id !== (choices.page ?? pages[0]?.id);
  useEffect(() => {
    if (isElsewhere) onChoices({ ...choices, page: page.id }, { isReplacing: true });
    // The address is put right once for each page; what else is chosen does not ask for it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isElsewhere, page?.id]);
  return page;
};

/** Shows a page, with whatever else is chosen by then: it may be called long after, by an offer to undo. */
export const usePageChoice = (choices: Choices, onChoices: OnChoices) => {
  const latest = useRef({ choices, onChoices });
  useEffect(() => { latest.current = { choices, onChoices }; });
  return useCallback((page: string, how?: { isReplacing: boolean }) => {
    latest.current.onChoices({ ...latest.current.choices, page }, how);
  }, []);
};

/** After a step back or forth: the page on which something changed, so that nothing happens unseen. */
export const pageToShow = (before: Pages, after: Pages, present: string): string => {
  const changed = after.filter((page) => !isSame(before.find(({ id }) => id === page.id), page)).map(({ id }) => id);
  return changed.includes(present) ? present : changed[0] ?? present;
};
