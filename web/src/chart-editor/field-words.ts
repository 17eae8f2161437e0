import type { Aggregation, ChartSort, FieldRef, SemanticModel } from "@/api/contracts";
import type { ColumnType } from "@/lib/column-type";
import { dimensionWords, measureWords } from "@/query/field-words";
import { dimensionNamed, formulaOf, measureNamed } from "./wells";

export const AGGREGATION_WORDS: Record<Aggregation, string> = {
  sum: "Sum", avg: "Average", min: "Smallest", max: "Largest", count: "Count", count_distinct: "Distinct values",
  median: "Median", quantile: "Percentile", stddev: "Standard deviation",
};

export const SORT_WORDS: Record<ChartSort, string> = {
  auto: "As it suits the field", label_ascending: "By name, A to Z", label_descending: "By name, Z to A", value_ascending: "Smallest first", value_descending: "Largest first",
  by_hand: "By hand",
};

export const memberLabel = (model: SemanticModel, ref: Pick<FieldRef, "role" | "member" | "aggregation">): string => {
  const dimension = dimensionNamed(model, ref.member);
  const known = ref.role === "measure" ? formulaOf(model, ref) ?? measureNamed(model, ref.member) ?? dimension : dimension;
  return known?.label ?? ref.member;
};

export const memberType = (model: SemanticModel, member: string): ColumnType =>
  dimensionNamed(model, member)?.type ?? measureNamed(model, member)?.type ?? "text";

/** A field in a well, in the words that the server's pictures use: “Sum of amount”, “Date (month)”. */
export const fieldWords = (ref: FieldRef, model: SemanticModel): string => {
  const label = memberLabel(model, ref);
  if (ref.role !== "measure" || formulaOf(model, ref)) return dimensionWords(ref, label);
  return measureWords(ref, ref.aggregation ?? measureNamed(model, ref.member)?.default_aggregation ?? "count_distinct", label);
};
