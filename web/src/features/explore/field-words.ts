import type { Aggregation, ChartSort, DrawnMark, FieldRef, SemanticModel, TimeGrain } from "@/api/contracts";
import type { ColumnType } from "@/lib/column-type";
import { dimensionNamed, measureNamed } from "./wells";

export const AGGREGATION_WORDS: Record<Aggregation, string> = {
  sum: "Sum", avg: "Average", min: "Smallest", max: "Largest", count: "Count", count_distinct: "Distinct values",
  median: "Median", quantile: "Percentile", stddev: "Standard deviation",
};

export const GRAIN_WORDS: Record<TimeGrain, string> = {
  second: "Second", minute: "Minute", hour: "Hour", day: "Day", week: "Week", month: "Month", quarter: "Quarter", year: "Year",
  hour_of_day: "Hour of the day", day_of_week: "Day of the week", month_of_year: "Month of the year",
};

export const MARK_WORDS: Record<DrawnMark, string> = {
  kpi: "Number", table: "Table", bar: "Bars", line: "Line", area: "Area", scatter: "Points", pie: "Pie", heatmap: "Heatmap", histogram: "Histogram",
};

export const SORT_WORDS: Record<ChartSort, string> = {
  auto: "As it suits the field", label_ascending: "By name, A to Z", label_descending: "By name, Z to A", value_ascending: "Smallest first", value_descending: "Largest first",
};

export const memberLabel = (model: SemanticModel, { role, member }: Pick<FieldRef, "role" | "member">): string => {
  const known = role === "measure" ? measureNamed(model, member) ?? dimensionNamed(model, member) : dimensionNamed(model, member);
  return known?.label ?? member;
};

export const memberType = (model: SemanticModel, member: string): ColumnType =>
  dimensionNamed(model, member)?.type ?? measureNamed(model, member)?.type ?? "text";

const measureWords = (ref: FieldRef, label: string, model: SemanticModel): string => {
  const aggregation = ref.aggregation ?? measureNamed(model, ref.member)?.default_aggregation ?? "count_distinct";
  if (ref.member === "*") return "Count of rows";
  if (aggregation === "quantile") return `${String(Math.round((ref.quantile ?? 0.5) * 100))}th percentile of ${label}`;
  if (aggregation === "count_distinct") return `Distinct ${label}`;
  return `${AGGREGATION_WORDS[aggregation]} of ${label}`;
};

/** A field in a well as people read it: “Sum of Amount”, “Date, by month”. */
export const fieldWords = (ref: FieldRef, model: SemanticModel): string => {
  if (ref.label) return ref.label;
  const label = memberLabel(model, ref);
  if (ref.role === "measure") return measureWords(ref, label, model);
  if (ref.grain) return `${label}, by ${GRAIN_WORDS[ref.grain].toLowerCase()}`;
  return ref.bins ? `${label}, in steps` : label;
};
