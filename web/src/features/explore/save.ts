import type { ChartSpec, ChartTile, DashboardPage, DashboardSpec } from "@/api/contracts";
import { newId } from "@/lib/new-id";

const GRID_COLUMNS = 24;
const SMALL = { width: 6, height: 4 } as const;
const USUAL = { width: 12, height: 9 } as const;

const shortId = (): string => newId().slice(0, 8);

type Box = { x: number; y: number; width: number; height: number };

const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The first free place of a page, from the top left on. */
export const freePlace = (taken: readonly Box[], { width, height }: { width: number; height: number }): Box => {
  const bottom = Math.max(0, ...taken.map((box) => box.y + box.height));
  for (let y = 0; y < bottom; y++) {
    for (let x = 0; x + width <= GRID_COLUMNS; x += width) {
      const place = { x, y, width, height };
      if (!taken.some((box) => meet(box, place))) return place;
    }
  }
  return { x: 0, y: bottom, width, height };
};

const tileOf = (title: string, chart: ChartSpec, page: DashboardPage): ChartTile => ({
  kind: "chart",
  id: `t-${shortId()}`,
  title,
  chart,
  layout: freePlace((page.tiles ?? []).map(({ layout }) => layout), chart.mark === "kpi" ? SMALL : USUAL),
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
