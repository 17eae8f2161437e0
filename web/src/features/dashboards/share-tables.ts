import { useQueries } from "@tanstack/react-query";
import type { ChartSpec, DashboardSpec, SemanticModel } from "@/api/contracts";
import { filterMember } from "@/query/filter-words";
import { modelOptions } from "@/query/model";
import { figuresIn } from "./elements/figure-names";
import { chartTiles } from "./results-state";

type Use = { datasetId: string; member: string };

const membersIn = ({ encodings, filters }: ChartSpec): string[] => [
  ...Object.values(encodings ?? {}).flat().flatMap((field) => (field ? [field.member] : [])),
  ...(filters ?? []).map(filterMember),
];

/** Which field of which table a dashboard shows or filters by. */
const usesIn = ({ pages }: DashboardSpec): Use[] =>
  pages.flatMap(({ tiles, filters }) => [
    ...figuresIn(tiles ?? []).flatMap(([, { dataset_id, measure, filters: own }]) => [measure.member, ...(own ?? []).map(filterMember)].map((member) => ({ datasetId: dataset_id, member }))),
    ...chartTiles(tiles ?? []).flatMap(({ chart }) => membersIn(chart).map((member) => ({ datasetId: chart.dataset_id, member }))),
    ...(filters ?? []).map(({ dataset_id, member }) => ({ datasetId: dataset_id, member })),
  ]);

export const datasetsIn = ({ pages }: DashboardSpec): string[] =>
  [...new Set(pages.flatMap(({ tiles }) => [...chartTiles(tiles ?? []).map(({ chart }) => chart.dataset_id), ...figuresIn(tiles ?? []).map(([, { dataset_id }]) => dataset_id)]))];

/** The tables beyond a dashboard's own that its pictures reach by relationships. */
export const relatedIn = (spec: DashboardSpec, models: readonly SemanticModel[]): string[] => {
  const uses = usesIn(spec);
  const reached = models.flatMap(({ dataset_id, related }) =>
    related
      .filter(({ address }) => uses.some(({ datasetId, member }) => datasetId === dataset_id && member.startsWith(`${address}.`)))
      .map((table) => table.dataset_id));
  return [...new Set(reached)].filter((id) => !datasetsIn(spec).includes(id));
};

/** Every table that the pictures of a dashboard read, with its fields. */
export const useSharedTables = (spec: DashboardSpec) => {
  const own = useQueries({ queries: datasetsIn(spec).map(modelOptions) });
  const known = own.flatMap(({ data }) => (data ? [data] : []));
  const related = useQueries({ queries: relatedIn(spec, known).map(modelOptions) });
  const all = [...own, ...related];
  return { models: all.flatMap(({ data }) => (data ? [data] : [])), failed: all.find(({ error }) => error !== null) };
};
