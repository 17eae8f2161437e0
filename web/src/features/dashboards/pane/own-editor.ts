import type { ChartSpec } from "@/api/contracts";

/** Whether somebody draws a picture themselves, by a document or a visual of their own, which has an editor of its own. */
export const drawsItself = ({ mark }: ChartSpec): boolean => mark === "custom" || mark === "vega_lite";
