import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { DashboardComparison, DashboardRevision } from "@/api/contracts";
import { fakeServer, json } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { HistorySheet } from "./history-sheet";

const revision = (number: number, parts: Partial<DashboardRevision> = {}): DashboardRevision => ({
  revision: number, name: "Sales", saved_by: "u", saved_by_name: "Ada", saved_at: "2026-03-01T00:00:00Z", tile_count: 2, is_published: false, published_at: null, published_by_name: null, note: null, ...parts,
});
const comparison = (before: number | null, after: number): DashboardComparison => ({ before, after, is_same: false, summary: ["the dashboard as a whole changed"], words: [`name ${String(before)} → ${String(after)}`], pages: [], tiles: [] });

test("a revision is compared with the present one, or the one before it", async () => {
  const revisions = [revision(9), revision(7, { is_published: true, published_by_name: "Bob", note: "For the board" }), revision(2)];
  fakeServer(({ path }) => {
    const after = Number(/revisions\/(\d+)\/compare/.exec(path)?.[1]);
    if (after > 0) return json(comparison(after === 9 ? 7 : 2, after));
    return json({ items: revisions, total: 3, next_cursor: null });
  });
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <TooltipProvider><HistorySheet dashboardId="d" canRestore onClose={() => undefined} onRestored={() => undefined} /></TooltipProvider>
    </QueryClientProvider>,
  );
  const sheet = await screen.findByRole("dialog", { name: "History" });
  await within(sheet).findByText(/“For the board”/);
  const rows = within(sheet).getAllByRole("listitem").map((row) => [row.textContent.includes("Present"), row.textContent.includes("Published"), within(row).queryByRole("button", { name: "Restore" }) !== null]);
  expect(rows).toEqual([[true, false, false], [false, true, true], [false, false, true]]);
  expect(await axeFindings(sheet)).toEqual([]);
  await user.click(within(sheet).getByRole("button", { name: "Compare revision 7" }));
  const dialog = await screen.findByRole("dialog", { name: "What changed from revision 7 to the present one" });
  await within(dialog).findByText("The dashboard: name 7 → 9");
  await user.click(within(dialog).getByRole("radio", { name: "With the one before" }));
  await within(await screen.findByRole("dialog", { name: "What changed from revision 2 to revision 7" })).findByText("The dashboard: name 2 → 7");
});
