import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { aColumn, aDrawing, aFrame } from "@/query/testing";
import type { BatchRequest } from "@/query/server";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { ExplorePage } from "./explore-page";
import { exploreSearch } from "@/chart-editor/spec";
import { aModel } from "@/chart-editor/testing";

const server = vi.hoisted(() => ({ asked: [] as BatchRequest[], cancelled: [] as string[], hold: false, isBroken: false }));

vi.mock("@/query/server", () => ({
  askServer: async function* (request: BatchRequest) {
    server.asked.push(request);
    if (server.hold) await new Promise(() => undefined);
    if (server.isBroken) throw new Error("The line is cut.");
    await Promise.resolve();
    yield aFrame("preview", [[aColumn({ name: "n", label: "Number of rows", type: "integer", role: "measure", aggregation: "count" }), [1200]]], { extra: aDrawing({ mark: "kpi", reason: "A single number, because one measure stands alone." }) });
  },
  cancelRun: (runId: string) => { server.cancelled.push(runId); return Promise.resolve(); },
}));
vi.mock("@/api/me", () => ({ useMayEdit: () => true }));
vi.mock("@/query/model", () => ({
  modelOptions: () => ({ queryKey: ["model"], queryFn: () => aModel() }),
  valuesOptions: () => ({ queryKey: ["values"], queryFn: () => ({ rows: [["East", 700], [null, 20]], total_rows: 2 }) }),
}));
vi.mock("@/query/datasets", () => ({ datasetsOptions: () => ({ queryKey: ["datasets"], queryFn: () => ({ items: [], total: 0, next_cursor: null }) }) }));
vi.mock("./api", () => ({ saveChart: vi.fn() }));

const ADDRESS = "/explore?dataset=0192f000-0000-7000-8000-000000000002";

const renderPage = async (address = ADDRESS) => {
  const root = createRootRoute();
  const explore = createRoute({ getParentRoute: () => root, path: "/explore", validateSearch: exploreSearch, component: () => <ExplorePage firstData={<button type="button">Load sample data</button>} /> });
  const elsewhere = createRoute({ getParentRoute: () => root, path: "/elsewhere", component: () => <p>Elsewhere</p> });
  const router = createRouter({ routeTree: root.addChildren([explore, elsewhere]), history: createMemoryHistory({ initialEntries: [address] }) });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TooltipProvider><RouterProvider router={router as never} /></TooltipProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole("heading", { name: "Explore" });
  const spec = () => server.asked.at(-1)?.body["spec"] as { encodings: Record<string, unknown>; filters: unknown[]; mark: string } | undefined;
  return { router, user: userEvent.setup(), spec };
};

const well = (name: string) => screen.getByRole("region", { name });
const field = (name: string) => screen.findByRole("button", { name: new RegExp(`^(\\S+ ?)*${name}`), description: /Press Space to pick up/ });

beforeEach(() => {
  server.asked.length = 0;
  server.cancelled.length = 0;
  server.hold = false;
  server.isBroken = false;
  vi.spyOn(window, "matchMedia").mockImplementation((media) => ({ matches: true, media, addEventListener: vi.fn(), removeEventListener: vi.fn() }) as unknown as MediaQueryList);
});

const rows = { role: "measure", member: "*", aggregation: "count" };

test("a double click puts a field into its best well, and the picture follows at once with its reason", async () => {
  const { user, spec, router } = await renderPage();
  await user.dblClick(await field("Rows"));
  expect(within(well("Y axis")).getByText("Number of rows")).toBeInTheDocument();
  expect(await screen.findByText("A single number, because one measure stands alone.")).toBeInTheDocument();
  expect(spec()?.encodings).toEqual({ x: null, y: [rows], color: null, size: null, facet: null, tooltip: [] });
  await waitFor(() => { expect(router.state.location.search).toEqual({ dataset: aModel().dataset_id, chart: { wells: { y: [rows] } } }); });
  expect(await axeFindings()).toEqual([]);
});

test("all of it works by keyboard: the menu of a field, its pill, and Delete", async () => {
  const { user, spec } = await renderPage();
  (await field("Region")).focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("menuitem", { name: "Color" }));
  const pill = within(well("Color")).getByRole("button", { name: "Region" });
  await waitFor(() => { expect(spec()?.encodings["color"]).toEqual({ role: "dimension", member: "region" }); });
  pill.focus();
  await user.keyboard("{Delete}");
  expect(within(well("Color")).queryByRole("button")).toBeNull();
});

test("undo and redo walk through the wells, and the address goes with them", async () => {
  const { user, router } = await renderPage();
  await user.dblClick(await field("Rows"));
  await user.dblClick(await field("Region"));
  await user.keyboard("{Control>}z{/Control}");
  expect(within(well("X axis")).queryByRole("button")).toBeNull();
  await user.keyboard("{Control>}z{/Control}");
  await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
  expect(within(well("Y axis")).getByText("Number of rows")).toBeInTheDocument();
  await waitFor(() => { expect(router.state.location.search).toEqual({ dataset: aModel().dataset_id, chart: { wells: { y: [rows] } } }); });
});

test("an address leads back to its picture, and another address to another one", async () => {
  const chart = { mark: "bar", wells: { x: [{ role: "dimension", member: "region" }] }, filters: [{ kind: "in", member: "region", values: ["East"] }] };
  const { router, spec } = await renderPage(`${ADDRESS}&chart=${encodeURIComponent(JSON.stringify(chart))}`);
  expect(await screen.findByTitle("Region: East")).toBeInTheDocument();
  expect([spec()?.mark, spec()?.filters]).toEqual(["bar", chart.filters]);
  await act(() => router.navigate({ to: "/explore", search: { dataset: aModel().dataset_id, chart: { wells: { y: [rows] } } } as never }));
  expect(await within(well("Y axis")).findByText("Number of rows")).toBeInTheDocument();
  expect(screen.queryByTitle("Region: East")).toBeNull();
});

test("a filter is made from the values of the field", async () => {
  const { user, spec } = await renderPage();
  await user.dblClick(await field("Rows"));
  (await field("Region")).focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("menuitem", { name: "Filters" }));
  await user.click(await screen.findByRole("checkbox", { name: "East" }));
  await waitFor(() => { expect(spec()?.filters).toEqual([{ kind: "in", member: "region", values: ["East"], exclude: false }]); });
  await user.click(screen.getByRole("checkbox", { name: "null" }));
  await waitFor(() => { expect(spec()?.filters).toEqual([{ kind: "in", member: "region", values: ["East", null], exclude: false }]); });
});

test("a picture that failed is asked again past the server's cache", async () => {
  server.isBroken = true;
  const { user } = await renderPage();
  await user.dblClick(await field("Rows"));
  const again = await screen.findByRole("button", { name: "Try again" });
  server.isBroken = false;
  await user.click(again);
  expect(await screen.findByText("A single number, because one measure stands alone.")).toBeInTheDocument();
  expect(server.asked.map(({ body }) => body["skip_cache"])).toEqual([false, true]);
});

test("leaving the page cancels the question that is running", async () => {
  server.hold = true;
  const { user, router } = await renderPage();
  await user.dblClick(await field("Rows"));
  await waitFor(() => { expect(server.asked).toHaveLength(1); });
  await act(() => router.navigate({ to: "/elsewhere" as never }));
  await screen.findByText("Elsewhere");
  expect([server.cancelled, server.asked[0]?.signal.aborted]).toEqual([[server.asked[0]?.runId], true]);
});

test("a workspace without data offers a first step", async () => {
  await renderPage("/explore");
  expect(await screen.findByRole("button", { name: "Load sample data" })).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});
