import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Explanation, QuerySpec } from "@/api/contracts";
import { Problem } from "@/api/problems";
import { aColumn, aDrawing, aFrame, aMeaning } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { exploreSearch } from "@/chart-editor/spec";
import { aModel } from "@/chart-editor/testing";
import { TracePage } from "./trace-page";

const SPEC: QuerySpec = { dataset_id: "0192f000-0000-7000-8000-000000000002", measures: [{ member: "*", aggregation: "count" }] };
const server = vi.hoisted(() => ({ spec: null as QuerySpec | null, explained: [] as QuerySpec[], isRefused: false }));

vi.mock("@/query/server", () => ({
  askServer: async function* () {
    await Promise.resolve();
    const { receipt } = aMeaning();
    yield aFrame("preview", [[aColumn({ name: "n", label: "Number of rows", type: "integer", aggregation: "count" }), [12]]], { extra: aDrawing(), meaning: { receipt: { ...receipt, spec: server.spec, rows_scanned: 1200 } } });
  },
  cancelRun: vi.fn(),
}));
vi.mock("@/query/model", () => ({ modelOptions: () => ({ queryKey: ["model"], queryFn: () => aModel() }) }));
vi.mock("@/ui/code-view", () => ({ CodeView: ({ text, label }: { text: string; label: string }) => <pre aria-label={label}>{text}</pre> }));

const stage = (name: string, elapsed_ms: number, output: string) => ({ stage: name, elapsed_ms, output });
const explanation: Explanation = {
  sql: "SELECT COUNT(*) FROM \"sales\" WHERE \"region\" = $1", parameters: ["North"],
  stages: [stage("resolve", 0.25, "Aggregate\n  source:\n    Unguarded table=sales"), stage("authorize", 0.5, "Aggregate\n  source:\n    Scan table=sales"), stage("build", 0.1, "Aggregate\n  source:\n    Scan table=sales"), stage("lower", 1, "SELECT")],
};
vi.mock("./api", () => ({
  explainOptions: (spec: QuerySpec) => ({
    queryKey: ["explain", spec],
    queryFn: () => {
      server.explained.push(spec);
      return server.isRefused ? Promise.reject(new Problem({ status: 422, code: "VALIDATION_ERROR", message: "No field is called so.", hint: null, details: {}, requestId: null })) : Promise.resolve(explanation);
    },
  }),
}));

const CHART = encodeURIComponent(JSON.stringify({ wells: { y: [{ role: "measure", member: "*", aggregation: "count" }] } }));

const open = async (search = `dataset=${SPEC.dataset_id}&chart=${CHART}`) => {
  const root = createRootRoute();
  const trace = createRoute({ getParentRoute: () => root, path: "/explore/trace", validateSearch: exploreSearch, component: TracePage });
  const explore = createRoute({ getParentRoute: () => root, path: "/explore", validateSearch: exploreSearch, component: () => <p>The picture</p> });
  const router = createRouter({ routeTree: root.addChildren([trace, explore]), history: createMemoryHistory({ initialEntries: [`/explore/trace?${search}`] }) });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TooltipProvider><RouterProvider router={router as never} /></TooltipProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole("heading", { level: 1 });
  return { router, user: userEvent.setup() };
};

beforeEach(() => {
  server.spec = SPEC;
  server.explained.length = 0;
  server.isRefused = false;
});

test("every stage stands with its time and what it made, the statement with its parameters at the end", async () => {
  const { user, router } = await open();
  expect((await screen.findByRole("heading", { level: 1, name: /is computed/ })).textContent).toBe("How “Number of rows” is computed");
  await screen.findByRole("region", { name: "SQL" });
  expect(screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent)).toEqual(["Question", "Names", "Rights", "Plan", "SQL", "Answer"]);
  expect(server.explained).toEqual([SPEC]);
  const rights = within(screen.getByRole("region", { name: "Rights" }));
  expect(rights.getByText("0.50 ms")).toBeInTheDocument();
  expect(rights.getByLabelText("Rights, what it made").textContent).toContain("removed:     Unguarded table=sales");
  expect(within(screen.getByRole("region", { name: "Plan" })).getByText(/Nothing to do here/)).toBeInTheDocument();
  expect((await within(screen.getByRole("region", { name: "SQL" })).findByLabelText("SQL")).textContent).toContain('WHERE "region" = $1');
  expect(within(screen.getByRole("region", { name: "SQL" })).getByText("'North'")).toBeInTheDocument();
  expect(within(screen.getByRole("region", { name: "Answer" })).getByText("1,200 rows")).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("link", { name: "Back to the picture" }));
  await screen.findByText("The picture");
  expect(router.state.location.search).toEqual({ dataset: SPEC.dataset_id, chart: { wells: { y: [{ role: "measure", member: "*", aggregation: "count" }] } } });
});

test("without a question it says where to ask one", async () => {
  await open(`dataset=${SPEC.dataset_id}`);
  expect(await screen.findByRole("link", { name: "Ask one in Explore" })).toBeInTheDocument();
  expect(server.explained).toEqual([]);
});

test("a refusal is told, and can be tried again", async () => {
  server.isRefused = true;
  const { user } = await open();
  expect(await screen.findByText("No field is called so.")).toBeInTheDocument();
  server.isRefused = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("region", { name: "SQL" })).toBeInTheDocument();
});

test("a question that is too long for its receipt is not followed", async () => {
  server.spec = null;
  await open();
  expect(await screen.findByText("This question is too long to be followed")).toBeInTheDocument();
});
