import type { PlotRow } from "@/query/arrow";

/** A Vega-Lite spec as it came from the server, read loosely: only a few places of it are touched here. */
export type Spec = Readonly<Record<string, unknown>>;
export type Size = { width: number; height: number };

const PICK = "pick";
/** An event that no browser sends: clicks are ours, so that a second click lets go of a mark. */
const NEVER = "never";

const isSpec = (value: unknown): value is Spec => typeof value === "object" && value !== null && !Array.isArray(value);

const ownPick = (param: unknown): unknown => {
  if (!isSpec(param) || param["name"] !== PICK || !isSpec(param["select"])) return param;
  const { nearest: _, ...select } = param["select"];
  return { ...param, select: { ...select, type: "point", on: NEVER, toggle: false, clear: false } };
};

/** The same spec, with clicks on marks taken out of Vega's hands. */
export const withOwnClicks = (spec: Spec): Spec => ({
  ...spec,
  ...(Array.isArray(spec["params"]) && { params: spec["params"].map(ownPick) }),
  ...(Array.isArray(spec["layer"]) && { layer: spec["layer"].map((part) => (isSpec(part) ? withOwnClicks(part) : part)) }),
  ...(isSpec(spec["spec"]) && { spec: withOwnClicks(spec["spec"]) }),
});

const facetChannel = (spec: Spec): Spec | null => {
  const encoding = isSpec(spec["encoding"]) ? spec["encoding"] : {};
  const facet = spec["facet"] ?? encoding["facet"];
  return isSpec(facet) ? facet : null;
};

export const isFaceted = (spec: Spec): boolean => facetChannel(spec) !== null;

const FACET_GAP = 24;
const AXIS_ROOM = 64;
const HEADER_ROOM = 42;
const SMALLEST = 88;
const SHAPE = 1.3;
const LEGEND_ROOM = 120;

const hasLegend = (spec: Spec): boolean => /"color":\{"field"/.test(JSON.stringify(spec)) && !/"legend":null/.test(JSON.stringify(spec));

/** How many pictures there will be. The server facets by labels that it derives: `region:label` stands for `region`. */
const facetCount = (spec: Spec, rows: readonly PlotRow[]): number => {
  const [column = ""] = String(facetChannel(spec)?.["field"] ?? "").split(":");
  if (column !== "") return Math.max(1, new Set(rows.map((row) => row[column])).size);
  const { facet_columns: columns } = isSpec(spec["usermeta"]) ? spec["usermeta"] : {};
  return typeof columns === "number" ? columns : 1;
};

type Grid = { columns: number; child: Size };

const gridOf = (count: number, columns: number, width: number, height: number): Grid => {
  const lines = Math.ceil(count / columns);
  return {
    columns,
    child: {
      width: Math.max(SMALLEST, Math.floor(width / columns) - FACET_GAP),
      height: Math.max(SMALLEST, Math.floor((height - AXIS_ROOM) / lines) - HEADER_ROOM),
    },
  };
};

const roominess = ({ child }: Grid): number => Math.min(child.width / SHAPE, child.height);

/** As many columns as give each small picture the most room. */
const bestGrid = (count: number, width: number, height: number): Grid => {
  const most = Math.max(1, Math.min(count, Math.floor(width / (SMALLEST + FACET_GAP))));
  const grids = Array.from({ length: most }, (_, index) => gridOf(count, index + 1, width, height));
  return grids.reduce((best, grid) => (roominess(grid) > roominess(best) ? grid : best));
};

const facetedSize = (spec: Spec, rows: readonly PlotRow[], size: Size): Spec => {
  const room = size.width - AXIS_ROOM - (hasLegend(spec) ? LEGEND_ROOM : 0);
  const { columns, child } = bestGrid(facetCount(spec, rows), room, size.height);
  if (isSpec(spec["spec"])) return { ...spec, columns, spec: { ...spec["spec"], ...child } };
  const encoding = spec["encoding"] as Spec;
  return { ...spec, ...child, encoding: { ...encoding, facet: { ...facetChannel(spec), columns } } };
};

/** The columns that marks are lit by. */
export const pickedFields = (spec: Spec): string[] => {
  const params = Array.isArray(spec["params"]) ? spec["params"].filter(isSpec) : [];
  const select = params.find((param) => param["name"] === PICK)?.["select"];
  if (isSpec(select) && Array.isArray(select["fields"])) return select["fields"].map(String);
  const parts = [...(Array.isArray(spec["layer"]) ? spec["layer"] : []), spec["spec"]];
  return parts.filter(isSpec).map(pickedFields).find((fields) => fields.length > 0) ?? [];
};

/** Fits the picture to its frame. Small multiples are laid out in as many columns as the frame is wide for. */
export const withSize = (spec: Spec, rows: readonly PlotRow[], size: Size): Spec =>
  isFaceted(spec)
    ? facetedSize(spec, rows, size)
    : { ...spec, ...size, autosize: { type: "fit", contains: "padding" } };
