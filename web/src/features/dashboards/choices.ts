import type { AskForResults, ChosenFilter, DashboardParameter, FilterChoice, TileSelection } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";
import { isSame } from "@/lib/same";
import { isFilter } from "@/query/filter-shape";
import { askedChanges, changesOf, readChanges, type Changes } from "./changes";
import { readShowing, showingOf, type Showing } from "./showing";

/** What a viewer chose on a dashboard; the URL holds it, never a default. */
export type Choices = Changes & Showing & {
  page?: string;
  /** By page filter; null clears the filter's default. */
  filters: Readonly<Record<string, FilterChoice | null>>;
  selections: readonly TileSelection[];
  /** By parameter; what is absent has its default. */
  parameters?: Readonly<Record<string, ParameterValue>>;
};

export type ParameterValue = DashboardParameter["default"];

/** Replacing leaves no step back to what was chosen before. */
export type OnChoices = (choices: Choices, how?: { isReplacing: boolean }) => void;

export const NO_CHOICES: Choices = { filters: {}, selections: [] };

/** The search part of the address, as the router keeps it. */
export type DashboardSearch = Changes & Showing & { page?: string; filters?: Record<string, FilterChoice | null>; picked?: TileSelection[]; set?: Record<string, ParameterValue> };

const isFilterChoice = (value: unknown): value is FilterChoice => {
  const isTop = isRecord(value) && value["kind"] === "top";
  return isTop ? typeof value["member"] === "string" && typeof value["by"] === "string" && Number.isInteger(value["count"]) : isFilter(value);
};

const isSelection = (value: unknown): value is TileSelection =>
  isRecord(value) && typeof value["tile_id"] === "string" && typeof value["dataset_id"] === "string" &&
  Array.isArray(value["filters"]) && value["filters"].every(isFilter);

const isParameterValue = (value: unknown): value is ParameterValue => ["string", "number", "boolean"].includes(typeof value);

/** Whatever somebody typed into the address, only what we understand is taken. */
export const readSearch = (search: Record<string, unknown>): DashboardSearch => {
  const { page, filters, picked, set } = search;
  const known = isRecord(filters)
    ? Object.entries(filters).filter((entry): entry is [string, FilterChoice | null] => entry[1] === null || isFilterChoice(entry[1]))
    : [];
  const values = isRecord(set) ? Object.entries(set).filter((entry): entry is [string, ParameterValue] => isParameterValue(entry[1])) : [];
  const selections = Array.isArray(picked) ? picked.filter(isSelection) : [];
  return {
    ...(typeof page === "string" && { page }),
    ...(known.length > 0 && { filters: Object.fromEntries(known) }),
    ...(selections.length > 0 && { picked: selections }),
    ...readChanges(search),
    ...readShowing(search),
    ...(values.length > 0 && { set: Object.fromEntries(values) }),
  };
};

export const choicesFrom = ({ page, filters, picked, set, ...changes }: DashboardSearch): Choices => ({
  ...changesOf(changes),
  ...showingOf(changes),
  ...(page !== undefined && { page }),
  filters: filters ?? {},
  selections: picked ?? [],
  ...(set !== undefined && { parameters: set }),
});

export const searchFrom = ({ page, filters, selections, parameters = {}, ...changes }: Choices): DashboardSearch => ({
  ...changesOf(changes),
  ...showingOf(changes),
  ...(page !== undefined && { page }),
  ...(Object.keys(filters).length > 0 && { filters: { ...filters } }),
  ...(selections.length > 0 && { picked: [...selections] }),
  ...(Object.keys(parameters).length > 0 && { set: { ...parameters } }),
});

export const chooseFilter = (choices: Choices, filterId: string, filter: FilterChoice | null): Choices => ({
  ...choices,
  filters: { ...choices.filters, [filterId]: filter },
});

/** Back to the filter's default. */
export const forgetFilter = (choices: Choices, filterId: string): Choices => {
  const { [filterId]: _, ...filters } = choices.filters;
  return { ...choices, filters };
};

/** Sets a parameter; without a value it is its default again. */
export const setParameter = ({ parameters = {}, ...choices }: Choices, parameterId: string, value: ParameterValue | null): Choices => {
  const { [parameterId]: _, ...others } = parameters;
  const next = value === null ? others : { ...others, [parameterId]: value };
  return { ...choices, ...(Object.keys(next).length > 0 && { parameters: next }) };
};

/** Pointing at the same mark again takes the selection back; pointing elsewhere in the tile replaces it. */
export const pick = (choices: Choices, selection: TileSelection): Choices => {
  const others = choices.selections.filter(({ tile_id }) => tile_id !== selection.tile_id);
  const present = choices.selections.find(({ tile_id }) => tile_id === selection.tile_id);
  const isTakenBack = selection.filters.length === 0 || (present !== undefined && isSame(present.filters, selection.filters));
  return { ...choices, selections: isTakenBack ? others : [...others, selection] };
};

export const unpick = (choices: Choices, tileId: string): Choices => ({
  ...choices,
  selections: choices.selections.filter(({ tile_id }) => tile_id !== tileId),
});

/** Back to how the dashboard opens: with its bookmark, or with nothing chosen. */
export const clearAll = ({ page, ...shown }: Choices, opening?: string): Choices =>
  ({ ...NO_CHOICES, ...showingOf({ ...shown, ...(opening !== undefined && { bookmark: opening }) }), ...(page !== undefined && { page }) });

/** Whether an address says nothing of what is to be seen. */
export const isBare = ({ page, through, tile, changes = [], ...chosen }: Choices): boolean =>
  page === undefined && through === undefined && tile === undefined && changes.length === 0 && !hasChoices(chosen);

export const hasChoices = ({ filters, selections, parameters = {} }: Choices): boolean =>
  selections.length > 0 || Object.keys(filters).length > 0 || Object.keys(parameters).length > 0;

/** What a reader chose, in the words of the server. */
export type PageChoices = Omit<AskForResults, "page_id" | "tile_ids" | "time_zone" | "run_id" | "draft" | "skip_cache">;

/** All that was chosen, as the server is asked: what the tiles show and what is taken home of them follow it. */
export const pageChoices = (choices: Choices): PageChoices => ({ chosen: chosenFilters(choices), selections: [...choices.selections], parameters: chosenParameters(choices), ...askedChanges(choices) });

const chosenParameters = ({ parameters = {} }: Choices) => Object.entries(parameters).map(([parameter_id, value]) => ({ parameter_id, value }));

export const chosenFilters = ({ filters }: Choices): ChosenFilter[] =>
  Object.entries(filters).map(([filter_id, filter]) => ({ filter_id, filter }));
