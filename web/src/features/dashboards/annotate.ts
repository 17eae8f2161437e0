import type { Annotation, ChartTile, Drawing, Tile } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import type { Pointed } from "@/viz/pointed";
import { changeOf } from "./changes";
import type { Choices } from "./choices";

export const MOST_NOTES = 20;

/** Where along its picture a note on this mark would stand; undefined where it can have none. */
export const placeOfNote = (tile: ChartTile, { extra }: Drawable, pointed: Pointed | null, choices: Choices): Annotation["x"] | undefined => {
  const drawing = extra as Drawing | null;
  const notes = tile.chart.options?.annotations ?? [];
  // A note belongs to the picture as it was made, not to what somebody has drilled into.
  if (!drawing?.abilities?.includes("annotations") || notes.length >= MOST_NOTES || (changeOf(choices, tile.id)?.steps ?? []).length > 0) return undefined;
  const column = drawing.bindings.find(({ channel }) => channel === "x")?.column;
  const at = column === undefined ? undefined : pointed?.point[column];
  return Array.isArray(at) ? undefined : at as Annotation["x"] | undefined;
};

/** The tile with one more note. */
export const withNote = (tile: Tile, x: Annotation["x"], text: string): Tile => {
  if (tile.kind !== "chart") return tile;
  const { options = {} } = tile.chart;
  const note: Annotation = { kind: "point", text: text.slice(0, 120), x: x ?? null };
  return { ...tile, chart: { ...tile.chart, options: { ...options, annotations: [...(options.annotations ?? []), note] } } };
};
