import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Bookmark, Dashboard, DashboardSpec } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import { axeFindings } from "@/test-axe";
import { useToasts } from "@/ui/toast-store";
import { TooltipProvider } from "@/ui/tooltip";
import { BookmarksButton } from "./bookmarks-button";
import type { Choices } from "./choices";

const spec: DashboardSpec = { version: 2, pages: [{ id: "one", title: "One", tiles: [], filters: [{ id: "region", dataset_id: "sales", member: "region", control: "list" }] }, { id: "two", title: "Two" }] };
const dashboard = (may_edit: boolean) => ({ id: "d1", name: "Sales", description: null, spec, may_edit }) as unknown as Dashboard;
const north = { kind: "in", member: "region", values: ["North"], exclude: false, grain: null } as const;
const choices: Choices = { page: "one", filters: { region: { ...north, values: ["North"] } }, selections: [] };

const bookmark = (name: string, parts: Partial<Bookmark> = {}): Bookmark => ({
  id: `id of ${name}`, dashboard_id: "d1", name, state: { page: "two" }, is_shared: false, is_mine: true, owner_name: "Ada", may_change: true,
  created_at: "2026-03-01T00:00:00Z", updated_at: "2026-03-01T00:00:00Z", ...parts,
});

/** Keeps bookmarks as the server would; `refuse` answers in place of every change. */
const open = async (kept: Bookmark[], { mayEdit = true, refuse }: { mayEdit?: boolean; refuse?: () => Response } = {}) => {
  const bookmarks = [...kept];
  const calls = fakeServer(({ method, path, body }) => {
    if (method === "GET") return json({ items: bookmarks, total: bookmarks.length, next_cursor: null });
    if (refuse) return refuse();
    const at = bookmarks.findIndex(({ id }) => path.endsWith(encodeURIComponent(id)));
    const changes = body === "" ? {} : (JSON.parse(body) as Partial<Bookmark>);
    if (method === "POST") { bookmarks.push(bookmark(String(changes.name), changes)); return json(bookmarks.at(-1), 201); }
    if (method === "DELETE") { bookmarks.splice(at, 1); return new Response(null, { status: 204 }); }
    bookmarks[at] = { ...bookmarks[at], ...changes } as Bookmark;
    return json(bookmarks[at]);
  });
  const onChoices = vi.fn();
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <TooltipProvider><BookmarksButton dashboard={dashboard(mayEdit)} choices={choices} onChoices={onChoices} /></TooltipProvider>
    </QueryClientProvider>,
  );
  await user.click(screen.getByRole("button", { name: "Bookmarks" }));
  await screen.findByLabelText("Name of a new bookmark");
  const sent = () => calls.filter(({ method }) => method !== "GET").map(({ method, body }) => [method, body === "" ? null : (JSON.parse(body) as unknown)]);
  const choose = async (name: string, verb: string) => {
    await user.click(screen.getByRole("button", { name: `More for ${name}` }));
    await user.click(await screen.findByRole("menuitem", { name: verb }));
  };
  return { user, onChoices, sent, choose };
};

beforeEach(() => { useToasts.setState({ toasts: [] }); });

test("teaches what a bookmark is, and keeps the present state under a name", async () => {
  const { user, sent } = await open([]);
  expect(screen.getByText(/A bookmark keeps the page, the filters/)).toBeVisible();
  expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
  await user.type(screen.getByLabelText("Name of a new bookmark"), "  North {Enter}");
  expect(await screen.findByRole("button", { name: "North", current: true })).toBeVisible();
  expect(sent()).toEqual([["POST", { name: "North", state: { page: "one", filters: { region: north } }, is_shared: false }]]);
});

test("goes to a state, and says calmly what of it is gone", async () => {
  const { user, onChoices } = await open([bookmark("Old", { state: { page: "gone", filters: { region: north, lost: null } } })]);
  await user.click(screen.getByRole("button", { name: "Old" }));
  expect(onChoices).toHaveBeenCalledExactlyOnceWith({ filters: { region: north }, selections: [] });
  expect(useToasts.getState().toasts).toMatchObject([{ tone: "neutral", title: "“Old” is applied as far as it goes.", detail: "Not on this dashboard any more: 1 page, 1 filter." }]);
  await waitFor(() => { expect(screen.queryByRole("dialog")).toBeNull(); });
});

test("parts one's own from those for everyone, and lets readers change their own alone", async () => {
  const { user } = await open([bookmark("Mine one"), bookmark("Board", { is_shared: true, is_mine: false, may_change: false })], { mayEdit: false });
  expect(within(screen.getByRole("region", { name: "Mine" })).getByRole("button", { name: "Mine one" })).toBeVisible();
  const shared = within(screen.getByRole("region", { name: "For everyone" }));
  expect(shared.getByText("by Ada")).toBeVisible();
  await user.click(shared.getByRole("button", { name: "More for Board" }));
  expect((await screen.findAllByRole("menuitem")).map(({ textContent }) => textContent)).toEqual(["Copy link"]);
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "More for Mine one" }));
  expect((await screen.findAllByRole("menuitem")).map(({ textContent }) => textContent)).toEqual(["Copy link", "Update to the present state", "Rename", "Remove"]);
});

test("renames by keyboard, updates with a way back, and shares", async () => {
  const { user, sent, choose } = await open([bookmark("First")]);
  await choose("First", "Rename");
  const field = await screen.findByLabelText("New name of First");
  await waitFor(() => { expect(field).toHaveFocus(); });
  await user.keyboard("Second{Enter}");
  await screen.findByRole("button", { name: "Second" });
  await choose("Second", "Update to the present state");
  await screen.findByRole("button", { name: "Second", current: true });
  await choose("Second", "Share with everyone here");
  await screen.findByRole("region", { name: "For everyone" });
  expect(sent()).toEqual([["PATCH", { name: "Second" }], ["PATCH", { state: { page: "one", filters: { region: north } } }], ["PATCH", { is_shared: true }]]);
  useToasts.getState().toasts[0]?.action?.onAct();
  await waitFor(() => { expect(sent().at(-1)).toEqual(["PATCH", { state: { page: "two" } }]); });
});

test("removes with a way back, and keeps what could not be removed", async () => {
  const { sent, choose } = await open([bookmark("Gone", { is_shared: true })]);
  await choose("Gone", "Remove");
  await screen.findByText("No bookmarks yet");
  useToasts.getState().toasts[0]?.action?.onAct();
  await screen.findByRole("button", { name: "Gone" });
  expect(sent()).toEqual([["DELETE", null], ["POST", { name: "Gone", state: { page: "two" }, is_shared: true }]]);
});

test("says why something was refused", async () => {
  const { choose } = await open([bookmark("Board")], { refuse: () => problem(403, "FORBIDDEN", "Only editors may.") });
  await choose("Board", "Share with everyone here");
  await waitFor(() => { expect(useToasts.getState().toasts).toMatchObject([{ tone: "danger", title: "The bookmark was not shared" }]); });
});
