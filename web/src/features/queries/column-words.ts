import type { SqlResult } from "./api";

/** What a column of a result is called; one without a name goes by its place. */
export const columnWords = (result: SqlResult, place: number): string => {
  const name = result.columns[place]?.name.trim() ?? "";
  return name === "" ? `Column ${String(place + 1)}` : name;
};
