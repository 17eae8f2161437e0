import type { Aggregation, FieldRef, TimeGrain } from "@/api/contracts";

export const GRAIN_WORDS: Record<TimeGrain, string> = {
  second: "Second", minute: "Minute", hour: "Hour", day: "Day", week: "Week", month: "Month", quarter: "Quarter", year: "Year",
  hour_of_day: "Hour of day", day_of_week: "Weekday", month_of_year: "Month of year",
};

const MEASURED: Record<Exclude<Aggregation, "quantile">, string> = {
  sum: "Sum of", avg: "Average", min: "Smallest", max: "Largest", count: "Count of", count_distinct: "Distinct values of",
  median: "Median", stddev: "Standard deviation of",
};

/** A label inside a sentence: “Sale amount” becomes “sale amount”; “IMDB rating” and “Major Genre” stay. */
export const lowered = (label: string): string =>
  label.slice(1) === label.slice(1).toLowerCase() ? label.charAt(0).toLowerCase() + label.slice(1) : label;

const percentile = (quantile: number): string => {
  const number = String(Math.round(quantile * 1000) / 10);
  const isTeen = /1[123]$/.test(number);
  const ending = isTeen || number.includes(".") ? "th" : ({ 1: "st", 2: "nd", 3: "rd" } as Record<string, string>)[number.slice(-1)] ?? "th";
  return `${number}${ending} percentile of`;
};

/** A measure as the server's pictures call it: “Sum of amount”, “90th percentile of delay”, “Number of rows”. */
export const measureWords = ({ member, label: given, quantile }: FieldRef, aggregation: Aggregation, label: string): string => {
  if (given) return given;
  if (member === "*") return "Number of rows";
  return `${aggregation === "quantile" ? percentile(quantile ?? 0.5) : MEASURED[aggregation]} ${lowered(label)}`;
};

/** A dimension as the server's pictures call it: “Date (month)”. */
export const dimensionWords = ({ label: given, grain }: FieldRef, label: string): string =>
  given ? given : grain ? `${label} (${GRAIN_WORDS[grain].toLowerCase()})` : label;
