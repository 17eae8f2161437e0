import { expect, it, vi } from "vitest";
import type { ChartSpec, ChartTile, DashboardSpec } from "@/api/contracts";
import { readDashboard, saveDashboard } from "@/api/dashboards";
import { Problem } from "@/api/problems";
import { putBack, withPicture } from "./put-back";

vi.mock("@/api/dashboards", () => ({ readDashboard: vi.fn(), saveDashboard: vi.fn() }));

const chart = (mark: ChartSpec["mark"]): ChartSpec => ({ dataset_id: "0192f7a0-0000-7000-8000-000000000001", ...(mark && { mark }) });
const tile = (id: string): ChartTile => ({ kind: "chart", id, title: "Old title", layout: { x: 0, y: 0, width: 12, height: 9 }, chart: chart("bar") });
const spec = (): DashboardSpec => ({
  version: 1,
  pages: [{ id: "p1", title: "One", tiles: [tile("a")], filters: [] }, { id: "p2", title: "Two", tiles: [], filters: [] }],
});

it("changes the picture of its tile and nothing else", () => {
  const changed = withPicture(spec(), { pageId: "p1", tileId: "a" }, "New title", chart("line"));
  expect(changed).toEqual({ ...spec(), pages: [{ ...spec().pages[0], tiles: [{ ...tile("a"), chart: chart("line") }] }, spec().pages[1]] });
});

it("stands beside the others when its tile is gone, on the page that was meant", () => {
  const changed = withPicture(spec(), { pageId: "p2", tileId: "gone" }, "New title", chart("line"));
  expect(changed.pages[0]).toEqual(spec().pages[0]);
  expect(changed.pages[1]?.tiles).toMatchObject([{ kind: "chart", title: "New title", chart: chart("line") }]);
});

it("is saved into what somebody else saved in between, and gives up when that goes on", async () => {
  const overtaken = new Problem({ status: 409, code: "CONFLICT", message: "Saved meanwhile." });
  const present = (revision: number) => ({ revision, name: `Revision ${String(revision)}`, description: null, spec: spec() }) as Awaited<ReturnType<typeof readDashboard>>;
  vi.mocked(readDashboard).mockResolvedValueOnce(present(1)).mockResolvedValueOnce(present(2)).mockResolvedValue(present(3));
  vi.mocked(saveDashboard).mockRejectedValueOnce(overtaken).mockResolvedValueOnce(present(3)).mockRejectedValue(overtaken);
  const destination = { dashboardId: "d", pageId: null, tileId: "a" };
  expect((await putBack(destination, "New title", chart("line"))).revision).toBe(3);
  expect(vi.mocked(saveDashboard).mock.calls.map(([, sent]) => [sent.revision, sent.name])).toEqual([[1, "Revision 1"], [2, "Revision 2"]]);
  await expect(putBack(destination, "New title", chart("line"))).rejects.toBe(overtaken);
  expect(saveDashboard).toHaveBeenCalledTimes(5);
});
