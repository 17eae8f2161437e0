import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Dashboard } from "@/api/contracts";
import { applied } from "./bookmark-state";
import { bookmarksOptions } from "./bookmarks-api";
import type { Choices, OnChoices } from "./choices";
import { showingOf } from "./showing";
import { WaitingDashboard } from "./waiting-dashboard";

type OpeningStateProps = {
  dashboard: Dashboard;
  bookmarkId: string;
  /** The dashboard opens with what everybody finds; an address may name one's own. */
  isForAll: boolean;
  choices: Choices;
  onChoices: OnChoices;
  onOpened: () => void;
};

/** Waits for the bookmark that a dashboard opens with, and goes to its state; one that is gone leaves it as it is. */
export function OpeningState({ dashboard, bookmarkId, isForAll, choices, onChoices, onOpened }: OpeningStateProps) {
  const { data, error } = useQuery(bookmarksOptions(dashboard.id));
  const isKnown = data !== undefined || error !== null;
  useEffect(() => {
    if (!isKnown) return;
    const page = dashboard.spec.pages.find(({ id, opening }) => opening === bookmarkId && id === choices.page);
    const found = data?.items.find(({ id, is_shared }) => id === bookmarkId && (is_shared || !(isForAll || page)));
    const { bookmark: _, ...rest } = choices;
    // The reset of a page goes back to how it begins, and stays there.
    if (found) onChoices({ ...applied(found.state, dashboard.spec).choices, ...showingOf(rest), ...(page && { page: page.id }) }, { isReplacing: true });
    else if (choices.bookmark !== undefined) onChoices(rest, { isReplacing: true });
    onOpened();
    // What is chosen meanwhile does not open it again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isKnown, bookmarkId]);
  return <div className="p-4 sm:p-6"><WaitingDashboard /></div>;
}
