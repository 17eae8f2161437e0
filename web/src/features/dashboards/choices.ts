import type { AskForResults, ChosenFilter, Filter, TileSelection } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";
import { isSame } from "@/lib/same";
import { isFilter } from "@/query/filter-shape";

/** What a viewer chose on a dashboard; the URL holds it, never a default. */
export type Choices = {
  page?: string;
  /** By page filter; null clears the filter's default. */
  filters: Readonly<Record<string, Filter | null>>;
  selections: readonly TileSelection[];
};

/** Replacing leaves no step back to what was chosen before. */
export type OnChoices = (choices: Choices, how?: { isReplacing: boolean }) => void;

export const NO_CHOICES: Choices = { filters: {}, selections: [] };

/** The search part of the address, as the router keeps it. */
export type DashboardSearch = { page?: string; filters?: Record<string, Filter | null>; picked?: TileSelection[] };

const isSelection = (value: unknown): value is TileSelection =>
  isRecord(value) && typeof value["tile_id"] === "string" && typeof value["dataset_id"] === "string" &&
  Array.isArray(value["filters"]) && value["filters"].every(isFilter);

/** Whatever somebody typed into the address, only what we understand is taken. */
export const readSearch = (search: Record<string, unknown>): DashboardSearch => {
  const { page, filters, picked } = search;
  const known = isRecord(filters)
    ? Object.entries(filters).filter((entry): entry is [string, Filter | null] => entry[1] === null || isFilter(entry[1]))
    : [];
  const selections = Array.isArray(picked) ? picked.filter(isSelection) : [];
  return {
    ...(typeof page === "string" && { page }),
    ...(known.length > 0 && { filters: Object.fromEntries(known) }),
    ...(selections.length > 0 && { picked: selections }),
  };
};

export const choicesFrom = ({ page, filters, picked }: DashboardSearch): Choices => ({
  ...(page !== undefined && { page }),
  filters: filters ?? {},
  selections: picked ?? [],
});

export const searchFrom = ({ page, filters, selections }: Choices): DashboardSearch => ({
  ...(page !== undefined && { page }),
  ...(Object.keys(filters).length > 0 && { filters: { ...filters } }),
  ...(selections.length > 0 && { picked: [...selections] }),
});

export const chooseFilter = (choices: Choices, filterId: string, filter: Filter | null): Choices => ({
  ...choices,
  filters: { ...choices.filters, [filterId]: filter },
});

/** Back to the filter's default. */
export const forgetFilter = (choices: Choices, filterId: string): Choices => {
  const { [filterId]: _, ...filters } = choices.filters;
  return { ...choices, filters };
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

export const clearAll = ({ page }: Choices): Choices => ({ ...NO_CHOICES, ...(page !== undefined && { page }) });

export const hasChoices = ({ filters, selections }: Choices): boolean =>
  selections.length > 0 || Object.keys(filters).length > 0;

/** What a reader chose, in the words of the server. */
export type PageChoices = Omit<AskForResults, "page_id" | "tile_ids" | "time_zone" | "run_id" | "draft" | "skip_cache">;

/** All that was chosen, as the server is asked: what the tiles show and what is taken home of them follow it. */
export const pageChoices = (choices: Choices): PageChoices => ({ chosen: chosenFilters(choices), selections: [...choices.selections] });

export const chosenFilters = ({ filters }: Choices): ChosenFilter[] =>
  Object.entries(filters).map(([filter_id, filter]) => ({ filter_id, filter }));
