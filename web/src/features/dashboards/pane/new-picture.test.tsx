import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { DashboardPage, DatasetSummary, Tile } from "@/api/contracts";
import { aModel } from "@/chart-editor/testing";
import { MAX_TILES } from "@/sync/page-limits";
import { axeFindings } from "@/test-axe";
import { Toaster } from "@/ui/toaster";
import { TooltipProvider } from "@/ui/tooltip";
import type { PageEditor } from "../page-editor";
import { NewPicture } from "./new-picture";

const server = vi.hoisted(() => ({ datasets: [] as Partial<DatasetSummary>[] }));
vi.mock("@/query/datasets", () => ({
  datasetsOptions: () => ({ queryKey: ["datasets", server.datasets.length], queryFn: () => ({ items: server.datasets, total: server.datasets.length, next_cursor: null }) }),
}));
vi.mock("@/query/model", () => ({
  modelOptions: (id: string) => ({ queryKey: ["model", id], queryFn: () => ({ ...aModel(), dataset_id: id, dataset_name: `Data ${id}` }) }),
}));

const dataset = (id: string, status: DatasetSummary["status"] = "ready"): Partial<DatasetSummary> => ({ id, name: `Data ${id}`, status, row_count: 3, column_count: 2 });
const text = (id: string): Tile => ({ kind: "text", id, layout: { x: 0, y: 0, width: 1, height: 1 }, markdown: id });

const open = ({ tiles = [], datasets = [dataset("busy", "importing"), dataset("sales"), dataset("stock")], isBeside = true }: { tiles?: Tile[]; datasets?: Partial<DatasetSummary>[]; isBeside?: boolean } = {}) => {
  server.datasets = datasets;
  let page: DashboardPage = { id: "p", title: "P", tiles, filters: [] };
  const begun: string[] = [];
  const editor = { rewritePage: (change: (page: DashboardPage) => DashboardPage) => { page = change(page); } } as PageEditor;
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>
        <main><h1>Sales</h1><h2>Fields and format</h2><NewPicture page={page} otherPages={[]} editor={editor} onBegun={(id) => { begun.push(id); }} isBeside={isBeside} modelActions={(id) => <button type="button">New field of {id}</button>} /></main>
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  const charts = () => (page.tiles ?? []).flatMap((tile) => (tile.kind === "chart" ? [tile] : []));
  return { user: userEvent.setup(), charts, begun, container };
};

test("a double click on a field begins a picture of the data that is ready, and chooses it", async () => {
  const { charts, begun, container } = open();
  fireEvent.doubleClick(await screen.findByRole("button", { name: /^Measure ?Amount$/ }));
  const [tile] = charts();
  expect(tile).toMatchObject({ title: null, layout: { x: 0, y: 0 }, chart: { dataset_id: "sales", mark: "auto", encodings: { x: null, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } } });
  expect(begun).toEqual([tile?.id]);
  expect(screen.getByRole("button", { name: "New field of sales" })).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
});

test("by keyboard a well is chosen for the first field", async () => {
  const { charts, user } = open({ isBeside: false });
  (await screen.findByRole("button", { name: "Add Region to a well" })).focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("menuitem", { name: "Color" }));
  expect(charts().map(({ chart }) => chart.encodings?.color)).toEqual([{ role: "dimension", member: "region" }]);
});

test("another dataset is chosen among those that are ready", async () => {
  const { user, charts } = open();
  await user.click(await screen.findByRole("button", { name: "Data sales" }));
  expect(screen.queryByRole("button", { name: /Data busy/ })).toBeNull();
  await user.click(await screen.findByRole("button", { name: /Data stock/ }));
  await screen.findByRole("button", { name: "New field of stock" });
  fireEvent.doubleClick(await screen.findByRole("button", { name: /^Text ?Region$/ }));
  expect(charts().map(({ chart }) => chart.dataset_id)).toEqual(["stock"]);
});

test("a full page says so and stays as it is", async () => {
  const { charts, begun } = open({ tiles: Array.from({ length: MAX_TILES }, (_, at) => text(String(at))) });
  fireEvent.doubleClick(await screen.findByRole("button", { name: /^Measure ?Amount$/ }));
  expect(await screen.findByText(`A page holds at most ${String(MAX_TILES)} tiles.`)).toBeVisible();
  expect([charts(), begun]).toEqual([[], []]);
});

test("without data it says how there will be some", async () => {
  open({ datasets: [] });
  expect(await screen.findByText(/There is no data yet\. Upload a file/)).toBeVisible();
});
