import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/generated/schema";
import type { SqlResult } from "./api";
import type { ChartChoice } from "./look";
import type { Wells } from "./propose";
import { fieldOf, placeCount } from "./result-columns";

type Schemas = components["schemas"];
export type DrawResult = Schemas["DrawResult"];
export type ResultDrawing = Schemas["ResultDrawing"];

/** Columns that a point tells on hover beside its own. */
const MOST_TOLD = 3;

/** What the server is told about the rows that are here: columns in wells, never a value of a row. */
export const drawRequest = (result: SqlResult, { x, y, color }: Wells, { mark, stacking }: Pick<ChartChoice, "mark" | "stacking">): DrawResult => {
  const field = (place: number) => fieldOf(result, place);
  const taken = [x, ...y, color];
  const told = result.columns.flatMap((_, place) => (taken.includes(place) ? [] : [place])).slice(0, MOST_TOLD);
  return {
    mark, stacking,
    x: x === null ? null : field(x), y: y.map(field), color: color === null ? null : field(color), tooltip: told.map(field),
    row_count: result.rows.length, total_rows: result.total_rows,
    place_count: placeCount(result, [x, color].filter((place) => place !== null)),
  };
};

/** A picture with the request that it answers: the one shown may still be of the one before. */
export type Drawn = ResultDrawing & { asked: DrawResult };

export const drawnOptions = (asked: DrawResult) =>
  queryOptions({
    queryKey: ["drawn-result", asked],
    queryFn: async ({ signal }): Promise<Drawn> => ({ ...(await unwrap<ResultDrawing>(api.POST("/api/v1/charts/draw-result", { body: asked, signal }))), asked }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
