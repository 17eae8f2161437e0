import { Problem } from "@/api/problems";
import type { PlotRow } from "@/query/arrow";
import { isFull, isSpec, type Spec } from "./spec-parts";

/** More small pictures than this would stop the page. */
export const MOST_PICTURES = 120;

const CHANNELS = ["row", "column", "facet"];

const partsIn = (spec: Spec): Spec[] => [
  spec,
  ...["layer", "hconcat", "vconcat", "concat"].flatMap((name) => (Array.isArray(spec[name]) ? spec[name].filter(isSpec).flatMap(partsIn) : [])),
  ...(isSpec(spec["spec"]) ? partsIn(spec["spec"]) : []),
];

const fieldsOf = (part: Spec): string[] => {
  const { facet, encoding } = part;
  const split = [facet, ...(isSpec(facet) ? CHANNELS.map((name) => facet[name]) : []), ...(isSpec(encoding) ? CHANNELS.map((name) => encoding[name]) : [])];
  return split.flatMap((one) => (isSpec(one) && typeof one["field"] === "string" ? [one["field"]] : []));
};

/** How many small pictures a spec makes of these rows. The server derives labels: `region:label` stands for `region`. */
export const pictureCount = (spec: Spec, rows: readonly PlotRow[]): number =>
  partsIn(spec).flatMap(fieldsOf).reduce((count, field) => {
    const [column = ""] = field.split(":");
    return count * Math.max(1, new Set(rows.map((row) => row[column])).size);
  }, 1);

/** Only people who write a document themselves can ask for so many; our own pictures know how many they make. */
export const refuseTooMany = (spec: Spec, rows: readonly PlotRow[]): void => {
  const count = isFull(spec) || isSpec(spec["usermeta"]) ? 1 : pictureCount(spec, rows);
  if (count > MOST_PICTURES) {
    throw new Problem({ status: 0, code: "VALIDATION_ERROR", message: `This would be ${count.toLocaleString()} small pictures.`, hint: `At most ${String(MOST_PICTURES)} are drawn: choose a field with fewer values for the facet.` });
  }
};
