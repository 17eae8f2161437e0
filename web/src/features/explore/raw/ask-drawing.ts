import { api, unwrap } from "@/api/client";
import type { ChartQuestion, ChartSpec, Drawing, DrawnMark } from "@/api/contracts";

/** The picture that these fields would make as another kind, as far as it is known before its rows. */
export const drawingAs = async (spec: ChartSpec, mark: DrawnMark): Promise<Drawing> => {
  const { document: _, ...options } = spec.options ?? {};
  const { drawing } = await unwrap<ChartQuestion>(api.POST("/api/v1/charts/question", { body: { spec: { ...spec, mark, options } } }));
  return drawing;
};
