import type { Aggregation, ChartSort, DrawnMark, FieldRef, SemanticModel, TimeGrain } from "@/api/contracts";
import type { ColumnType } from "@/lib/column-type";
import { dimensionNamed, measureNamed } from "./wells";

export const AGGREGATION_WORDS: Record<Aggregation, string> = {
  sum: "Sum", avg: "Average", min: "Smallest", max: "Largest", count: "Count", count_distinct: "Distinct values",
  median: "Median", quantile: "Percentile", stddev: "Standard deviation",
};

const MEASURED: Record<Exclude<Aggregation, "quantile">, string> = {
  sum: "Sum of", avg: "Average", min: "Smallest", max: "Largest", count: "Count of", count_distinct: "Distinct values of",
  median: "Median", stddev: "Standard deviation of",
};

export const GRAIN_WORDS: Record<TimeGrain, string> = {
  second: "Second", minute: "Minute", hour: "Hour", day: "Day", week: "Week", month: "Month", quarter: "Quarter", year: "Year",
  hour_of_day: "Hour of day", day_of_week: "Weekday", month_of_year: "Month of year",
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

/** A label inside a sentence: “Sale amount” becomes “sale amount”; “IMDB rating” and “Major Genre” stay. */
export const lowered = (label: string): string =>
  label.slice(1) === label.slice(1).toLowerCase() ? label.charAt(0).toLowerCase() + label.slice(1) : label;

const percentile = (quantile: number): string => {
  const number = String(Math.round(quantile * 1000) / 10);
  const isTeen = /1[123]$/.test(number);
  const ending = isTeen || number.includes(".") ? "th" : ({ 1: "st", 2: "nd", 3: "rd" } as Record<string, string>)[number.slice(-1)] ?? "th";
  return `${number}${ending} percentile of`;
};

const measureWords = (ref: FieldRef, label: string, model: SemanticModel): string => {
  if (ref.member === "*") return "Number of rows";
  const aggregation = ref.aggregation ?? measureNamed(model, ref.member)?.default_aggregation ?? "count_distinct";
  const measured = aggregation === "quantile" ? percentile(ref.quantile ?? 0.5) : MEASURED[aggregation];
  return `${measured} ${lowered(label)}`;
};

/** A field in a well, in the words that the server's pictures use: “Sum of amount”, “Date (month)”. */
export const fieldWords = (ref: FieldRef, model: SemanticModel): string => {
  if (ref.label) return ref.label;
  const label = memberLabel(model, ref);
  if (ref.role === "measure") return measureWords(ref, label, model);
  return ref.grain ? `${label} (${GRAIN_WORDS[ref.grain].toLowerCase()})` : label;
};
