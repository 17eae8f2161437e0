import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeServer, json, problem } from "@/api/fake-server";
import { beginSession } from "@/api/session";
import { axeFindings } from "@/test-axe";
import { DatasetDialog } from "./dataset-dialog";

const QUERY = "0192f000-0000-7000-8000-000000000005";
const DATASET = "0192f000-0000-7000-8000-000000000002";
const IMPORT = "0192f000-0000-7000-8000-000000000009";

const anImport = (facts: object) => ({
  id: IMPORT, dataset_ids: [DATASET], status: "running", stage: "querying", rows: null, fraction: null, file_name: "Totals.parquet", file_size: 0, sheets: [], error: null,
  created_at: "2026-03-09T12:00:00Z", finished_at: null, ...facts,
});

const open = async (imports: object[], made: () => Response = () => json({ id: DATASET, name: "Totals", import_id: IMPORT }, 201)) => {
  const left = [...imports];
  const calls = fakeServer(({ method, path }) => {
    if (path.endsWith(`/queries/${QUERY}/dataset`)) return made();
    if (method === "DELETE") return json(anImport({ status: "cancelled" }));
    return json(anImport((left.length > 1 ? left.shift() : left[0]) ?? {}));
  });
  const onClose = vi.fn();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const routeTree = createRootRoute({ component: () => <DatasetDialog queryId={QUERY} name="Totals by region" onClose={onClose} /> });
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ["/"] }) });
  await act(() => router.load());
  render(<QueryClientProvider client={client}><RouterProvider router={router as never} /></QueryClientProvider>);
  return { calls, onClose };
};

const make = async () => {
  const name = screen.getByRole("textbox", { name: /^Name/ });
  await userEvent.clear(name);
  await userEvent.type(name, " Totals ");
  await userEvent.click(screen.getByRole("button", { name: "Make the dataset" }));
};

beforeEach(() => {
  beginSession({ access_token: "t", token_type: "bearer", expires_in: 3600, user: { id: "u1", email: "a@b.c", full_name: "Ada" } });
});

test("a name makes the dataset, which is followed until it can be explored", async () => {
  const { calls } = await open([{}, { stage: "typing", fraction: 0.1 }, { status: "ready", stage: null, rows: 1200 }]);
  expect(screen.getByRole("textbox", { name: /^Name/ })).toHaveValue("Totals by region");
  expect(await axeFindings()).toEqual([]);
  await make();
  expect(await screen.findByText("Running the statement")).toBeInTheDocument();
  expect(await screen.findByText("Reading the answer", {}, { timeout: 3000 })).toBeInTheDocument();
  expect(await screen.findByText("1,200 rows, typed and counted.", {}, { timeout: 3000 })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Explore it" })).toHaveAttribute("href", `/explore?dataset=${DATASET}`);
  expect(screen.getByRole("link", { name: "Open the dataset" })).toHaveAttribute("href", `/data/${DATASET}`);
  expect(JSON.parse(calls.find(({ path }) => path.endsWith("/dataset"))?.body ?? "")).toEqual({ name: "Totals", description: null });
  expect(await axeFindings()).toEqual([]);
});

test("what the server refuses is said where the name was given", async () => {
  await open([], () => problem(422, "QUERY_REFUSED", "You may not see every row."));
  await make();
  expect(await screen.findByText("You may not see every row.")).toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: /^Name/ })).toHaveValue(" Totals ");
});

test("a statement that fails says what went wrong and where, and can be tried again", async () => {
  const error = { code: "QUERY_ERROR", message: "Could not convert string 'a'.", hint: null, details: { line: 2, column: 3, length: 1 } };
  await open([{ status: "error", stage: null, error }]);
  await make();
  expect(await screen.findByText("Could not convert string 'a'. It is about line 2 of the statement.")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.getByRole("button", { name: "Make the dataset" })).toBeInTheDocument();
});

test("a dataset under way can be cancelled, or left alone", async () => {
  const { calls, onClose } = await open([{}]);
  await make();
  await userEvent.click(await screen.findByRole("button", { name: "Go on writing" }));
  expect(onClose).toHaveBeenCalledTimes(1);
  await userEvent.click(screen.getByRole("button", { name: "Cancel the dataset" }));
  await waitFor(() => { expect(onClose).toHaveBeenCalledTimes(2); });
  expect(calls.filter(({ method }) => method === "DELETE").map(({ path }) => path)).toEqual([`/api/v1/imports/${IMPORT}`]);
});
