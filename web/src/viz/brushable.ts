import type { QueryColumn } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { stepsOf } from "@/query/brush";
import { drawingOf } from "./answer-badges";
import { channelOf, isFaceted } from "./spec-parts";

const MARKS: ReadonlySet<string> = new Set(["bar", "line", "area", "histogram"]);
const RUNNING: ReadonlySet<unknown> = new Set(["quantitative", "temporal"]);

/** The column along which a picture can be brushed; null where nothing runs along it in steps. */
export const brushColumn = (answer: Drawable | null): QueryColumn | null => {
  const drawing = answer && drawingOf(answer);
  if (!drawing?.vega_lite || !MARKS.has(drawing.mark) || isFaceted(drawing.vega_lite)) return null;
  const x = drawing.bindings.find(({ channel }) => channel === "x")?.column;
  const column = answer?.meaning.columns.find(({ name }) => name === x);
  const runs = RUNNING.has(channelOf(drawing.vega_lite, "x")?.["type"]);
  return column?.role === "dimension" && runs && stepsOf(column) !== null ? column : null;
};
