import type { PlotRow } from "@/query/arrow";
import { namesAlong, roomOf, type FrameConfig } from "./room";
import { channelOf, facetOf, isComposed, isFaceted, isFull, isSpec, markOf, partsOf, withChannel, type Size, type Spec } from "./spec-parts";

const PICK = "pick";
/** An event that no browser sends: clicks are ours, so that a second click lets go of a mark. */
const NEVER = "never";

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

/** The columns that marks are lit by. */
export const pickedFields = (spec: Spec): string[] => {
  if (isFull(spec)) {
    const { pick: columns } = isSpec(spec["usermeta"]) ? spec["usermeta"] : {};
    return Array.isArray(columns) ? columns.map(String) : [];
  }
  const params = partsOf(spec).flatMap((part) => (Array.isArray(part["params"]) ? part["params"].filter(isSpec) : []));
  const select = params.find((param) => param["name"] === PICK)?.["select"];
  return isSpec(select) && Array.isArray(select["fields"]) ? select["fields"].map(String) : [];
};

const FACET_GAP = 16;
const HEADER_ROOM = 38;
const TITLE_ROOM = 26;
const SMALLEST: Size = { width: 60, height: 40 };
const SHAPE = 1.4;
const AXIS_TITLE = 18;
/** Below this a legend of colours leaves none for one of sizes. */
const TOO_LOW_FOR_SIZES = 320;
/** Below this a full spec does without a legend at its side. */
const NARROW = 360;

/** How many pictures there will be. The server facets by labels that it derives: `region:label` stands for `region`. */
const facetCount = (spec: Spec, rows: readonly PlotRow[]): number => {
  const [column = ""] = String(facetOf(spec)?.["field"] ?? "").split(":");
  const { facet_columns: columns, most_facets: most } = isSpec(spec["usermeta"]) ? spec["usermeta"] : {};
  if (column === "") return typeof columns === "number" ? columns : 1;
  const count = Math.max(1, new Set(rows.map((row) => row[column])).size);
  return typeof most === "number" ? Math.min(most, count) : count;
};

type Grid = { columns: number; child: Size };

const gridOf = (count: number, columns: number, { width, height }: Size): Grid => ({
  columns,
  child: {
    width: Math.floor(width / columns) - FACET_GAP,
    height: Math.floor((height - TITLE_ROOM) / Math.ceil(count / columns)) - HEADER_ROOM,
  },
});

const roominess = ({ child }: Grid, shape: number): number => Math.min(child.width / shape, child.height);

/** As many columns as give each small picture the most room. */
const bestGrid = (count: number, plot: Size, shape: number): Grid => {
  const most = Math.max(1, Math.min(count, Math.floor(plot.width / (SMALLEST.width + FACET_GAP))));
  const grids = Array.from({ length: most }, (_, index) => gridOf(count, index + 1, plot));
  const { columns, child } = grids.reduce((best, grid) => (roominess(grid, shape) > roominess(best, shape) ? grid : best));
  return { columns, child: { width: Math.max(SMALLEST.width, child.width), height: Math.max(SMALLEST.height, child.height) } };
};

/** Of the legends of a full spec, those that leave the marks enough of a small frame. */
const legendsIn = (spec: Spec, { width, height }: Size): Spec[] => {
  const legends = Array.isArray(spec["legends"]) ? spec["legends"].filter(isSpec) : [];
  return legends.filter((legend) => (legend["orient"] === "bottom" ? height >= NARROW / 2 : width >= NARROW && ("fill" in legend || height >= TOO_LOW_FOR_SIZES)));
};

export type Fitted = { spec: Spec; config: FrameConfig };

const untitled = (channel: Spec): Spec => ({ ...channel, axis: { ...(isSpec(channel["axis"]) ? channel["axis"] : {}), title: null } });

/** Titles that would stand once for each row or column are left to the title of the whole. */
const withoutDoubles = (spec: Spec, columns: number, count: number): Spec => {
  const across = columns > 1 ? withChannel(spec, "x", untitled) : spec;
  return columns < count ? withChannel(across, "y", untitled) : across;
};

const fittedFacets = (spec: Spec, rows: readonly PlotRow[], size: Size): Fitted => {
  const { plot, config } = roomOf(spec, rows, size);
  const count = facetCount(spec, rows);
  const shape = markOf(spec) === "arc" ? 1 : SHAPE;
  const first = bestGrid(count, plot, shape);
  const untitledRoom = first.columns > 1 && channelOf(spec, "x") !== null ? AXIS_TITLE : 0;
  const below = namesAlong(spec, rows, first.child).down - untitledRoom;
  const { columns, child } = bestGrid(count, { width: plot.width, height: plot.height - below }, shape);
  const single = withoutDoubles(spec, columns, count);
  const inner = isSpec(single["spec"]) ? single["spec"] : {};
  return {
    spec: { ...single, columns, spec: { ...inner, ...child } },
    config: { ...config, axisXDiscrete: namesAlong(spec, rows, child).axis, axisX: { titleLimit: child.width }, axisY: { titleLimit: child.height }, header: { labelLimit: child.width } },
  };
};

/** Fits the picture to its frame. Small multiples are laid out in as many columns as the frame is wide for. */
export const fitted = (spec: Spec, rows: readonly PlotRow[], size: Size): Fitted => {
  if (isFull(spec)) return { spec: { ...spec, ...size, legends: legendsIn(spec, size) }, config: {} };
  if (isComposed(spec)) return { spec, config: {} };
  const plain = size.height < TOO_LOW_FOR_SIZES ? withChannel(spec, "size", (channel) => ({ ...channel, legend: null })) : spec;
  if (isFaceted(spec)) return fittedFacets(plain, rows, size);
  const { plot, config } = roomOf(spec, rows, size);
  return {
    spec: { ...plain, ...size, autosize: { type: "fit", contains: "padding" } },
    config: { ...config, axisXDiscrete: namesAlong(spec, rows, plot).axis },
  };
};

/** Two sizes with the same key differ only in how far the picture is stretched. */
export const layoutKeyOf = (spec: Spec, rows: readonly PlotRow[], size: Size): string => {
  if (isFull(spec)) return String(legendsIn(spec, size).length);
  const { spec: sized, config } = fitted(spec, rows, size);
  const { axisX: _, axisY: __, ...moving } = config;
  return JSON.stringify([isFaceted(spec) ? sized : size.height < TOO_LOW_FOR_SIZES, moving]);
};
