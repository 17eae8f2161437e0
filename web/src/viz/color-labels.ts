import { parse, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import type { Drawing } from "@/api/contracts";
import type { PlotRow } from "@/query/arrow";
import { channelOf, isFull, isSpec, partsOf, specOf, type Spec } from "./spec-parts";

/** What the colours of a picture tell. */
export type ColoredBy = "nothing" | "members" | "numbers" | "directions" | "words";

const CHANNELS = ["color", "fill", "stroke"] as const;
const RAMPS: readonly unknown[] = ["ramp", "heatmap", "diverging"];
type Shown = Pick<Drawing, "mark" | "vega" | "vega_lite" | "bindings">;

const scalesOf = (spec: Spec): Spec[] => (Array.isArray(spec["scales"]) ? spec["scales"].filter(isSpec) : []);
const colorOf = (spec: Spec): Spec | null => CHANNELS.map((name) => channelOf(spec, name)).find((channel) => channel !== null) ?? null;

/** Null: a picture without colours to choose. */
export const coloredBy = (drawing: Shown): ColoredBy | null => {
  const spec = specOf(drawing);
  if (spec === null || drawing.mark === "vega_lite") return null;
  if (drawing.mark === "words") return "words";
  if (isFull(spec)) {
    const ranges = scalesOf(spec).filter(({ domain }) => !(Array.isArray(domain) && domain[0] === "")).map(({ range }) => range);
    return ranges.some((range) => RAMPS.includes(range)) ? "numbers" : ranges.includes("category") ? "members" : "nothing";
  }
  const channel = colorOf(spec);
  if (channel === null) return "nothing";
  if (channel["type"] === "quantitative") return "numbers";
  const scale = isSpec(channel["scale"]) ? channel["scale"] : {};
  return scale["range"] === "signs" ? "directions" : "domain" in scale ? "nothing" : "members";
};

/** Whether a waterfall ends in its total. */
export const hasTotal = (drawing: Shown): boolean => {
  const spec = specOf(drawing);
  return spec !== null && partsOf(spec).some(({ encoding }) => isSpec(encoding) && isSpec(encoding["color"]) && isSpec(encoding["color"]["scale"]) && (encoding["color"]["scale"]["domain"] as unknown[] | undefined)?.length === 3);
};

/** The steps of the server that write the labels of the values. */
const labelling = (spec: Spec): { type: "formula"; expr: string; as: string }[] => {
  const [rows] = Array.isArray(spec["data"]) ? spec["data"].filter(isSpec) : [];
  const steps = isFull(spec) ? rows?.["transform"] : spec["transform"];
  return (Array.isArray(steps) ? steps.filter(isSpec) : []).flatMap((step) => {
    const [expr, name] = [step["expr"] ?? step["calculate"], step["as"]];
    return typeof expr === "string" && typeof name === "string" && name.endsWith(":label") ? [{ type: "formula" as const, expr, as: name }] : [];
  }).filter(({ as }, place, all) => all.findIndex((other) => other.as === as) === place);
};

const OTHERS = "\uFEFFOthers";

/** The values that have colours, as the legend writes them. */
export const colorLabels = async (drawing: Shown, rows: PlotRow[]): Promise<string[]> => {
  const spec = specOf(drawing);
  if (spec === null) return [];
  const channel = isFull(spec) ? null : colorOf(spec);
  if (Array.isArray(channel?.["sort"])) return channel["sort"].map(String);
  const bound = ["color", "x"].map((name) => drawing.bindings.find((one) => one.channel === name)?.column);
  const [column = ""] = channel === null ? [drawing.mark === "point_map" ? bound[0] : bound[1]] : String(channel["field"]).split(":");
  const steps = labelling(spec).filter(({ as }) => as === `${column}:label`);
  if (steps.length === 0) return [];
  const runtime = parse({ data: [{ name: "rows", values: rows, transform: steps }] }, undefined, { ast: true } as never);
  const view = new View(runtime, { renderer: "none", expr: expressionInterpreter } as ConstructorParameters<typeof View>[1]);
  await view.runAsync();
  const found = new Set((view.data("rows") as Record<string, unknown>[]).map((row) => String(row[`${column}:label`])));
  view.finalize();
  const labels = channel?.["sort"] === "ascending" ? [...found].sort() : [...found];
  return String(channel?.["field"]).endsWith(":series") ? [...labels, OTHERS] : labels;
};
