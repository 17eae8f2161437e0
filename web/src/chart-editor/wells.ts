import type { Dimension, FieldRef, Measure, RelatedTable, SemanticModel } from "@/api/contracts";

export const WELLS = ["x", "y", "color", "size", "facet", "tooltip"] as const;
export type Well = (typeof WELLS)[number];

/** Where a field can be dropped: the wells of a picture, and the filters. */
export type DropPlace = Well | "filter";
export const PLACES: readonly DropPlace[] = [...WELLS, "filter"];

export const CAPACITY: Record<Well, number> = { x: 1, y: 10, color: 1, size: 1, facet: 1, tooltip: 10 };

export const PLACE_WORDS: Record<DropPlace, string> = {
  x: "X axis", y: "Y axis", color: "Color", size: "Size", facet: "Facet", tooltip: "Tooltip", filter: "Filters",
};

export const PLACE_HINTS: Record<DropPlace, string> = {
  x: "A date or a category",
  y: "What is measured",
  color: "Tells series apart",
  size: "Makes points larger",
  facet: "A small picture for each value",
  tooltip: "More to read on hover",
  filter: "Only these rows count",
};

export type Wells = Readonly<Record<Well, readonly FieldRef[]>>;
export const EMPTY_WELLS: Wells = { x: [], y: [], color: [], size: [], facet: [], tooltip: [] };

export const fieldsIn = (wells: Wells): FieldRef[] => WELLS.flatMap((well) => wells[well]);

const ROWS = "*";

export const dimensionRef = (member: string): FieldRef => ({ role: "dimension", member });

/** A measure with a formula says itself how it aggregates: it is asked for without an aggregation. */
export const measureRef = ({ name, default_aggregation: aggregation }: Pick<Measure, "name" | "default_aggregation">): FieldRef =>
  ({ role: "measure", member: name, aggregation });

/** A dimension of the dataset by its name, or of a related table by its address. */
export const dimensionNamed = (model: SemanticModel, name: string): Dimension | undefined =>
  [model.dimensions, ...model.related.map(({ dimensions }) => dimensions)].flat().find((one) => one.name === name);

/** A column that can be aggregated, or the rows. */
export const measureNamed = (model: SemanticModel, name: string): Measure | undefined =>
  model.measures.find((one) => one.name === name && one.formula === null);

/** The measure with a formula that a field stands for. */
export const formulaOf = (model: SemanticModel, { role, member, aggregation }: Pick<FieldRef, "role" | "member" | "aggregation">): Measure | undefined =>
  role === "measure" && !aggregation ? model.measures.find((one) => one.name === member && one.formula !== null) : undefined;

/** A number with so few values is a category as often as an amount: the year of a film, the cylinders of a car. */
const FEW_VALUES = 50;

export const listedMeasures = (model: SemanticModel): Measure[] => model.measures.filter((measure) => !measure.is_hidden);

const isShown = ({ is_hidden: isHidden }: Dimension): boolean => !isHidden;

/** The tables that the rows can be grouped by, with what can be seen of them. */
export const listedTables = (model: SemanticModel): RelatedTable[] =>
  model.related.map((table) => ({ ...table, dimensions: table.dimensions.filter(isShown) })).filter(({ dimensions }) => dimensions.length > 0);

export const listedDimensions = (model: SemanticModel): Dimension[] =>
  model.dimensions.filter(({ is_hidden: isHidden, name, distinct_count: distinct }) =>
    !isHidden && (measureNamed(model, name) === undefined || (distinct !== null && distinct <= FEW_VALUES)));

/** The same column in the other role; null when it has none, as the rows themselves. */
export const inOtherRole = (ref: FieldRef, model: SemanticModel): FieldRef | null => {
  if (formulaOf(model, ref)) return null;
  if (ref.role === "measure") return ref.member === ROWS || !dimensionNamed(model, ref.member) ? null : dimensionRef(ref.member);
  const measure = measureNamed(model, ref.member);
  return measure ? measureRef(measure) : { role: "measure", member: ref.member, aggregation: "count_distinct" };
};

/** The field as this place takes it; null when it cannot stand there. */
export const fittedTo = (place: DropPlace, ref: FieldRef, model: SemanticModel): FieldRef | null => {
  if (place === "facet" || place === "filter") return ref.role === "dimension" ? ref : inOtherRole(ref, model);
  if (place === "size") return ref.role === "measure" ? ref : inOtherRole(ref, model);
  return ref;
};

/** Where a field goes by itself: measures on y; dimensions along x, then as colour, then as small multiples. */
export const bestWell = (wells: Wells, ref: FieldRef): Well => {
  if (ref.role === "measure") return wells.y.length < CAPACITY.y ? "y" : "tooltip";
  const free = (["x", "color", "facet"] as const).find((well) => wells[well].length === 0);
  return free ?? "tooltip";
};
