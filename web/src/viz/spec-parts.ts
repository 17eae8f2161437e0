import type { Drawing } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";

/** A Vega-Lite spec as it came from the server, read loosely: only a few places of it are touched here. */
export type Spec = Readonly<Record<string, unknown>>;
export type Size = { width: number; height: number };

export const isSpec: (value: unknown) => value is Spec = isRecord;

/** What Vega is to draw, in whichever of its two languages; null for what is drawn without it. */
export const specOf = ({ vega, vega_lite: lite }: Pick<Drawing, "vega" | "vega_lite">): Spec | null => vega ?? lite;

/** Whether a spec speaks to Vega itself rather than to Vega-Lite. */
export const isFull = (spec: Spec): boolean => Array.isArray(spec["marks"]);

/** A spec and what it is made of: its layers, and the small picture that its facets repeat. */
export const partsOf = (spec: Spec): Spec[] => [
  spec,
  ...(Array.isArray(spec["layer"]) ? spec["layer"].filter(isSpec).flatMap(partsOf) : []),
  ...(isSpec(spec["spec"]) ? partsOf(spec["spec"]) : []),
];

/** What a channel shows, wherever in the spec it stands first. */
export const channelOf = (spec: Spec, name: string): Spec | null => {
  for (const { encoding } of partsOf(spec)) {
    const channel = isSpec(encoding) ? encoding[name] : undefined;
    if (isSpec(channel) && typeof channel["field"] === "string") return channel;
  }
  return null;
};

export const markOf = (spec: Spec): string | null => {
  const mark = partsOf(spec).map((part) => part["mark"]).find((one) => one !== undefined);
  return typeof mark === "string" ? mark : isSpec(mark) && typeof mark["type"] === "string" ? mark["type"] : null;
};

/** What small multiples are made by. */
export const facetOf = (spec: Spec): Spec | null => (isSpec(spec["facet"]) ? spec["facet"] : null);

export const isFaceted = (spec: Spec): boolean => facetOf(spec) !== null;

/** The spec with a channel changed wherever it stands. */
export const withChannel = (spec: Spec, name: string, change: (channel: Spec) => Spec): Spec => {
  const inner = (part: unknown): unknown => (isSpec(part) ? withChannel(part, name, change) : part);
  const encoding = isSpec(spec["encoding"]) ? spec["encoding"] : null;
  const channel = encoding?.[name];
  return {
    ...spec,
    ...(isSpec(channel) && { encoding: { ...encoding, [name]: change(channel) } }),
    ...(Array.isArray(spec["layer"]) && { layer: spec["layer"].map(inner) }),
    ...(isSpec(spec["spec"]) && { spec: inner(spec["spec"]) }),
  };
};

const SIDES = ["hconcat", "vconcat", "concat", "repeat"];

/** Whether it is several pictures, each of the size that its author gave it: only those that people write themselves. */
export const isComposed = (spec: Spec): boolean => {
  const { encoding } = spec;
  const isTrellis = isSpec(encoding) && ["row", "column", "facet"].some((channel) => channel in encoding);
  return isTrellis || SIDES.some((name) => name in spec) || (isFaceted(spec) && typeof facetOf(spec)?.["field"] !== "string");
};
