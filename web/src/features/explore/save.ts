import type { ChartSpec, ChartTile, DashboardPage, DashboardSpec } from "@/api/contracts";
import { firstFreePlace } from "@/lib/free-place";
import { newId } from "@/lib/new-id";

const SMALL = { width: 6, height: 4 } as const;
const USUAL = { width: 12, height: 9 } as const;

const shortId = (): string => newId().slice(0, 8);

const tileOf = (title: string, chart: ChartSpec, page: DashboardPage): ChartTile => ({
  kind: "chart",
  id: `t-${shortId()}`,
  title,
  chart,
  layout: firstFreePlace((page.tiles ?? []).map(({ layout }) => layout), chart.mark === "kpi" ? SMALL : USUAL),
});

/** The dashboard with one more picture, on the page that is meant, else on its first. */
export const withTile = (spec: DashboardSpec, title: string, chart: ChartSpec, pageId: string | null = null): DashboardSpec => {
  const meant = spec.pages.find(({ id }) => id === pageId) ?? spec.pages[0];
  return {
    ...spec,
    pages: spec.pages.map((page) => (page === meant ? { ...page, tiles: [...(page.tiles ?? []), tileOf(title, chart, page)] } : page)),
  };
};

export const newDashboard = (title: string, chart: ChartSpec): DashboardSpec =>
  withTile({ version: 1, pages: [{ id: `p-${shortId()}`, title: "Overview", tiles: [], filters: [] }] }, title, chart);
