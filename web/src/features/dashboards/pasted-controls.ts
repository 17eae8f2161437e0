import type { DashboardPage, DashboardParameter, DashboardSpec, PageFilter, Tile } from "@/api/contracts";
import { newId } from "./new-tiles";

/** The filters and parameters that slicers show. */
export type Controls = { filters: readonly PageFilter[]; parameters: readonly DashboardParameter[] };

export const NO_CONTROLS: Controls = { filters: [], parameters: [] };

const controlIds = (tiles: readonly Tile[]): ReadonlySet<string> => new Set(tiles.flatMap((tile) => (tile.kind === "slicer" ? [tile.control_id] : [])));

/** Those that a page knows: its own filters, those of the whole dashboard, and the parameters. */
export const controlsOn = (page: DashboardPage, spec: Pick<DashboardSpec, "filters" | "parameters">): Controls =>
  ({ filters: [...(page.filters ?? []), ...(spec.filters ?? [])], parameters: spec.parameters ?? [] });

/** What slicers among these tiles take along to another dashboard. */
export const controlsOf = (tiles: readonly Tile[], { filters, parameters }: Controls): Controls => {
  const ids = controlIds(tiles);
  return { filters: filters.filter(({ id }) => ids.has(id)), parameters: parameters.filter(({ id }) => ids.has(id)) };
};

const isSameFilter = (one: PageFilter, other: PageFilter): boolean => one.dataset_id === other.dataset_id && one.member === other.member && one.control === other.control;
const isSameParameter = (one: DashboardParameter, other: DashboardParameter): boolean => one.dataset_id === other.dataset_id && one.parameter === other.parameter;

/**
 * Tiles whose slicers show what the page has: the control that they came from, one that does the same, or else a copy of theirs that is to be
 * added. A slicer without any is left out.
 */
export const fittedControls = (tiles: readonly Tile[], brought: Controls, here: Controls): { tiles: Tile[]; added: Controls } => {
  const added = { filters: [] as PageFilter[], parameters: [] as DashboardParameter[] };
  const known = new Set([...here.filters, ...here.parameters].map(({ id }) => id));
  const ids = new Map<string, string>();
  for (const filter of brought.filters) {
    if (known.has(filter.id)) continue;
    const same = here.filters.find((one) => isSameFilter(one, filter));
    const copy = same ?? { ...filter, id: newId("filter") };
    if (same === undefined) added.filters.push(copy);
    ids.set(filter.id, copy.id);
  }
  for (const parameter of brought.parameters) {
    if (known.has(parameter.id)) continue;
    const same = here.parameters.find((one) => isSameParameter(one, parameter));
    const copy = same ?? { ...parameter, id: newId("parameter") };
    if (same === undefined) added.parameters.push(copy);
    ids.set(parameter.id, copy.id);
  }
  const fitted = tiles.flatMap((tile): Tile[] => {
    if (tile.kind !== "slicer" || known.has(tile.control_id)) return [tile];
    const id = ids.get(tile.control_id);
    return id === undefined ? [] : [{ ...tile, control_id: id }];
  });
  return { tiles: fitted, added };
};

/** The spec with controls more: filters on a page, parameters for all of it. */
export const withControls = (spec: DashboardSpec, pageId: string, { filters, parameters }: Controls): DashboardSpec => ({
  ...spec,
  pages: spec.pages.map((page) => (page.id === pageId && filters.length > 0 ? { ...page, filters: [...(page.filters ?? []), ...filters] } : page)),
  ...(parameters.length > 0 && { parameters: [...(spec.parameters ?? []), ...parameters] }),
});
