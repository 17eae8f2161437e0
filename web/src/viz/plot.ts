import type { View } from "vega";

/** The inner rectangle of a picture within its frame, in pixels. */
export type Ground = { left: number; top: number; width: number; height: number };

/** The same, and what its horizontal axis says of a place in it. */
export type Plot = Ground & {
  /** The number, or the milliseconds on the wall clock, that lie so many pixels from its left edge. */
  valueAt: (x: number) => number;
  xOf: (value: number) => number;
};

/** A rectangle in a picture, in pixels from its inner corner. */
export type Area = { left: number; top: number; right: number; bottom: number };

/** One axis as numbers: what it says of a place, and where a value lies. */
export type Along = { valueAt: (at: number) => number; placeOf: (value: number) => number };

/** The inner rectangle with both of its axes; null for one that does not run. */
export type AreaGround = Ground & { x: Along | null; y: Along | null };

type Scale = ((value: number) => number) & { invert?: (x: number) => number | Date };

/** Vega raises an error for a scale that a picture does not have, as a pie. */
const scaleOf = (view: View, name: "x" | "y" = "x"): Scale | undefined => {
  try {
    return view.scale(name) as Scale;
  } catch {
    return undefined;
  }
};

export const groundOf = (view: View): Ground => {
  const [left, top] = view.origin();
  const padding = view.padding();
  const around = typeof padding === "number" ? { left: padding, top: padding } : padding;
  return { left: left + (around.left ?? 0), top: top + (around.top ?? 0), width: view.width(), height: view.height() };
};

/** Where a picture of one plot lies; null where its horizontal axis does not run. */
export const plotOf = (view: View): Plot | null => {
  const scale = scaleOf(view);
  const invert = scale?.invert?.bind(scale);
  if (scale === undefined || invert === undefined) return null;
  return { ...groundOf(view), valueAt: (x) => Number(invert(x)), xOf: (value) => scale(value) };
};

const along = (view: View, name: "x" | "y"): Along | null => {
  const scale = scaleOf(view, name);
  const invert = scale?.invert?.bind(scale);
  return scale === undefined || invert === undefined ? null : { valueAt: (at) => Number(invert(at)), placeOf: (value) => scale(value) };
};

/** Where a rectangle can be drawn, and what its sides mean. */
export const areaGroundOf = (view: View): AreaGround => ({ ...groundOf(view), x: along(view, "x"), y: along(view, "y") });
