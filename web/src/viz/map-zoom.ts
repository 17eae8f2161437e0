import { isFull, isSpec, type Spec } from "./spec-parts";

/** How a map is zoomed: so many times, and where its upper left corner then lies, in widths and heights of the picture. */
export type MapZoom = { scale: number; x: number; y: number };

/** A place in a picture, in parts of its width and of its height. */
export type Part = { x: number; y: number };

export const WHOLE: MapZoom = { scale: 1, x: 0, y: 0 };
/** Beyond this the borders, which are those of a map of the world, are no longer true. */
export const MOST = 16;
export const STEP = 1.5;
const PAN = 0.2;
const MIDDLE: Part = { x: 0.5, y: 0.5 };
/** Pixels of a wheel that double a map. */
const WHEEL_DOUBLES = 240;

const between = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** No map is pulled off its picture, and none is smaller than it. */
const kept = ({ scale, x, y }: MapZoom): MapZoom => {
  const near = scale < 1.001 ? 1 : Math.min(scale, MOST);
  return { scale: near, x: between(x, 1 - near, 0), y: between(y, 1 - near, 0) };
};

/** Zoomed by a factor; the place at `at` stays where it is. */
export const zoomedAt = (zoom: MapZoom, factor: number, at: Part = MIDDLE): MapZoom => {
  const scale = between(zoom.scale * factor, 1, MOST);
  const ratio = scale / zoom.scale;
  return kept({ scale, x: at.x - (at.x - zoom.x) * ratio, y: at.y - (at.y - zoom.y) * ratio });
};

/** Pulled by a part of the picture. */
export const panned = (zoom: MapZoom, by: Part): MapZoom => kept({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y });

export const wheelFactor = (pixels: number): number => 2 ** (-pixels / WHEEL_DOUBLES);

export const isSameZoom = (one: MapZoom, other: MapZoom): boolean => one.scale === other.scale && one.x === other.x && one.y === other.y;

const KEYS: Partial<Record<string, (zoom: MapZoom) => MapZoom>> = {
  "+": (zoom) => zoomedAt(zoom, STEP),
  "=": (zoom) => zoomedAt(zoom, STEP),
  "-": (zoom) => zoomedAt(zoom, 1 / STEP),
  "0": () => WHOLE,
  ArrowLeft: (zoom) => panned(zoom, { x: PAN, y: 0 }),
  ArrowRight: (zoom) => panned(zoom, { x: -PAN, y: 0 }),
  ArrowUp: (zoom) => panned(zoom, { x: 0, y: PAN }),
  ArrowDown: (zoom) => panned(zoom, { x: 0, y: -PAN }),
};

/** What a key makes of a map; null for a key that means nothing to it. */
export const afterKey = (key: string, zoom: MapZoom): MapZoom | null => KEYS[key]?.(zoom) ?? null;

const PROJECTION = "map";
const LAND = "world";
const EXTENT = "[[zoomX * width, zoomY * height], [(zoomX + zoomScale) * width, (zoomY + zoomScale) * height]]";

const listOf = (value: unknown): Spec[] => (Array.isArray(value) ? value.filter(isSpec) : []);
const isMapProjection = ({ name }: Spec): boolean => name === PROJECTION;
/** Countries by their projection, points by their symbols. */
const isOnMap = ({ type, transform }: Spec): boolean => type === "symbol" || listOf(transform).some(({ projection }) => projection === PROJECTION);

export const isMapSpec = (spec: Spec): boolean =>
  isFull(spec) && listOf(spec["projections"]).some(isMapProjection) && listOf(spec["data"]).some(({ name }) => name === LAND);

/** A map that can be zoomed by its signals, with nothing of it beyond its picture; any other spec as it is. */
export const zoomable = (spec: Spec): Spec => isMapSpec(spec) ? {
  ...spec,
  signals: [...listOf(spec["signals"]), { name: "zoomScale", value: 1 }, { name: "zoomX", value: 0 }, { name: "zoomY", value: 0 }],
  projections: listOf(spec["projections"]).map((one) => (isMapProjection(one) ? { ...one, extent: { signal: EXTENT } } : one)),
  marks: listOf(spec["marks"]).map((mark) => (isOnMap(mark) ? { ...mark, clip: true } : mark)),
} : spec;
