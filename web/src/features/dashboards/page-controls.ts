import type { DashboardPage, DashboardParameter, DashboardSpec, Filter, PageFilter } from "@/api/contracts";
import type { Choices } from "./choices";

/** What readers of a page can set: the filters of the whole dashboard before its own, and the parameters. */
export type PageControls = { filters: readonly PageFilter[]; parameters: readonly DashboardParameter[] };

export type SharedControls = Pick<DashboardSpec, "filters" | "parameters" | "refresh_seconds">;

export const controlsOn = ({ filters = [], parameters = [] }: SharedControls, page: Pick<DashboardPage, "filters">): PageControls => {
  const shared = new Set(filters.map(({ id }) => id));
  return { filters: [...filters, ...(page.filters ?? []).filter(({ id }) => !shared.has(id))], parameters };
};

/** Those that do not stand on the canvas, and so stand above it. */
export const controlsInBar = ({ filters, parameters }: PageControls, { tiles = [] }: Pick<DashboardPage, "tiles">): PageControls => {
  const placed = new Set(tiles.flatMap((tile) => (tile.kind === "slicer" ? [tile.control_id] : [])));
  return { filters: filters.filter(({ id }) => !placed.has(id)), parameters: parameters.filter(({ id }) => !placed.has(id)) };
};

/** What is in force: the choice, or the default while nothing was chosen. */
export const filterInForce = (filter: PageFilter, choices: Choices): Filter | null => {
  const chosen = choices.filters[filter.id];
  return chosen === undefined ? (filter.default ?? null) : chosen;
};

/** A field in the words of its column, where nobody has given it others. */
export const spoken = (member: string): string => {
  const words = member.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const filterLabel = ({ label, member }: Pick<PageFilter, "label" | "member">): string => label ?? spoken(member);
