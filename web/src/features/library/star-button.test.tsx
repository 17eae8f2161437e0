import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { fakeServer, json, problem } from "@/api/fake-server";
import { axeFindings } from "@/test-axe";
import { Toaster } from "@/ui/toaster";
import { TooltipProvider } from "@/ui/tooltip";
import { StarButton } from "./star-button";

const sales = { kind: "dashboard", id: "d1", name: "Sales", description: null, updated_at: "2026-11-22T08:00:00Z", is_favourite: true };

const open = (answer: (method: string) => Response | undefined = () => undefined) => {
  let starred = false;
  const calls = fakeServer(({ method, path }) => {
    const other = answer(method);
    if (other) return other;
    if (method !== "GET") { starred = method === "PUT"; return new Response(null, { status: 204 }); }
    return json(path === "/api/v1/favourites" ? { items: starred ? [sales] : [], total: starred ? 1 : 0, next_cursor: null } : null);
  });
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}><TooltipProvider><StarButton kind="dashboard" id="d1" name="Sales" /></TooltipProvider><Toaster /></QueryClientProvider>);
  return calls;
};

const star = () => screen.findByRole("button", { name: "Favourite: Sales" });

test("a star is set and taken away, and says which of them holds", async () => {
  const keys = userEvent.setup();
  const calls = open();
  await waitFor(async () => { expect(await star()).toBeEnabled(); });
  expect(await star()).toHaveAttribute("aria-pressed", "false");
  await keys.click(await star());
  await waitFor(async () => { expect(await star()).toHaveAttribute("aria-pressed", "true"); });
  await keys.click(await star());
  await waitFor(async () => { expect(await star()).toHaveAttribute("aria-pressed", "false"); });
  const changes = calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  expect(changes).toEqual(["PUT /api/v1/favourites/dashboard/d1", "DELETE /api/v1/favourites/dashboard/d1"]);
  expect(await axeFindings()).toEqual([]);
});

test("a star that could not be set goes out again, with the reason", async () => {
  const keys = userEvent.setup();
  open((method) => (method === "PUT" ? problem(409, "CONFLICT", "You have 500 favourites in this workspace.") : undefined));
  await waitFor(async () => { expect(await star()).toBeEnabled(); });
  await keys.click(await star());
  expect(await screen.findByText("You have 500 favourites in this workspace.")).toBeInTheDocument();
  await waitFor(async () => { expect(await star()).toHaveAttribute("aria-pressed", "false"); });
});
