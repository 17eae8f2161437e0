import type { ChartSpec, FieldRef, Tile } from "@/api/contracts";
import { dimensionWords, measureWords } from "@/query/field-words";

const spoken = (member: string): string => member.replaceAll("_", " ");

const fieldWords = (ref: FieldRef): string =>
  ref.role === "measure" ? measureWords(ref, ref.aggregation ?? "sum", spoken(ref.member)) : dimensionWords(ref, spoken(ref.member));

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

const SHAPE_WORDS = { rectangle: "Rectangle", rounded: "Rounded rectangle", ellipse: "Ellipse", line: "Line", arrow: "Arrow" } as const;

export const tileTitle = (tile: Tile): string => {
  if (tile.kind === "chart") return tile.title ?? chartWords(tile.chart);
  if (tile.kind === "slicer") return "Filter";
  if (tile.kind === "text") return firstWords(tile.markdown);
  if (tile.kind === "image") return tile.alt ? tile.alt.slice(0, TEXT_TITLE_LENGTH) : "Image";
  return tile.kind === "button" ? tile.words : SHAPE_WORDS[tile.form ?? "rounded"];
};

const firstWords = (markdown: string): string => {
  const line = markdown.split("\n").find((text) => text.trim() !== "") ?? "";
  const words = line.replace(/^[#>\s*-]+/, "").replaceAll(/[*_`]/g, "").trim();
  return words === "" ? "Text" : words.slice(0, TEXT_TITLE_LENGTH);
};
