import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Dashboard, Publication, PublicationState } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { useToasts } from "@/ui/toast-store";
import { dashboardOptions } from "./api";
import { PublishControl } from "./publish-control";

const dashboard = (publication: PublicationState, revision = 4): Dashboard => ({
  id: "d", workspace_id: "w", name: "Sales", description: null, spec: { version: 2, pages: [{ id: "p", title: "Overview" }] }, revision, may_edit: true, publication,
  created_by: null, created_at: "2026-03-01T00:00:00Z", updated_at: "2026-03-01T00:00:00Z",
});
const layout = { x: 0, y: 0, width: 12, height: 8 };
const outline = { page_id: "p", kind: "chart", title: "Revenue by month", layout };
const publication = (state: PublicationState): Publication => ({
  state, published_revision: 2, published_at: "2026-03-01T00:00:00Z", published_by_name: "Ada", note: "First", changed_at: "2026-03-02T00:00:00Z", changed_by_name: "Bob",
  comparison: {
    before: 2, after: 4, is_same: false, summary: ["1 tile changed"], words: [],
    pages: [{ page_id: "p", title: "Overview", change: "same", is_before: true, is_after: true, words: [] }],
    tiles: [{ tile_id: "t", title: "Revenue by month", change: "changed", before: { ...outline, mark: "bar" }, after: { ...outline, mark: "line" }, words: ["mark bar → line"] }],
  },
});

const open = async (state: PublicationState, refuse?: () => Response) => {
  const calls = fakeServer(({ method, path }) => {
    if (method === "GET") return json(publication(state));
    if (refuse) return refuse();
    if (path.includes("discard")) return json(dashboard("published", 5));
    if (path.includes("restore")) return json(dashboard("changed", 6));
    return json(dashboard(path.includes("publishing") ? (state === "live" ? "published" : "live") : "published"));
  });
  const client = createQueryClient();
  const onReplaced = vi.fn();
  const saveNow = vi.fn(() => Promise.resolve());
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  render(
    <QueryClientProvider client={client}>
      <TooltipProvider><PublishControl dashboard={dashboard(state)} saveNow={saveNow} onReplaced={onReplaced} /></TooltipProvider>
    </QueryClientProvider>,
  );
  await user.click(screen.getByRole("button", { name: /publish/i }));
  const dialog = await screen.findByRole("dialog");
  expect(saveNow).toHaveBeenCalledOnce();
  const sent = () => calls.filter(({ method }) => method !== "GET").map(({ method, path, body }) => [method, path.replace("/api/v1/dashboards/d/", ""), body === "" ? null : (JSON.parse(body) as unknown)]);
  const kept = () => client.getQueryData(dashboardOptions("d").queryKey);
  return { user, dialog, sent, kept, onReplaced };
};

test("a draft is published with a note once it was seen what changes", async () => {
  const { user, dialog, sent, kept } = await open("changed");
  await within(dialog).findByText("1 tile changed.");
  within(dialog).getByText("“Revenue by month”: mark bar → line");
  within(dialog).getByRole("img", { name: /^Overview, Readers see now: 1 tile/ });
  within(dialog).getByRole("img", { name: /^Overview, With the draft: 1 tile/ });
  expect(dialog).toHaveTextContent(/by Ada: “First”/);
  expect(dialog).toHaveTextContent(/last by Bob/);
  expect(await axeFindings(dialog)).toEqual([]);
  await user.type(within(dialog).getByLabelText(/Note/), "  Lines read better ");
  await user.click(within(dialog).getByRole("button", { name: "Publish" }));
  await vi.waitFor(() => { expect(screen.queryByRole("dialog")).toBeNull(); });
  expect(sent()).toEqual([["POST", "publish", { revision: 4, note: "Lines read better" }]]);
  expect(kept()).toEqual(dashboard("published"));
});

test("a draft that was discarded can be had back", async () => {
  const { user, dialog, sent, kept, onReplaced } = await open("changed");
  await user.click(within(dialog).getByRole("button", { name: "Discard the draft" }));
  await vi.waitFor(() => { expect(onReplaced).toHaveBeenCalledOnce(); });
  expect(kept()).toEqual(dashboard("published", 5));
  useToasts.getState().toasts.at(-1)?.action?.onAct();
  await vi.waitFor(() => { expect(onReplaced).toHaveBeenCalledTimes(2); });
  expect(kept()).toEqual(dashboard("changed", 6));
  expect(sent()).toEqual([["POST", "discard", { revision: 4 }], ["POST", "revisions/4/restore", null]]);
});

test("what somebody saved meanwhile is not published, and the dialog says so", async () => {
  const { user, dialog, kept } = await open("draft", () => problem(409, "CONFLICT", "Somebody saved this dashboard in the meantime."));
  expect(within(dialog).queryByRole("button", { name: "Discard the draft" })).toBeNull();
  await user.click(within(dialog).getByRole("button", { name: "Publish" }));
  await within(dialog).findByText("Somebody saved this dashboard in the meantime.");
  expect(kept()).toBeUndefined();
});

test("a dashboard that is published as it is saved can be published by hand instead", async () => {
  const { user, dialog, sent, kept } = await open("live");
  expect(within(dialog).queryByRole("button", { name: "Publish" })).toBeNull();
  expect(await axeFindings(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole("switch", { name: "Publish changes as they are saved" }));
  await vi.waitFor(() => { expect(kept()).toEqual(dashboard("published")); });
  expect(sent()).toEqual([["PUT", "publishing", { revision: 4, is_live: false }]]);
});
