import type { ReactNode } from "react";

/** Every tab controls the same place: it shows one page at a time. */
export const PANEL_ID = "dashboard-page";

export const tabId = (pageId: string): string => `page-tab-${pageId}`;

/** What the chosen tab shows; without tabs it is just the page. */
export function PagePanel({ pageId, hasTabs, children }: { pageId: string; hasTabs: boolean; children: ReactNode }) {
  const tab = hasTabs ? { role: "tabpanel", id: PANEL_ID, "aria-labelledby": tabId(pageId), tabIndex: 0 } : {};
  return <div {...tab} className="rounded-md focus-visible:outline-offset-4">{children}</div>;
}
