import type { PlotRow } from "@/query/arrow";
import { NO_VALUE } from "./labels";
import { channelOf, isSpec, markOf, type Size, type Spec } from "./spec-parts";

/** What the theme's config takes over for a frame, section by section. */
export type FrameConfig = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** How a picture shares its frame: where the legend stands, and what is left for the marks. */
export type Room = { plot: Size; config: FrameConfig };

/** What a letter of a label takes on average; measuring would need a page. */
const LETTER = 5.8;
const LINE = 16.5;
const MAX_LABEL = 160;
const SYMBOL = 26;
const X_ROOM = 42;
const Y_TITLE = 22;
const Y_NUMBERS = 46;
const EDGE = 10;
const RAMP = { right: 84, top: 58 } as const;
/** Below this a picture does without its legend: what a colour means is a hover away. */
const TOO_LOW = 56;
const FLAT = 96;
const LEAN = 40;
const LEANS = Math.sin((LEAN * Math.PI) / 180);
const MOST_OF_Y = 200;

/** In steps, so that a picture is laid out anew only now and then while its frame grows. */
const inSteps = (length: number): number => Math.floor(length / 12) * 12;

type Words = { count: number; widest: number; isText: boolean };

const width = (text: string): number => text.length * LETTER;

/** What stands in a legend or along an axis. The server draws labels that it derives: `region:label` stands for `region`. */
const wordsOf = (channel: Spec, rows: readonly PlotRow[]): Words => {
  const { sort } = channel;
  if (Array.isArray(sort)) return { count: sort.length, widest: Math.max(...sort.map((one) => width(String(one)))), isText: true };
  const [column = ""] = String(channel["field"]).split(":");
  const values = [...new Set(rows.map((row) => row[column]))];
  const widths = values.map((value) => (typeof value === "string" ? width(value) : width(NO_VALUE)));
  const { symbolLimit } = isSpec(channel["legend"]) ? channel["legend"] : {};
  const most = typeof symbolLimit === "number" ? symbolLimit : Infinity;
  return { count: Math.min(most, values.length), widest: Math.max(0, ...widths), isText: values.some((value) => typeof value === "string") };
};

type Place = { plot: Size; legend: Readonly<Record<string, unknown>> };

const roominess = ({ width: across, height }: Size, isRound: boolean): number => Math.min(isRound ? across : across / 1.6, height);

const legendPlaces = ({ count, widest }: Words, room: Size, frame: Size): Place[] => {
  const entry = Math.min(MAX_LABEL, widest) + SYMBOL;
  const stacks = Math.max(1, Math.ceil((count * LINE) / Math.max(LINE, frame.height - 1.5 * LINE)));
  const columns = Math.max(1, Math.min(count, Math.floor(room.width / entry)));
  return [
    { plot: { width: room.width - stacks * entry - EDGE, height: room.height }, legend: { orient: "right", columns: stacks } },
    { plot: { width: room.width, height: room.height - (Math.ceil(count / columns) + 1) * LINE - EDGE }, legend: { orient: "bottom", columns } },
  ];
};

const rampPlaces = (room: Size): Place[] => [
  { plot: { width: room.width, height: room.height - RAMP.top }, legend: { orient: "top", gradientLength: 140 } },
  { plot: { width: room.width - RAMP.right, height: room.height }, legend: { orient: "right", gradientLength: Math.max(36, Math.min(144, inSteps(room.height - 24))) } },
];

const isLegendShown = (color: Spec | null): color is Spec => color !== null && color["legend"] !== null;

const withLegend = (spec: Spec, rows: readonly PlotRow[], room: Size, frame: Size): Place => {
  const color = channelOf(spec, "color");
  if (!isLegendShown(color)) return { plot: room, legend: {} };
  const places = color["type"] === "quantitative" ? rampPlaces(room) : legendPlaces(wordsOf(color, rows), room, frame);
  const isRound = markOf(spec) === "arc";
  const best = places.reduce((one, other) => (roominess(other.plot, isRound) > roominess(one.plot, isRound) ? other : one));
  return roominess(best.plot, isRound) < TOO_LOW ? { plot: room, legend: { disable: true } } : best;
};

const isDiscrete = (channel: Spec | null): channel is Spec => channel !== null && (channel["type"] === "ordinal" || channel["type"] === "nominal");

/** How names stand along x, and how far they reach below it. */
export type Names = { axis: Readonly<Record<string, unknown>>; down: number };

/** Names lie flat where each has room under its mark, are shortened where they nearly do, and lean where they are many. */
export const namesAlong = (spec: Spec, rows: readonly PlotRow[], plot: Size): Names => {
  const x = channelOf(spec, "x");
  if (!isDiscrete(x)) return { axis: {}, down: 0 };
  const { count, widest, isText } = wordsOf(x, rows);
  const step = plot.width / Math.max(1, count);
  if (!isText || widest + 6 <= step) return { axis: { labelAngle: 0 }, down: 0 };
  if (step >= FLAT) return { axis: { labelAngle: 0, labelLimit: inSteps(step) }, down: 0 };
  const labelLimit = Math.min(MAX_LABEL, inSteps(Math.max(36, plot.height * 0.4) / LEANS));
  return { axis: { labelAngle: -LEAN, labelLimit }, down: Math.min(widest, labelLimit) * LEANS };
};

/** How a picture of these rows is laid out in a frame of this size. */
export const roomOf = (spec: Spec, rows: readonly PlotRow[], size: Size): Room => {
  const y = channelOf(spec, "y");
  const yLimit = Math.min(MOST_OF_Y, inSteps(size.width * 0.35));
  const yLabels = isDiscrete(y) ? Math.min(yLimit, wordsOf(y, rows).widest) : Y_NUMBERS;
  const axes = y === null ? { width: 0, height: 0 } : { width: yLabels + Y_TITLE, height: X_ROOM };
  const { plot, legend } = withLegend(spec, rows, { width: size.width - axes.width, height: size.height - axes.height }, size);
  const titleLimit = (length: number) => ({ titleLimit: Math.max(80, Math.round(length)) });
  return { plot, config: { legend, axisYDiscrete: { labelLimit: yLimit }, axisX: titleLimit(plot.width), axisY: titleLimit(plot.height) } };
};
