import type { Drawing } from "@/api/contracts";
import type { PlotRow } from "@/query/arrow";

type Highlighted = Pick<Drawing, "highlight">;

/** The rows of a picture, with how much of each was selected elsewhere, where parts are drawn over the whole. */
export const withParts = (rows: PlotRow[], { highlight }: Highlighted): PlotRow[] => {
  const column = highlight?.column;
  if (typeof column === "string") rows.forEach((row, index) => { row[column] = highlight?.parts?.[index] ?? 0; });
  return rows;
};

/** The rows whose marks stay strong while all others step back; null where nothing steps back. */
export const strongRows = (rows: readonly PlotRow[], { highlight }: Highlighted): readonly PlotRow[] | null =>
  highlight && typeof highlight.column !== "string" ? rows.filter((_, index) => highlight.lit[index]) : null;
