import type { ChartTile, DimensionKind, FieldRef, PageFilter, PathLevel, RankMeasure, SemanticModel } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { measureWords } from "@/query/field-words";
import { newId } from "./new-tiles";

type Control = PageFilter["control"];

export const CONTROL_WORDS: Record<Control, string> = {
  list: "Several values", single: "One value", range: "Range", date: "Period", text: "Text", toggle: "Yes or no", hierarchy: "Hierarchy", top: "The best by a measure",
};

const CONTROLS_OF: Record<DimensionKind, readonly Control[]> = {
  categorical: ["list", "single", "text", "top"], geo: ["list", "single", "text", "top"], number: ["range", "list", "single", "top"], time: ["date", "list", "single"], boolean: ["toggle", "list", "single"],
};

type Hierarchy = SemanticModel["hierarchies"][number];

/** The way down a hierarchy as far as it may be seen; null where too little is left. */
export const pathLevels = (model: SemanticModel, { levels }: Hierarchy): PathLevel[] | null => {
  const shown = levels.flatMap(({ member, grain }) => {
    const dimension = model.dimensions.find(({ name }) => name === member);
    return dimension === undefined || dimension.is_hidden ? [] : [{ member, grain: grain ?? dimension.default_grain }];
  });
  return shown.length > 1 ? shown : null;
};

/** A filter along a hierarchy of the model. */
export const hierarchyFilter = (model: SemanticModel, hierarchy: Hierarchy): PageFilter | null => {
  const levels = pathLevels(model, hierarchy);
  const [first] = levels ?? [];
  if (levels === null || first === undefined) return null;
  return { id: newId("filter"), label: hierarchy.name, dataset_id: model.dataset_id, member: first.member, control: "hierarchy", default: null, levels };
};

const measureLabel = (model: SemanticModel, ref: FieldRef): string => {
  const formula = ref.aggregation ? undefined : model.measures.find(({ name, formula: one }) => name === ref.member && one !== null);
  if (formula) return ref.label ?? formula.label;
  const column = model.measures.find(({ name, formula: one }) => name === ref.member && one === null);
  return measureWords(ref, ref.aggregation ?? column?.default_aggregation ?? "count_distinct", column?.label ?? ref.member);
};

const rankMeasure = (model: SemanticModel, { member, aggregation = null, quantile, label }: FieldRef): RankMeasure => {
  const measure: FieldRef = { role: "measure", member, aggregation, ...(quantile && { quantile }) };
  return { id: newId("measure"), measure: { ...measure, label: label ?? measureLabel(model, measure) } };
};

const isAlike = (a: RankMeasure, b: RankMeasure): boolean => isSame({ ...a.measure, label: null }, { ...b.measure, label: null });

const distinct = (measures: readonly RankMeasure[]): RankMeasure[] => measures.filter((one, at) => measures.findIndex((other) => isAlike(one, other)) === at);

/** What can be ranked by: what the pictures of the page measure before everything else that the model has. */
export const measuresToRankBy = (model: SemanticModel, charts: readonly ChartTile[], present: readonly RankMeasure[] = []): { used: RankMeasure[]; all: RankMeasure[] } => {
  const refs = charts.filter(({ chart }) => chart.dataset_id === model.dataset_id).flatMap(({ chart }) => chart.encodings?.y ?? []).filter(({ role }) => role === "measure");
  const used = distinct(refs.filter(({ member, aggregation }) => member === "*" || aggregation || model.measures.some(({ name, formula }) => name === member && formula !== null)).map((ref) => rankMeasure(model, ref)));
  const listed = model.measures.filter(({ is_hidden: isHidden }) => !isHidden).map(({ name, default_aggregation: aggregation }) => rankMeasure(model, { role: "measure", member: name, aggregation }));
  return { used, all: distinct([...present, ...used, ...listed]) };
};

export type ControlChoice = { value: string; label: string; changes: Partial<Omit<PageFilter, "id">> };

/** The ways in which a filter can be set, and what each makes of it. */
export const controlChoices = (filter: PageFilter, model: SemanticModel | undefined, charts: readonly ChartTile[]): { value: string; choices: ControlChoice[] } => {
  const { member, control } = filter;
  const kind = model?.dimensions.find(({ name }) => name === member)?.kind;
  const usual = { default: null, levels: [] };
  const plain: ControlChoice[] = (kind === undefined ? [] : CONTROLS_OF[kind]).flatMap((one): ControlChoice[] => {
    if (one !== "top" || model === undefined) return [{ value: one, label: CONTROL_WORDS[one], changes: { ...usual, control: one, ranking: null } }];
    const { used, all } = measuresToRankBy(model, charts);
    const measures = used.length > 0 ? used.slice(0, 5) : all.slice(0, 1);
    return measures.length === 0 ? [] : [{ value: one, label: CONTROL_WORDS[one], changes: { ...usual, control: one, ranking: { measures, max_count: 50 } } }];
  });
  const trees: ControlChoice[] = (model?.hierarchies ?? []).flatMap((hierarchy) => {
    const levels = model ? pathLevels(model, hierarchy) : null;
    return levels?.[0]?.member === member ? [{ value: `hierarchy:${hierarchy.name}`, label: `Hierarchy “${hierarchy.name}”`, changes: { control: "hierarchy" as const, default: null, ranking: null, levels } }] : [];
  });
  const present = control === "hierarchy" ? trees.find(({ changes }) => isSame(changes.levels, filter.levels))?.value ?? "hierarchy" : control;
  const choices = [...plain, ...trees];
  return { value: present, choices: choices.some(({ value }) => value === present) ? choices : [...choices, { value: present, label: CONTROL_WORDS[control], changes: {} }] };
};
