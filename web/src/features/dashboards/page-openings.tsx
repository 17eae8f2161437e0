import { useQuery } from "@tanstack/react-query";
import type { Dashboard } from "@/api/contracts";
import { applied } from "./bookmark-state";
import { bookmarksOptions } from "./bookmarks-api";
import { OpenedPages, type OpenedPagesProps } from "./opened-pages";
import type { PageStates } from "./page-states";
import { WaitingDashboard } from "./waiting-dashboard";

type PageOpeningsProps = Omit<OpenedPagesProps, "pages" | "states" | "whole"> & { dashboard: Pick<Dashboard, "id" | "spec"> };

/** Has pages begin with the shared bookmarks that they name; one that is gone leaves its page as it is. */
export function PageOpenings({ dashboard: { id, spec }, ...view }: PageOpeningsProps) {
  const { data, error } = useQuery(bookmarksOptions(id));
  if (data === undefined && error === null) return <WaitingDashboard />;
  const shared = new Map(data?.items.filter(({ is_shared }) => is_shared).map((one) => [one.id, one]));
  const states: PageStates = Object.fromEntries(spec.pages.flatMap((page) => {
    const found = shared.get(page.opening ?? "");
    return found ? [[page.id, applied(found.state, spec).choices]] : [];
  }));
  return <OpenedPages {...view} pages={spec.pages} states={states} />;
}
