import { expect, test } from "vitest";
import type { ChartSpec, DashboardSpec } from "@/api/contracts";
import { newDashboard, withTile } from "./save";

const chart: ChartSpec = { dataset_id: "0192f000-0000-7000-8000-000000000002", mark: "bar" };

test("a new dashboard has one page with the picture on it", () => {
  const [page, ...others] = newDashboard("Sales by month", chart).pages;
  expect([others, page?.tiles?.map((tile) => [tile.kind, tile.layout, "title" in tile && tile.title])]).toEqual([[], [["chart", { x: 0, y: 0, width: 12, height: 9 }, "Sales by month"]]]);
});

test("adding a picture changes nothing else of a dashboard", () => {
  const spec: DashboardSpec = { version: 1, pages: [{ id: "a", title: "A", tiles: [], filters: [] }, { id: "b", title: "B", tiles: [], filters: [] }] };
  const added = withTile(spec, "One", chart);
  expect([added.pages[0]?.tiles?.length, added.pages[1], added.version]).toEqual([1, spec.pages[1], 1]);
});
