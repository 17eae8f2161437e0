import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { test, vi } from "vitest";
import type { Dashboard, Publication } from "@/api/contracts";
import { fakeServer, json } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import { TooltipProvider } from "@/ui/tooltip";
import { dashboardOptions } from "./api";
import { NO_CHOICES } from "./choices";
import { EditedDashboard } from "./edited-dashboard";

vi.mock("./edited-page", () => ({ EditedPage: ({ page }: { page: { tiles?: unknown[] } }) => <p>Tiles on the canvas: {page.tiles?.length ?? 0}</p> }));

const words = (id: string) => ({ kind: "text" as const, id, layout: { x: 0, y: 0, width: 6, height: 4 }, markdown: id });
const dashboard = (revision: number, publication: Dashboard["publication"], ...ids: string[]): Dashboard => ({
  id: "d", workspace_id: "w", name: "Sales", description: null, spec: { version: 2, pages: [{ id: "p", title: "Overview", tiles: ids.map(words), filters: [] }] },
  revision, may_edit: true, publication, created_by: null, created_at: "2026-03-01T00:00:00Z", updated_at: "2026-03-01T00:00:00Z",
});
const publication: Publication = {
  state: "changed", published_revision: 1, published_at: null, published_by_name: null, note: null, changed_at: null, changed_by_name: null,
  comparison: { before: 1, after: 2, is_same: false, summary: ["1 tile added"], words: [], pages: [], tiles: [] },
};

function Opened() {
  const { data } = useQuery({ ...dashboardOptions("d"), staleTime: Infinity });
  const nothing = () => undefined;
  if (data === undefined) return null;
  return (
    <EditedDashboard
      dashboard={data} dashboardId="d" userId="u" choices={NO_CHOICES} onChoices={nothing} isEditing onEditing={nothing} onExplore={nothing} onAddChart={nothing} takesFocus={false}
    />
  );
}

test("what is on the canvas after a draft was discarded is what is published", async () => {
  fakeServer(({ path }) => json(path.endsWith("publication") ? publication : path.endsWith("/themes") ? { items: [], total: 0, next_cursor: null } : dashboard(3, "published", "a")));
  const client = createQueryClient();
  client.setQueryData(dashboardOptions("d").queryKey, dashboard(2, "changed", "a", "b"));
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  render(<QueryClientProvider client={client}><TooltipProvider><Opened /></TooltipProvider></QueryClientProvider>);
  await screen.findByText("Tiles on the canvas: 2");
  await user.click(screen.getByRole("button", { name: "Publish" }));
  await user.click(await screen.findByRole("button", { name: "Discard the draft" }));
  await screen.findByText("Tiles on the canvas: 1");
  await screen.findByRole("button", { name: "Published: publishing" });
});
