import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeServer, json } from "@/api/fake-server";
import { beginSession } from "@/api/session";
import { TooltipProvider } from "@/ui/tooltip";
import { useRuns } from "./run-store";
import { SqlPage } from "./sql-page";
import { useTabs } from "./tab-store";
import { aResult, aTable } from "./testing";

// An editor that is still on its way, as over a slow line.
vi.mock("./sql-editor", () => new Promise(() => undefined));

const openPage = () => {
  const calls = fakeServer(({ path }) => {
    if (path.endsWith("/auth/me")) return json({ id: "u1", workspace: { id: "w1", name: "Home", role: "editor", is_personal: true }, workspaces: [] });
    if (path.endsWith("/vocabulary")) return json({ tables: [aTable()], functions: ["sum"] });
    if (path.endsWith("/execute")) return json(aResult());
    return json({ items: [], total: 0, next_cursor: null });
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TooltipProvider>
        <SqlPage queryId={null} onAddress={() => undefined} canEdit firstData={null} link={(_, words) => words} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return calls;
};

const text = () => useTabs.getState().tabs[0]?.text;

beforeEach(() => {
  localStorage.clear();
  beginSession({ access_token: "t", token_type: "bearer", expires_in: 3600, user: { id: "u1", email: "a@b.c", full_name: "Ada" } });
  useTabs.setState({ owner: null, tabs: [], activeId: null, isUnkept: false });
  useRuns.setState({ byTab: {} });
  vi.spyOn(window, "matchMedia").mockImplementation((media) => ({ matches: true, media, addEventListener: vi.fn(), removeEventListener: vi.fn() }) as unknown as MediaQueryList);
});

test("an example that is pressed before the editor has been loaded runs all the same", async () => {
  const calls = openPage();
  await userEvent.click(await screen.findByRole("button", { name: "amount by region" }));
  await waitFor(() => { expect(calls.filter(({ path }) => path.endsWith("/execute"))).toHaveLength(1); });
  expect(text()).toContain("from sales");
});

test("a name that is chosen before the editor has been loaded is written to the end of the statement", async () => {
  openPage();
  await userEvent.click(await screen.findByTitle(/^region, /));
  expect(text()).toBe("region");
});
