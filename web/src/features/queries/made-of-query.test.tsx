import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { Dataset } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { beginSession } from "@/api/session";
import { axeFindings } from "@/test-axe";
import type { DatasetOrigin } from "./dataset-api";
import { MadeOfQuery } from "./made-of-query";
import { aSaved } from "./testing";

const [DATASET, VERSION, OLD, NEW, SOURCE] = [2, 3, 8, 9, 7].map((last) => `0192f000-0000-7000-8000-00000000000${String(last)}`) as [string, string, string, string, string];
const saved = aSaved();

const anOrigin = (facts: Partial<DatasetOrigin> = {}): DatasetOrigin => ({
  id: OLD, dataset_id: DATASET, version_ids: [VERSION], saved_query_id: saved.id, sql: "SELECT region FROM sales WHERE amount > $least", parameters: { least: { type: "integer", value: 3 } },
  sources: [{ dataset_id: SOURCE, sql_name: "sales", dataset_version_id: VERSION, version_number: 4, content_hash: "abc", as_of: "2026-03-09T12:00:00Z" }],
  made_by: null, made_by_name: "Ada", made_at: "2026-03-09T12:00:00Z",
  ...facts,
});

const anImport = (id: string, facts: object = {}) => ({ id, dataset_ids: [DATASET], status: "ready", stage: null, rows: 4, fraction: null, file_name: "x", file_size: 0, sheets: [], error: null, created_at: "", finished_at: null, ...facts });

type Answers = { origins?: DatasetOrigin[]; query?: () => Response; refresh?: () => Response; imports?: object[]; latest?: object; canEdit?: boolean };

const open = async ({ origins = [anOrigin()], query = () => json(saved), refresh = () => json({ id: DATASET, import_id: NEW }, 201), imports = [{}], latest = {}, canEdit = true }: Answers = {}) => {
  const left = [...imports];
  const calls = fakeServer(({ method, path }) => {
    if (path.includes("/queries/of-dataset/")) return method === "POST" ? refresh() : json({ items: origins });
    if (method === "DELETE") return json(anImport(NEW, { status: "cancelled" }));
    if (path.endsWith(`/imports/${OLD}`)) return json(anImport(OLD, latest));
    if (path.endsWith(`/imports/${NEW}`)) return json(anImport(NEW, (left.length > 1 ? left.shift() : left[0]) ?? {}));
    return query();
  });
  const dataset = { id: DATASET, name: "Totals", active_version_id: VERSION, import_id: OLD } as Dataset;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const routeTree = createRootRoute({ component: () => <MadeOfQuery dataset={dataset} canEdit={canEdit} /> });
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ["/"] }) });
  await act(() => router.load());
  render(<QueryClientProvider client={client}><RouterProvider router={router as never} /></QueryClientProvider>);
  return { calls, sentence: async () => (await screen.findByRole("region", { name: "Where it comes from" })).querySelector("p")?.textContent };
};

beforeEach(() => {
  beginSession({ access_token: "t", token_type: "bearer", expires_in: 3600, user: { id: "u1", email: "a@b.c", full_name: "Ada" } });
});

test("a dataset names its query, what it read and when, each with the way there", async () => {
  const { sentence } = await open();
  expect(await screen.findByRole("link", { name: "Sales by region" }, { timeout: 5000 })).toHaveAttribute("href", `/sql/${saved.id}`);
  expect(screen.getByRole("link", { name: "sales" })).toHaveAttribute("href", `/data/${SOURCE}`);
  expect(await sentence()).toMatch(/^Made of the query Sales by region from sales version 4, .+ by Ada$/);
  expect(await axeFindings()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Statement" }));
  expect(screen.getByLabelText("Statement", { selector: "pre" })).toHaveTextContent("SELECT region FROM sales WHERE amount > $least");
  expect(screen.getByText("$least").nextSibling).toHaveTextContent("3");
});

test.each([
  ["that is gone", { query: () => problem(404, "NOT_FOUND") }, /^Made of a saved query that is in the trash or gone from sales/],
  ["that was never saved", { origins: [anOrigin({ saved_query_id: null })] }, /^Made of a statement from sales/],
  ["that reads nothing", { origins: [anOrigin({ saved_query_id: null, sources: [], made_by_name: null })] }, /^Made of a statement, which reads no dataset, [^b]+$/],
  ["of an earlier version", { origins: [anOrigin({ saved_query_id: null, version_ids: [OLD] })] }, /^An earlier version was made of a statement/],
])("a query %s is told in plain words", async (_, answers, words) => {
  const { sentence } = await open(answers);
  await waitFor(async () => { expect(await sentence()).toMatch(words); });
  expect(screen.queryByRole("link", { name: "Sales by region" })).not.toBeInTheDocument();
});

test("a dataset of a file says nothing of queries, and nobody asks for its import", async () => {
  const { calls } = await open({ origins: [] });
  await waitFor(() => { expect(calls).toHaveLength(1); });
  expect(screen.queryByRole("region", { name: "Where it comes from" })).not.toBeInTheDocument();
});

test("who may only look cannot run it again", async () => {
  await open({ canEdit: false });
  expect(await screen.findByRole("button", { name: "Statement" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Run again" })).not.toBeInTheDocument();
});

test("running it again is followed until the new version is there", async () => {
  const { calls } = await open({ imports: [{ status: "running", stage: "querying", rows: null }, { rows: 1200 }] });
  await userEvent.click(await screen.findByRole("button", { name: "Run again" }));
  expect(await screen.findByText("Running the statement")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Run again" })).toBeDisabled();
  expect(await screen.findByText("A new version is in use: 1,200 rows.", {}, { timeout: 3000 })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Run again" })).toBeEnabled();
  await waitFor(() => { expect(calls.filter(({ method, path }) => method === "GET" && path.endsWith(`/of-dataset/${DATASET}`))).toHaveLength(2); });
});

test("a run under way can be cancelled", async () => {
  const { calls } = await open({ imports: [{ status: "running", stage: "querying" }] });
  await userEvent.click(await screen.findByRole("button", { name: "Run again" }));
  await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
  await waitFor(() => { expect(calls.filter(({ method }) => method === "DELETE").map(({ path }) => path)).toEqual([`/api/v1/imports/${NEW}`]); });
});

test("what keeps it from running is said here, with a way on from here", async () => {
  await open({ refresh: () => problem(422, "QUERY_INVALID", "There is no dataset “sales”.") });
  await userEvent.click(await screen.findByRole("button", { name: "Run again" }));
  expect(await screen.findByText("There is no dataset “sales”.")).toBeInTheDocument();
  expect(screen.getByText(/^Bring back what the statement reads/)).toBeInTheDocument();
});

test("a run that failed before is told when somebody comes back", async () => {
  await open({ latest: { status: "error", error: { code: "QUERY_ERROR", message: "Could not convert string 'a'.", hint: null, details: { line: 2 } } } });
  expect(await screen.findByText("The last run gave no new version")).toBeInTheDocument();
  expect(screen.getByText("Could not convert string 'a'. It is about line 2 of the statement.")).toBeInTheDocument();
});

test("a run that somebody began before is still followed", async () => {
  await open({ latest: { status: "running", stage: "querying" } });
  expect(await screen.findByText("Running the statement")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Run again" })).toBeDisabled();
});
