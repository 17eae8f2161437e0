import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { fakeServer, json, problem } from "@/api/fake-server";
import { axeFindings } from "@/test-axe";
import { Toaster } from "@/ui/toaster";
import { TooltipProvider } from "@/ui/tooltip";
import { TrashPage } from "./trash-page";

const now = Date.now();
const day = 86_400_000;
const thing = (kind: string, id: string, name: string, daysAgo: number) => ({
  kind, id, name,
  deleted_at: new Date(now - daysAgo * day).toISOString(),
  purged_at: new Date(now + (30 - daysAgo) * day + 60_000).toISOString(),
});
const trashed = [thing("dashboard", "1", "Sales", 0), thing("dataset", "2", "Stores", 29), thing("chart", "3", "Total", 2)];

const open = (role: string, answer: (method: string, path: string) => Response) => {
  const calls = fakeServer(({ method, path }) => {
    if (path === "/api/v1/auth/me") return json({ id: "u1", workspace: { id: "w1", name: "Mine", role, is_personal: true }, workspaces: [] });
    return answer(method, path);
  });
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}><TooltipProvider><TrashPage /></TooltipProvider><Toaster /></QueryClientProvider>);
  return calls;
};

const listing = (items: readonly unknown[]) => json({ items, total: items.length, next_cursor: null });

test("everything thrown away is listed with its kind and how long it is kept", async () => {
  open("viewer", () => listing(trashed));
  expect(await screen.findByText("Sales")).toBeInTheDocument();
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    expect.stringMatching(/^SalesDashboard · deleted .+ · kept for 30 more days$/),
    expect.stringMatching(/^StoresDataset · deleted .+ · kept for 1 more day$/),
    expect.stringMatching(/^TotalChart · deleted .+ · kept for 28 more days$/),
  ]);
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test("an editor has a thing back", async () => {
  const keys = userEvent.setup();
  let items = trashed;
  const calls = open("editor", (method) => {
    if (method === "POST") items = trashed.slice(1);
    return method === "GET" ? listing(items) : json({ kind: "dashboard", id: "1", name: "Sales" });
  });
  await keys.click(await screen.findByRole("button", { name: "Restore Sales" }));
  expect(await screen.findByText("“Sales” is back")).toBeInTheDocument();
  await waitFor(() => { expect(screen.getAllByText(/· deleted/)).toHaveLength(2); });
  expect(calls.filter(({ method }) => method === "POST").map(({ path }) => path)).toEqual(["/api/v1/trash/dashboard/1/restore"]);
});

test("nothing goes for good without a second word", async () => {
  const keys = userEvent.setup();
  const calls = open("editor", (method) => (method === "GET" ? listing(trashed) : new Response(null, { status: 204 })));
  await keys.click(await screen.findByRole("button", { name: "Delete Stores for good" }));
  expect(await screen.findByRole("dialog", { name: "Delete “Stores” for good" })).toHaveTextContent("its original file and every version");
  expect(await axeFindings()).toEqual([]);
  await keys.click(screen.getByRole("button", { name: "Cancel" }));
  expect(calls.some(({ method }) => method === "DELETE")).toBe(false);
  await keys.click(screen.getByRole("button", { name: "Empty the trash" }));
  expect(await screen.findByRole("dialog")).toHaveTextContent("3 things go for good");
  await keys.click(screen.getByRole("button", { name: "Delete for good" }));
  await waitFor(() => { expect(screen.queryByRole("dialog")).not.toBeInTheDocument(); });
  expect(calls.filter(({ method }) => method === "DELETE").map(({ path }) => path)).toEqual(["/api/v1/trash"]);
});

test("a thing that was not deleted stays, and says why", async () => {
  const keys = userEvent.setup();
  open("editor", (method) => (method === "GET" ? listing(trashed) : problem(503, "UNAVAILABLE", "The storage does not answer.")));
  await keys.click(await screen.findByRole("button", { name: "Delete Total for good" }));
  await keys.click(await screen.findByRole("button", { name: "Delete for good" }));
  expect(await screen.findByText("The storage does not answer.")).toBeInTheDocument();
  expect(screen.getByText("Total")).toBeInTheDocument();
});

test("an empty trash says what it is for", async () => {
  open("editor", () => listing([]));
  expect(await screen.findByRole("heading", { name: "The trash is empty" })).toBeInTheDocument();
});
