import type { ChartSpec, Dashboard, DashboardSpec } from "@/api/contracts";
import { readDashboard, saveDashboard } from "@/api/dashboards";
import { Problem } from "@/api/problems";
import type { Destination } from "@/lib/destination";
import { withTile } from "./save";

/** The dashboard with this picture where it should go: in its tile, or, when that is gone or was never there, beside the others. */
export const withPicture = (spec: DashboardSpec, { pageId, tileId }: Pick<Destination, "pageId" | "tileId">, title: string, chart: ChartSpec): DashboardSpec => {
  const isThere = spec.pages.some(({ tiles }) => (tiles ?? []).some(({ id, kind }) => id === tileId && kind === "chart"));
  if (!isThere) return withTile(spec, title, chart, pageId);
  return {
    ...spec,
    pages: spec.pages.map((page) => ({
      ...page,
      tiles: (page.tiles ?? []).map((tile) => (tile.id === tileId && tile.kind === "chart" ? { ...tile, chart } : tile)),
    })),
  };
};

const ATTEMPTS = 3;

/** Saves the picture into the present state of its dashboard; when somebody saved in between, into theirs. */
export const putBack = async (destination: Destination, title: string, chart: ChartSpec, attempt = 1): Promise<Dashboard> => {
  const { revision, name, description, spec } = await readDashboard(destination.dashboardId);
  try {
    return await saveDashboard(destination.dashboardId, { revision, name, description, spec: withPicture(spec, destination, title, chart) });
  } catch (error) {
    const isOvertaken = error instanceof Problem && error.code === "CONFLICT";
    if (!isOvertaken || attempt === ATTEMPTS) throw error;
    return putBack(destination, title, chart, attempt + 1);
  }
};
