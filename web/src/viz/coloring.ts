import { isRecord } from "@/lib/is-record";
import { isFull, isSpec, type Spec } from "./spec-parts";
import type { ThemeName } from "./theme";

type Config = Readonly<Record<string, unknown>>;
type Own = Record<ThemeName, string>;
/** What the server says of the colours that were chosen: of one's own by day and by night, or places in the theme. */
type Chosen = {
  category?: Record<ThemeName, string[]>;
  hand?: Record<string, Own | string>;
  signs?: (Own | string | null)[];
  ramp?: Record<ThemeName, string[]> | "diverging";
  count?: number;
  single?: Own | string;
};
type Ranges = { category: string[]; signs: string[]; ordinal: object; ramp: object; heatmap: object; diverging: object };

/** What has the first colour of the theme, where nothing tells marks apart. */
const PAINTED = { mark: "color", arc: "fill", area: "fill", bar: "fill", line: "stroke", point: "fill" } as const;
const RAMPS = ["ordinal", "ramp", "heatmap", "diverging"] as const;

const part = (config: Config, name: string): Config => (isRecord(config[name]) ? config[name] : {});

const shader = (config: Config, { category, signs }: Ranges, name: ThemeName) => (color: Own | string): string => {
  if (typeof color !== "string") return color[name];
  const named: Record<string, unknown> = { positive: signs[0], negative: signs[1], neutral: part(config, "axis")["labelColor"] };
  return color in named ? String(named[color]) : category[(Number(color.slice("category-".length)) - 1) % category.length] ?? "";
};

const rampsOf = ({ ramp, count }: Chosen, ranges: Ranges, name: ThemeName): Partial<Ranges> => {
  if (ramp === undefined && count === undefined) return {};
  const own = ramp === "diverging" ? ranges.diverging : ramp && { scheme: ramp[name] };
  return Object.fromEntries(RAMPS.map((range) => [range, { ...(own ?? ranges[range]), ...(count !== undefined && { count }) }]));
};

/** The spec and its looks with the colours that people chose; the server does the same in `exports/pictures/coloring.py`. */
export const inColors = (spec: Spec, config: Config, name: ThemeName): { spec: Spec; config: Config } => {
  const chosen = (isSpec(spec["usermeta"]) ? spec["usermeta"]["colors"] : undefined) as Chosen | undefined;
  if (!isRecord(chosen)) return { spec, config };
  const ranges = part(config, "range") as unknown as Ranges;
  const shade = shader(config, ranges, name);
  const hand: Record<string, string> = Object.fromEntries(Object.entries(chosen.hand ?? {}).map(([key, color]) => [key, shade(color)]));
  const single = chosen.single === undefined ? null : shade(chosen.single);
  const category = chosen.category?.[name] ?? ranges.category;
  const signs = chosen.signs ? chosen.signs.map((color, place) => (color === null ? ranges.signs[place] ?? "" : shade(color))) : ranges.signs;
  const range = { ...ranges, signs, ...rampsOf(chosen, ranges, name), category: single === null ? category : [single, ...category.slice(1)] };
  const style = part(config, "style");
  const painted = single === null ? {} : {
    ...Object.fromEntries(Object.entries(PAINTED).map(([mark, channel]) => [mark, { ...part(config, mark), [channel]: single }])),
    style: { ...style, place: { ...part(style, "place"), fill: single } },
  };
  if (single !== null) hand["single"] = single;
  const signals = isFull(spec) ? "signals" : "params";
  const others = Array.isArray(spec[signals]) ? (spec[signals] as unknown[]) : [];
  return { spec: { ...spec, [signals]: [...others, { name: "hand", value: hand }] }, config: { ...config, range, ...painted } };
};

const withHand = (legend: Spec): Spec => {
  const encode = part(legend, "encode");
  const symbols = part(encode, "symbols");
  const scales = (["fill", "stroke"] as const).flatMap((channel) => (typeof legend[channel] === "string" ? [[channel, legend[channel]] as const] : []));
  const own = Object.fromEntries(scales.map(([channel, scale]) => [channel, { signal: `hand['m:' + datum.value] || scale('${scale}', datum.value)` }]));
  return { ...legend, encode: { ...encode, symbols: { ...symbols, update: { ...part(symbols, "update"), ...own } } } };
};

/** A Vega spec whose legends show the colours of single values, which Vega-Lite takes out of them. */
export const withLegends = (vega: Spec): Spec => {
  const signals = Array.isArray(vega["signals"]) ? vega["signals"].filter(isSpec) : [];
  const hand = signals.find((one) => one["name"] === "hand")?.["value"];
  if (!isRecord(hand) || !Object.keys(hand).some((name) => name.startsWith("m:"))) return vega;
  return { ...vega, legends: Array.isArray(vega["legends"]) ? vega["legends"].filter(isSpec).map(withHand) : [] };
};
