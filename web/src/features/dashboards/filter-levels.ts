import type { ChartTile, DashboardPage, DashboardParameter, DashboardSpec, Filter, FilterChoice, PageFilter, SlicerTile, Tile } from "@/api/contracts";
import { firstFreePlace } from "@/lib/free-place";
import { isSame } from "@/lib/same";
import { filterMember } from "@/query/filter-words";
import { newId } from "./new-tiles";
import { spoken } from "./page-controls";

/** A change of a dashboard's filters, whichever level it touches. */
export type SpecChange = (spec: DashboardSpec) => DashboardSpec;

type RowFilters = NonNullable<ChartTile["chart"]["filters"]>;

const onPages = (spec: DashboardSpec, change: (page: DashboardPage) => DashboardPage): DashboardSpec => ({ ...spec, pages: spec.pages.map(change) });

const onPage = (spec: DashboardSpec, pageId: string, change: (page: DashboardPage) => DashboardPage): DashboardSpec =>
  onPages(spec, (page) => (page.id === pageId ? change(page) : page));

const onChart = (spec: DashboardSpec, pageId: string, tileId: string, change: (filters: RowFilters) => RowFilters): DashboardSpec =>
  onPage(spec, pageId, (page) => ({
    ...page,
    tiles: (page.tiles ?? []).map((tile) => (tile.id === tileId && tile.kind === "chart" ? { ...tile, chart: { ...tile.chart, filters: change(tile.chart.filters ?? []) } } : tile)),
  }));

/** Changes the filters of both levels; the lists that stay the same stay themselves. */
const onFilters = (spec: DashboardSpec, change: (filters: readonly PageFilter[]) => PageFilter[]): DashboardSpec => {
  const pages = spec.pages.map((page) => (page.filters ? { ...page, filters: change(page.filters) } : page));
  return { ...spec, pages, ...(spec.filters && { filters: change(spec.filters) }) };
};

const without = (spec: DashboardSpec, filterId: string): DashboardSpec => onFilters(spec, (filters) => filters.filter(({ id }) => id !== filterId));

const filterNamed = (spec: DashboardSpec, filterId: string): PageFilter | undefined =>
  [...(spec.filters ?? []), ...spec.pages.flatMap(({ filters }) => filters ?? [])].find(({ id }) => id === filterId);

const withoutSlicers = (spec: DashboardSpec, controlId: string): DashboardSpec =>
  onPages(spec, (page) => ({ ...page, tiles: (page.tiles ?? []).filter((tile) => tile.kind !== "slicer" || tile.control_id !== controlId) }));

/** Adds a filter to a page, or to the whole dashboard. */
export const addFilter = (filter: PageFilter, pageId: string | null): SpecChange => (spec) =>
  pageId === null ? { ...spec, filters: [...(spec.filters ?? []), filter] } : onPage(spec, pageId, (page) => ({ ...page, filters: [...(page.filters ?? []), filter] }));

export const changeFilter = (filterId: string, changes: Partial<Omit<PageFilter, "id">>): SpecChange => (spec) =>
  onFilters(spec, (filters) => filters.map((filter) => (filter.id === filterId ? { ...filter, ...changes } : filter)));

/** Takes a filter away from its level, and from the canvas. */
export const removeFilter = (filterId: string): SpecChange => (spec) => withoutSlicers(without(spec, filterId), filterId);

/** Takes a filter to the whole dashboard, or to one page. */
export const moveFilter = (filterId: string, pageId: string | null): SpecChange => (spec) => {
  const filter = filterNamed(spec, filterId);
  return filter === undefined ? spec : addFilter(filter, pageId)(without(spec, filterId));
};

const shifted = <Value extends { id: string }>(values: readonly Value[], id: string, by: number): Value[] => {
  const from = values.findIndex((value) => value.id === id);
  const [value] = values.slice(from, from + 1);
  if (from < 0 || value === undefined) return [...values];
  const to = Math.min(values.length - 1, Math.max(0, from + by));
  return values.toSpliced(from, 1).toSpliced(to, 0, value);
};

/** Moves a filter or a parameter within its level. */
export const shiftControl = (id: string, by: number): SpecChange => (spec) => ({
  ...onFilters(spec, (filters) => shifted(filters, id, by)),
  ...(spec.parameters && { parameters: shifted(spec.parameters, id, by) }),
});

const isRowFilter = (filter: FilterChoice): filter is RowFilters[number] => filter.kind !== "measure" && filter.kind !== "top";

/** Makes a filter of the page one of a single tile: it keeps the value, and readers can no longer change it. */
export const moveIntoTile = (filterId: string, pageId: string, tileId: string, value: FilterChoice | null): SpecChange => (spec) => {
  const isFitting = filterNamed(spec, filterId) !== undefined && value !== null && isRowFilter(value);
  return isFitting ? onChart(removeFilter(filterId)(spec), pageId, tileId, (filters) => [...filters, value]) : spec;
};

export const changeTileFilter = (pageId: string, tileId: string, before: Filter, after: Filter | null): SpecChange => (spec) =>
  onChart(spec, pageId, tileId, (filters) => {
    const at = filters.findIndex((filter) => isSame(filter, before));
    return at < 0 ? filters : after !== null && isRowFilter(after) ? filters.toSpliced(at, 1, after) : filters.toSpliced(at, 1);
  });

export const addTileFilter = (pageId: string, tileId: string, filter: Filter): SpecChange => (spec) =>
  onChart(spec, pageId, tileId, (filters) => (isRowFilter(filter) ? [...filters, filter] : filters));

const CONTROL_OF: Record<Filter["kind"], PageFilter["control"]> = {
  in: "list", range: "range", time_range: "date", relative_time: "date", text: "text", null: "list", any: "list", path: "hierarchy", measure: "range",
};

/** Makes the filter of a tile one of its page: its value is the default, and it reaches the other tiles too. */
export const moveOutOfTile = (pageId: string, tile: ChartTile, filter: Filter): SpecChange => (spec) => {
  const member = filterMember(filter);
  const made: PageFilter = { id: newId("filter"), label: spoken(member), dataset_id: tile.chart.dataset_id, member, control: CONTROL_OF[filter.kind], default: filter, ...(filter.kind === "path" && { levels: filter.levels }) };
  return addFilter(made, pageId)(changeTileFilter(pageId, tile.id, filter, null)(spec));
};

export const addParameter = (parameter: DashboardParameter): SpecChange => (spec) => ({ ...spec, parameters: [...(spec.parameters ?? []), parameter] });

export const changeParameter = (id: string, changes: Partial<Omit<DashboardParameter, "id">>): SpecChange => (spec) =>
  ({ ...spec, parameters: (spec.parameters ?? []).map((parameter) => (parameter.id === id ? { ...parameter, ...changes } : parameter)) });

export const removeParameter = (id: string): SpecChange => (spec) =>
  withoutSlicers({ ...spec, parameters: (spec.parameters ?? []).filter((parameter) => parameter.id !== id) }, id);

export const SLICER_SIZE = { width: 6, height: 8 };

export const slicerTile = (controlId: string, tiles: readonly Tile[]): SlicerTile => ({
  kind: "slicer", id: newId("slicer"), control_id: controlId, layout: firstFreePlace(tiles.map(({ layout }) => layout), SLICER_SIZE),
});

/** Puts a filter or a parameter on the canvas of a page, or takes it back to the bar above. */
export const placeControl = (pageId: string, controlId: string, isOnCanvas: boolean): SpecChange => (spec) =>
  onPage(spec, pageId, (page) => {
    const others = (page.tiles ?? []).filter((tile) => tile.kind !== "slicer" || tile.control_id !== controlId);
    return { ...page, tiles: isOnCanvas ? [...others, slicerTile(controlId, others)] : others };
  });
