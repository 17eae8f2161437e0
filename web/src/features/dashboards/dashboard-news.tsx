import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Dashboard, DashboardRevision } from "@/api/contracts";
import { showToast } from "@/ui/toast-store";
import { dashboardOptions, revisionsOptions } from "./api";
import type { ResultsSource } from "./results-source";
import { useDashboardNews } from "./use-dashboard-news";

const isSeen = (shown: Dashboard, now: Dashboard): boolean => shown.revision === now.revision && shown.updated_at === now.updated_at;

const titleOf = (latest: DashboardRevision | undefined, userId: string): string => {
  if (latest?.saved_by === userId) return "Updated by you, elsewhere";
  return latest?.saved_by_name ? `Updated by ${latest.saved_by_name}` : "This dashboard was updated";
};

type DashboardNewsProps = { dashboard: Dashboard; source: ResultsSource; userId: string };

/** Puts the new state of a dashboard in the place of the old one when somebody has saved it; what the reader chose stays. */
export function DashboardNews({ dashboard, source, userId }: DashboardNewsProps) {
  const client = useQueryClient();
  const shown = useRef(dashboard);
  useEffect(() => { shown.current = dashboard; });
  useDashboardNews(source, () => {
    const before = shown.current;
    const update = async () => {
      const now = await client.fetchQuery(dashboardOptions(before.id));
      if (isSeen(before, now)) return;
      // Who it was is worth a word, and no failure where it is not told.
      const revisions = await client.fetchQuery(revisionsOptions(before.id)).catch(() => null);
      showToast({ title: titleOf(revisions?.items[0], userId) });
    };
    void update().catch(() => client.invalidateQueries({ queryKey: dashboardOptions(before.id).queryKey, exact: true }));
  });
  return null;
}

/** The same for a visitor, who is told what is shown and not by whom. */
export function SharedNews({ source, onChanged }: { source: ResultsSource; onChanged: () => void }) {
  useDashboardNews(source, onChanged);
  return null;
}
