import type { DashboardSpec, FilterChoice, PageFilter, PathFilter, TileSelection, TopChoice } from "@/api/contracts";
import type { FilterValue, FilterValues, Selected } from "@/lib/embed-protocol";
import { isRecord } from "@/lib/is-record";
import { isSame } from "@/lib/same";
import { isFilter } from "@/query/filter-shape";
import { filterMember } from "@/query/filter-words";
import type { Choices } from "./choices";

type Scalar = string | number | boolean | null;

const MOST_VALUES = 1_000;

const isScalar = (value: unknown): value is Scalar => value === null || typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));

export const filtersOf = ({ filters = [], pages }: DashboardSpec): PageFilter[] => [...filters, ...pages.flatMap((page) => page.filters ?? [])];

/** What a host calls a filter: its field, or its id where several filter by that field. */
const nameOf = (one: PageFilter, all: readonly PageFilter[]): string =>
  all.some(({ id, member }) => id !== one.id && member === one.member) ? one.id : one.member;

/** What a host says of a filter along a hierarchy: values of its first level, or paths. */
const pathsFrom = ({ levels = [] }: PageFilter, value: unknown): PathFilter | null | undefined => {
  const paths: unknown = Array.isArray(value) ? value.map((first) => [first]) : isRecord(value) && value["kind"] === "path" ? value["paths"] : undefined;
  if (!Array.isArray(paths) || paths.length > MOST_VALUES || !paths.every((path) => Array.isArray(path) && path.every(isScalar))) return undefined;
  const whole = { kind: "path", levels, paths };
  return paths.length === 0 ? null : isFilter(whole) ? whole as PathFilter : undefined;
};

/** What a host says of a filter that leaves the best: how many, and by which of the measures that it offers. */
const topFrom = ({ member, ranking }: PageFilter, value: unknown): TopChoice | undefined => {
  if (!isRecord(value) || value["kind"] !== "top" || !ranking) return undefined;
  const { count, by = ranking.measures[0]?.id, descending = true } = value;
  const isOffered = ranking.measures.some(({ id }) => id === by) && typeof count === "number" && Number.isInteger(count) && count > 0 && count <= (ranking.max_count ?? 50);
  return isOffered ? { kind: "top", member, count, by: String(by), descending: descending !== false } : undefined;
};

/** A filter in the words of the page around; undefined for what it cannot have meant. */
export const filterFrom = (one: PageFilter, value: unknown): FilterChoice | null | undefined => {
  const { member } = one;
  if (value === null) return null;
  if (one.control === "hierarchy") return pathsFrom(one, value);
  if (one.control === "top") return topFrom(one, value);
  if (Array.isArray(value)) {
    if (value.length > MOST_VALUES || !value.every(isScalar)) return undefined;
    return value.length === 0 ? null : { kind: "in", member, values: value };
  }
  if (!isRecord(value)) return undefined;
  if ("kind" in value) {
    const whole = { ...value, member };
    return !["any", "measure", "path", "top"].includes(String(value["kind"])) && isFilter(whole) ? whole : undefined;
  }
  const { min = null, max = null } = value;
  if (!isScalar(min) || !isScalar(max) || (min === null && max === null)) return undefined;
  return one.control === "date"
    ? { kind: "time_range", member, start: min === null ? null : String(min), end: max === null ? null : String(max) }
    : { kind: "range", member, min, max, include_max: true };
};

/** The same filter in words that the page around can give back. */
export const filterFor = (filter: FilterChoice | null): FilterValue => {
  if (filter === null) return null;
  if (filter.kind === "in" && !filter.exclude && !filter.grain) return filter.values;
  if (filter.kind === "range") return { min: filter.min ?? null, max: filter.max ?? null };
  if (filter.kind === "time_range") return { min: filter.start ?? null, max: filter.end ?? null };
  if (filter.kind === "any" || filter.kind === "measure") return {};
  if (filter.kind === "path") return { kind: "path", paths: filter.paths };
  const { member: _, ...rest } = filter;
  return rest;
};

/** What the page around asked for, added to what is chosen; what it cannot have meant changes nothing. */
export const withFilters = (choices: Choices, spec: DashboardSpec, wanted: Readonly<Record<string, unknown>>): Choices => {
  const all = filtersOf(spec);
  const found = all.flatMap((one) => {
    const name = [one.id, one.member].find((called) => Object.hasOwn(wanted, called));
    const filter = name === undefined ? undefined : filterFrom(one, wanted[name]);
    return filter === undefined ? [] : [[one.id, filter] as const];
  });
  return found.length === 0 ? choices : { ...choices, filters: { ...choices.filters, ...Object.fromEntries(found) } };
};

/** All filters with what is in force, as the page around is told. */
export const filtersInForce = (choices: Choices, spec: DashboardSpec): FilterValues => {
  const all = filtersOf(spec);
  return Object.fromEntries(all.map((one) => {
    const chosen = choices.filters[one.id];
    return [nameOf(one, all), filterFor(chosen === undefined ? (one.default ?? null) : chosen)];
  }));
};

const selectedIn = ({ filters }: TileSelection): Selected[] =>
  filters.map((filter) => ({ field: filterMember(filter), values: filter.kind === "in" ? filter.values : [filterFor(filter)] }));

/** The marks that are chosen now and were not, and tiles whose mark was let go, with nothing. */
export const selectionsBetween = (before: Choices, after: Choices): { tile: string; selected: Selected[] }[] => {
  const was = new Map(before.selections.map((one) => [one.tile_id, one]));
  const is = new Map(after.selections.map((one) => [one.tile_id, one]));
  return [
    ...after.selections.filter((one) => !isSame(was.get(one.tile_id)?.filters, one.filters)).map((one) => ({ tile: one.tile_id, selected: selectedIn(one) })),
    ...before.selections.filter(({ tile_id }) => !is.has(tile_id)).map(({ tile_id }) => ({ tile: tile_id, selected: [] })),
  ];
};
