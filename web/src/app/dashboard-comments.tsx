import { useQuery } from "@tanstack/react-query";
import { MessageSquare } from "lucide-react";
import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import type { Anchor } from "@/api/contracts";
import { threadsOptions } from "@/features/comments/api";
import { dashboardOptions } from "@/features/dashboards/api";
import type { TileComments } from "@/features/dashboards/tile-comments";
import { tileTitle } from "@/features/dashboards/tile-words";
import { Button } from "@/ui/button";

const CommentsSheet = lazy(async () => ({ default: (await import("@/features/comments/comments-sheet")).CommentsSheet }));

const ALL: Anchor = {};

/** What a thread is about, in the words of the dashboard: its tile and the point in it. */
function About({ dashboardId, anchor, onPage }: { dashboardId: string; anchor: Anchor; onPage: (pageId: string) => void }) {
  const pages = useQuery(dashboardOptions(dashboardId)).data?.spec.pages ?? [];
  const page = pages.find(({ tiles }) => tiles?.some(({ id }) => id === anchor.tile_id));
  const tile = page?.tiles?.find(({ id }) => id === anchor.tile_id);
  const point = (anchor.point ?? []).map(({ label, value }) => `${label}: ${value}`).join(", ");
  if ((anchor.tile_id ?? null) === null) return "About the dashboard";
  if (tile === undefined || page === undefined) return `About a tile that was removed${point && ` · ${point}`}`;
  return (
    <>
      <button type="button" className="rounded-sm font-medium text-fg underline-offset-4 hover:underline" onClick={() => { onPage(page.id); }}>{tileTitle(tile)}</button>
      {point && ` · ${point}`}
    </>
  );
}

/** The comments of a dashboard: what its tiles show of them, the button in its head, and the sheet with them all. */
export const useDashboardComments = (dashboardId: string, threadId: string | undefined, onPage: (pageId: string) => void): { comments: TileComments; tools: ReactNode } => {
  const [anchor, setAnchor] = useState<Anchor | null>(threadId === undefined ? null : ALL);
  const { data } = useQuery(threadsOptions(dashboardId));
  const comments = useMemo((): TileComments => {
    const counts = new Map<string, number>();
    for (const { anchor: { tile_id }, resolved_at } of data?.items ?? []) {
      if (tile_id !== null && tile_id !== undefined && resolved_at === null) counts.set(tile_id, (counts.get(tile_id) ?? 0) + 1);
    }
    return { counts, open: (page_id, tile_id, point) => { setAnchor({ page_id, tile_id, ...(point && { point: [...point] }) }); } };
  }, [data]);
  const open = (data?.items ?? []).filter(({ resolved_at }) => resolved_at === null).length;
  const tools = (
    <>
      <Button aria-label={open === 0 ? "Comments" : `Comments, ${String(open)} open`} onClick={() => { setAnchor(ALL); }}><MessageSquare aria-hidden />{open > 0 ? open : null}</Button>
      {anchor && (
        <Suspense>
          <CommentsSheet dashboardId={dashboardId} anchor={anchor} threadId={threadId} about={(one) => <About dashboardId={dashboardId} anchor={one} onPage={onPage} />} onClose={() => { setAnchor(null); }} />
        </Suspense>
      )}
    </>
  );
  return { comments, tools };
};
