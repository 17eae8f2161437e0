import type { ChartOptions, ChartSpec, FieldRef, Filter, Mark } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";
import { isFilter } from "@/query/filter-shape";
import { filterMember } from "@/query/filter-words";
import { ALL_MARKS } from "@/viz/marks";
import { restored, shortened } from "./raw/document-store";
import { activeFilters, NO_QUESTION, type FilterPill, type Question } from "./state";
import { CAPACITY, EMPTY_WELLS, WELLS, type Wells } from "./wells";

/** The part of a chart spec that an address holds: never a default. */
export type ChartInUrl = {
  mark?: Mark;
  wells?: Partial<Record<(typeof WELLS)[number], FieldRef[]>>;
  filters?: Filter[];
  options?: ChartOptions;
};

export type ExploreSearch = { dataset?: string; chart?: ChartInUrl };

/** What the server draws. */
export const specOf = (datasetId: string, question: Question, timeZone: string): ChartSpec => {
  const { x, y, color, size, facet, tooltip } = question.wells;
  return {
    version: 1,
    dataset_id: datasetId,
    mark: question.mark,
    encodings: { x: x[0] ?? null, y: [...y], color: color[0] ?? null, size: size[0] ?? null, facet: facet[0] ?? null, tooltip: [...tooltip] },
    filters: activeFilters(question),
    options: question.options,
    title: null,
    time_zone: timeZone,
  };
};

/** The question behind a saved chart or a tile. */
export const questionOf = (spec: ChartSpec): Question => {
  const { x, y, color, size, facet, tooltip } = spec.encodings ?? {};
  const one = (ref: FieldRef | null | undefined) => (ref ? [ref] : []);
  return {
    mark: spec.mark ?? "auto",
    wells: { x: one(x), y: y ?? [], color: one(color), size: one(size), facet: one(facet), tooltip: tooltip ?? [] },
    filters: (spec.filters ?? []).map((filter) => ({ member: filterMember(filter), filter })),
    options: spec.options ?? {},
  };
};

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0)
  || (typeof value === "object" && Object.keys(value).length === 0);

const compact = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => !isBlank(part))) as Value;

/** The question as an address holds it: short, and empty for an empty question. */
export const chartInUrl = ({ mark, wells, filters, options }: Question): ChartInUrl | undefined => {
  const chart = compact({
    ...(mark !== "auto" && { mark }),
    wells: compact(Object.fromEntries(WELLS.map((well) => [well, wells[well].map(compact)]))),
    filters: activeFilters({ ...NO_QUESTION, filters }),
    options: compact(shortened(options)),
  });
  return isBlank(chart) ? undefined : chart;
};

const isField = (value: unknown): value is FieldRef =>
  isRecord(value) && (value["role"] === "dimension" || value["role"] === "measure") && typeof value["member"] === "string";

const MARKS: readonly unknown[] = ALL_MARKS;

const wellsFrom = (value: unknown): Wells => {
  if (!isRecord(value)) return EMPTY_WELLS;
  const fields = (well: (typeof WELLS)[number]) => (Array.isArray(value[well]) ? value[well].filter(isField).slice(0, CAPACITY[well]) : []);
  return { x: fields("x"), y: fields("y"), color: fields("color"), size: fields("size"), facet: fields("facet"), tooltip: fields("tooltip") };
};

const filtersFrom = (value: unknown): FilterPill[] =>
  Array.isArray(value) ? value.filter(isFilter).map((filter) => ({ member: filterMember(filter), filter })) : [];

/** The question that an address holds; what makes no sense in it is left out, and the server checks the rest. */
export const questionFromUrl = (chart: unknown): Question => {
  if (!isRecord(chart)) return NO_QUESTION;
  return {
    mark: MARKS.includes(chart["mark"]) ? (chart["mark"] as Mark) : "auto",
    wells: wellsFrom(chart["wells"]),
    filters: filtersFrom(chart["filters"]),
    options: isRecord(chart["options"]) ? restored(chart["options"] as ChartOptions) : {},
  };
};

export const exploreSearch = (search: Record<string, unknown>): ExploreSearch => ({
  ...(typeof search["dataset"] === "string" && search["dataset"] !== "" && { dataset: search["dataset"] }),
  ...(isRecord(search["chart"]) && { chart: search["chart"] as ChartInUrl }),
});
