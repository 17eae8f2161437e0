import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { configure, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Folder, Thing } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { axeFindings } from "@/test-axe";
import { Toaster } from "@/ui/toaster";
import { TooltipProvider } from "@/ui/tooltip";
import { FoldersPage } from "./folders-page";

configure({ asyncUtilTimeout: 10_000 });

const folder = (name: string, more: Partial<Folder> = {}): Folder => ({ id: name, parent_id: null, name, is_limited: false, may_edit: true, may_manage: true, updated_at: "2026-11-22T08:00:00Z", ...more });
const thing = (name: string): Thing => ({ kind: "dashboard", id: name, name, description: null, updated_at: "2026-11-22T08:00:00Z", is_favourite: false, folder_id: null });
const page = (items: readonly unknown[]) => json({ items, total: items.length, next_cursor: null });

const open = (role: string, { folders = [] as readonly Folder[], things = [] as readonly Thing[], fails = false } = {}) => {
  const calls = fakeServer(({ method, path }) => {
    if (path === "/api/v1/auth/me") return json({ workspace: { id: "w", role }, workspaces: [] });
    if (path === "/api/v1/folders" && method === "GET") return page(folders);
    if (path === "/api/v1/things" && method === "GET") return fails ? problem(404, "NOT_FOUND", "There is no such folder.") : page(things);
    if (path === "/api/v1/things/folder") return json({ before: [{ kind: "dashboard", id: "Sales", folder_id: null }] });
    return json({});
  });
  const root = createRootRoute();
  const route = createRoute({ getParentRoute: () => root, path: "/folders", component: () => <FoldersPage at={fails ? "gone" : null} look={({ name }) => ({ kind: "Dashboard", icon: null, link: <span>{name}</span> })} /> });
  const router = createRouter({ routeTree: root.addChildren([route]), history: createMemoryHistory({ initialEntries: ["/folders"] }) });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}><TooltipProvider><RouterProvider router={router as never} /></TooltipProvider><Toaster /></QueryClientProvider>);
  return calls;
};

test("several things are chosen and moved at once, and put back by one press", { timeout: 30_000 }, async () => {
  const keys = userEvent.setup();
  const calls = open("editor", { folders: [folder("Plans"), folder("Archive", { may_edit: false })], things: [thing("Sales"), thing("Costs")] });
  await keys.click(await screen.findByRole("checkbox", { name: "Choose Sales" }));
  await keys.click(screen.getByRole("button", { name: "Choose all" }));
  await keys.click(screen.getByRole("button", { name: "Move to…" }));
  const dialog = await screen.findByRole("dialog", { name: "Move 2 things" });
  // Where one may change nothing, nothing is put.
  expect(within(dialog).getAllByRole("radio").map((one) => one.closest("label")?.textContent)).toEqual(["In no folderhere now", "Plans"]);
  await keys.click(within(dialog).getByRole("radio", { name: /Plans/ }));
  await keys.click(within(dialog).getByRole("button", { name: "Move here" }));
  await keys.click(await screen.findByRole("button", { name: "Undo" }));
  const sent = () => calls.filter(({ method }) => method === "PUT").map(({ body }) => JSON.parse(body) as unknown);
  await waitFor(() => { expect(sent()).toHaveLength(2); });
  expect(sent()).toEqual([
    { things: [{ kind: "dashboard", id: "Sales" }, { kind: "dashboard", id: "Costs" }], folder_id: "Plans" },
    { things: [{ kind: "dashboard", id: "Sales" }], folder_id: null },
  ]);
  expect(await axeFindings()).toEqual([]);
});

test("a viewer looks, and is offered nothing to change", { timeout: 30_000 }, async () => {
  open("viewer", { folders: [folder("Plans", { may_edit: false, may_manage: false, is_limited: true })], things: [thing("Sales")] });
  expect(await screen.findByText("Sales")).toBeInTheDocument();
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getAllByText(/not open to everybody/)).not.toHaveLength(0);
});

test("a folder that is closed or gone is told as such", { timeout: 30_000 }, async () => {
  open("viewer", { fails: true });
  expect(await screen.findByText("There is no such folder, or it is not open to you")).toBeInTheDocument();
});

test("an empty place teaches what folders are for", { timeout: 30_000 }, async () => {
  open("editor");
  expect(await screen.findByRole("heading", { name: "Nothing to file yet" })).toBeInTheDocument();
  expect(screen.getAllByRole("button", { name: "New folder" })).toHaveLength(2);
});
