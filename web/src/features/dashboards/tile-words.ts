import type { ChartSpec, FieldRef, Tile } from "@/api/contracts";

const AGGREGATION_WORDS: Record<NonNullable<FieldRef["aggregation"]>, string> = {
  sum: "Sum of", avg: "Average", min: "Smallest", max: "Largest", count: "Count of", count_distinct: "Distinct",
  median: "Median", quantile: "Quantile of", stddev: "Spread of",
};

const spoken = (member: string): string => member.replaceAll("_", " ");

export const fieldWords = ({ role, member, aggregation, grain, label }: FieldRef): string => {
  if (label) return label;
  if (role === "measure") {
    if (member === "*") return "Count of rows";
    return `${AGGREGATION_WORDS[aggregation ?? "sum"]} ${spoken(member)}`;
  }
  return grain ? `${spoken(member)} by ${spoken(grain)}` : spoken(member);
};

/** What a picture shows, in words, for tiles that nobody has given a title. */
export const chartWords = ({ title, encodings }: ChartSpec): string => {
  if (title) return title;
  const measures = (encodings?.y ?? []).map(fieldWords);
  const by = [encodings?.x, encodings?.color, encodings?.facet].flatMap((field) => (field ? [fieldWords(field)] : []));
  const what = measures.length > 0 ? measures.join(" and ") : by.shift();
  if (what === undefined) return "Untitled";
  const words = by.length > 0 ? `${what} by ${by.join(" and ")}` : what;
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const TEXT_TITLE_LENGTH = 60;

export const tileTitle = (tile: Tile): string => {
  if (tile.kind === "chart") return tile.title ?? chartWords(tile.chart);
  const line = tile.markdown.split("\n").find((text) => text.trim() !== "") ?? "";
  const words = line.replace(/^[#>\s*-]+/, "").replaceAll(/[*_`]/g, "").trim();
  return words === "" ? "Text" : words.slice(0, TEXT_TITLE_LENGTH);
};
