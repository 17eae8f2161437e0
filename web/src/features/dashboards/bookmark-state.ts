import type { Bookmark, DashboardSpec } from "@/api/contracts";
import { formatCount } from "@/lib/format-number";
import { choicesFrom, readSearch, searchFrom, type Choices, type DashboardSearch } from "./choices";

/** What a bookmark keeps: the choices as the address holds them, the page by its name even where it is the first. */
export const stateOf = (choices: Choices, spec: DashboardSpec): Bookmark["state"] => {
  const page = choices.page ?? spec.pages[0]?.id;
  return { ...searchFrom({ ...choices, ...(page !== undefined && { page }) }) } as Bookmark["state"];
};

export type Applied = {
  choices: Choices;
  /** What was kept and is not there any more, in words. */
  missing: readonly string[];
};

type Kept = [count: number, word: string];

const toldOf = (kept: readonly Kept[]): string[] => kept.flatMap(([count, word]) => (count > 0 ? [formatCount(count, word)] : []));

const partOf = <Value>(record: Readonly<Record<string, Value>>, ids: ReadonlySet<string>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([id]) => ids.has(id)));

const sizeOf = (record: object): number => Object.keys(record).length;

/** As much of a kept state as the dashboard still knows. */
export const applied = (state: Bookmark["state"], spec: DashboardSpec): Applied => {
  const kept = choicesFrom(readSearch(state));
  const pages = new Set(spec.pages.map(({ id }) => id));
  const tiles = new Set(spec.pages.flatMap((page) => (page.tiles ?? []).map(({ id }) => id)));
  const filterIds = new Set([...(spec.filters ?? []), ...spec.pages.flatMap((page) => page.filters ?? [])].map(({ id }) => id));
  const parameterIds = new Set((spec.parameters ?? []).map(({ id }) => id));
  const { page, through, changes = [], parameters = {}, ...rest } = kept;
  const filters = partOf(kept.filters, filterIds);
  const known = partOf(parameters, parameterIds);
  const isThere = ({ tile_id }: { tile_id: string }) => tiles.has(tile_id);
  const [selections, changed] = [kept.selections.filter(isThere), changes.filter(isThere)];
  const choices: Choices = {
    ...rest, filters, selections,
    ...(page !== undefined && pages.has(page) && { page }),
    ...(changed.length > 0 && { changes: changed }),
    ...(through && pages.has(through.to) && { through }),
    ...(sizeOf(known) > 0 && { parameters: known }),
  };
  const missing = toldOf([
    [page !== undefined && !pages.has(page) ? 1 : 0, "page"],
    [sizeOf(kept.filters) - sizeOf(filters), "filter"],
    [sizeOf(parameters) - sizeOf(known), "parameter"],
    [kept.selections.length - selections.length, "selection"],
    [changes.length - changed.length, "drilled tile"],
  ]);
  return { choices, missing };
};

/** The search part of an address that shows this state. */
export const searchOf = (state: Bookmark["state"]): DashboardSearch => readSearch(state);
