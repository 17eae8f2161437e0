import { Error as OnlyErrors, parse, View, type Data, type Item, type Runtime, type Spec as VegaSpec } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import type { PlotRow, PlotValue } from "@/query/arrow";
import { inColors, withLegends } from "./coloring";
import { isMapSpec, zoomable, type MapZoom } from "./map-zoom";
import { hitsWithin } from "./hits-within";
import { areaGroundOf, groundOf, plotOf, type Area, type AreaGround, type Ground, type Plot } from "./plot";
import { refuseTooMany } from "./small-multiples";
import { isComposed, isFaceted, isFull, isSpec, type Size, type Spec } from "./spec-parts";
import { configFor, type ThemeName } from "./theme";
import { fitted, pickedFields, withOwnClicks } from "./vega-spec";

export type Renderer = "canvas" | "svg";
export type Datum = Readonly<Record<string, unknown>>;

/** What is under the pointer: its row, and whether it is a whole line or area rather than one mark. */
export type Hit = { datum: Datum; isSeries: boolean };

export type TooltipHit = {
  content: unknown;
  x: number;
  y: number;
  /** The mark itself; none under a finger, which covers it. */
  hit: Hit | null;
};

export type Lit = Readonly<Record<string, readonly PlotValue[]>>;

export type Drawn = {
  resize: (size: Size) => Promise<void>;
  /** Other rows of the same columns, without drawing anew. */
  update: (rows: PlotRow[]) => void;
  plot: () => Plot | null;
  /** Where the land lies within the frame; null for what is no map. */
  ground: () => Ground | null;
  /** Where a rectangle can be drawn over its marks; null for several pictures in one. */
  areaGround: () => AreaGround | null;
  /** The marks that lie in a rectangle. */
  within: (area: Area) => Hit[];
  /** Shows a part of a map; nothing happens to other pictures. */
  zoom: (zoom: MapZoom) => void;
  /** What the last press for more was on: a right click, or a finger that was put down. */
  pointed: () => Hit | null;
  /** Of all other marks, only those of the strong rows do not step back. */
  light: (lit: Lit, strong: readonly PlotRow[] | null) => void;
  destroy: () => void;
};

export type DrawRequest = {
  container: HTMLElement;
  spec: Spec;
  rows: PlotRow[];
  size: Size;
  config: Readonly<Record<string, unknown>>;
  /** The look of the page, by which the colours are chosen that somebody gave the picture. */
  theme?: ThemeName;
  renderer: Renderer;
  description: string;
  onTooltip: (hit: TooltipHit | null) => void;
  onPress: (hit: Hit | null, isAdding: boolean) => void;
};

const refuse = () => Promise.reject(new Error("A picture loads nothing from anywhere."));

// Whatever a spec asks for, no address is ever opened.
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse, options: {} } as unknown as NonNullable<ConstructorParameters<typeof View>[1]>["loader"];

const SOURCE = "result";
const WORLD = "world";
const STORE = "pick_store";

const silent = { level: () => silent, error: () => silent, warn: () => silent, info: () => silent, debug: () => silent };

const compiled = (spec: Spec, config: DrawRequest["config"]): VegaSpec =>
  compile(spec as unknown as TopLevelSpec, { config: config as never, logger: silent as never }).spec;

/** A full spec takes over the looks that Vega-Lite makes of the same config. */
const withLooks = (spec: Spec, config: DrawRequest["config"]): VegaSpec => {
  const { background, padding, config: looks } = compiled({ data: { values: [] }, mark: "point" }, config);
  return { ...spec, background, padding, config: looks } as VegaSpec;
};

export type Outside = { world: unknown };

const withData = (rows: PlotRow[], { world }: Outside) => (source: Data): Data => {
  if (source.name === SOURCE) return { ...source, values: rows } as Data;
  return source.name === WORLD ? { ...source, values: world, format: { type: "topojson", feature: "countries" } } as Data : source;
};

/** The Vega spec of a picture with its rows inside; a spec that names no `result` stays without data. */
export const compilePicture = ({ spec: plain, rows, size, config: looks, theme = "light" }: Pick<DrawRequest, "spec" | "rows" | "size" | "config" | "theme">, outside: Outside = { world: null }): VegaSpec => {
  refuseTooMany(plain, rows);
  const { spec, config } = inColors(plain, looks, theme);
  const { spec: full, config: frame } = fitted(zoomable(withOwnClicks(spec)), rows, size);
  const vega = isFull(spec) ? withLooks(full, config) : compiled(full, configFor(config, frame));
  return { ...withLegends(vega as Spec), data: (vega.data ?? []).map(withData(rows, outside)) };
};

/** What a picture needs beside its rows: a map has borders, which come with the application and only when one is drawn. */
const outsideOf = async (spec: Spec): Promise<Outside> => {
  const isMap = isFull(spec) && Array.isArray(spec["data"]) && spec["data"].some((source) => isSpec(source) && source["name"] === WORLD);
  return { world: isMap ? (await import("./world")).borders() : null };
};

const runtimeOf = (vega: VegaSpec): Runtime => parse(vega, undefined, { ast: true } as never);

const hitOf = (item: Item | null | undefined): Hit | null => {
  const mark = (item as { mark?: { marktype?: string; role?: string } } | null | undefined)?.mark;
  const datum = item?.datum as Datum | undefined;
  if (!mark || !datum || mark.role !== "mark") return null;
  // A Voronoi cell stands for the mark whose place it holds.
  const inner = mark.marktype === "path" && typeof datum["datum"] === "object" ? (datum["datum"] as Datum) : datum;
  return { datum: inner, isSeries: mark.marktype === "line" || mark.marktype === "area" || mark.marktype === "trail" };
};

/** No mark has it, so that all marks step back. */
const NO_MARK = "\u0000";

const lightMarks = (view: View, spec: Spec, lit: Lit, strong: readonly PlotRow[] | null): void => {
  const fields = pickedFields(spec);
  if (fields.length === 0) return;
  const chosen = fields.filter((field) => (lit[field]?.length ?? 0) > 0);
  const tuple = { unit: "", fields: chosen.map((field) => ({ type: "E", field })), values: chosen.map((field) => [...(lit[field] ?? [])]) };
  const alone = (row: PlotRow | undefined) => ({ unit: "", fields: fields.map((field) => ({ type: "E", field })), values: fields.map((field) => [row === undefined ? NO_MARK : row[field]]) });
  // What a reader chose in the picture itself comes before what was chosen elsewhere.
  const others = strong === null ? [] : strong.length === 0 ? [alone(undefined)] : strong.map(alone);
  view.data(STORE, chosen.length === 0 ? others : [tuple]);
  view.run();
};

/** Draws a picture into an empty element. */
export const draw = async (request: DrawRequest): Promise<Drawn> => {
  const { container, spec, renderer, description, onTooltip, onPress } = request;
  const [outside] = await Promise.all([outsideOf(spec), document.fonts?.ready]);
  const view = new View(runtimeOf(compilePicture(request, outside)), {
    expr: expressionInterpreter, renderer, container, loader, hover: true, logLevel: OnlyErrors,
    tooltip: (_, event, item, content: unknown) => {
      const isGone = content === null || content === undefined || content === "";
      // A picture that goes takes its tooltip along without an event.
      if (isGone) { onTooltip(null); return; }
      const isFinger = (event as PointerEvent).pointerType === "touch" || event.type.startsWith("touch");
      onTooltip({ content, x: event.clientX, y: event.clientY, hit: isFinger ? null : hitOf(item) });
    },
  } as ConstructorParameters<typeof View>[1]);
  view.description(description);
  view.addEventListener("click", (event, item) => { onPress(hitOf(item), (event as MouseEvent).shiftKey); });
  let pointed: Hit | null = null;
  view.addEventListener("touchstart", (_, item) => { pointed = hitOf(item); });
  // What a finger is on was told when it was put down: no pointer had moved there before.
  view.addEventListener("contextmenu", (event, item) => {
    onTooltip(null);
    if ((event as PointerEvent).pointerType !== "touch") pointed = hitOf(item);
  });
  await view.runAsync();
  return {
    // Without `resize()` the room for axes and legends would not be measured again.
    resize: async ({ width, height }) => { if (!isFaceted(spec) && !isComposed(spec)) await view.width(width).height(height).resize().runAsync(); },
    update: (rows) => { view.data(SOURCE, rows).run(); },
    plot: () => (isFaceted(spec) || isComposed(spec) || isFull(spec) ? null : plotOf(view)),
    ground: () => (isMapSpec(spec) ? groundOf(view) : null),
    areaGround: () => (isFaceted(spec) || isComposed(spec) ? null : areaGroundOf(view)),
    within: (area) => hitsWithin(view, area, hitOf),
    zoom: ({ scale, x, y }) => { if (isMapSpec(spec)) void view.signal("zoomScale", scale).signal("zoomX", x).signal("zoomY", y).runAsync(); },
    pointed: () => pointed,
    light: (lit, strong) => { lightMarks(view, spec, lit, strong); },
    destroy: () => { view.finalize(); },
  };
};
