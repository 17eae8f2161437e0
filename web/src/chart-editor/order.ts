import type { ChartOptions, Drawing, FieldRef, QueryColumn } from "@/api/contracts";
import type { Drawable } from "@/query/answer";

/** A value that names a category. */
export type Category = NonNullable<ChartOptions["order"]>[number];

/** More of them are not put in order by hand; the server keeps no more. */
const MOST = 200;

const isCategory = (value: unknown): value is Category => value === null || typeof value === "string" || typeof value === "boolean";

/** The categories along x as they stand in an order by hand: those that were put somewhere, then the others as they came. */
export const categoriesOf = (drawing: Drawing | null, answer: Drawable | null, order: readonly Category[]): { column: QueryColumn; values: Category[] } | { column: null; values: [] } => {
  const name = drawing?.bindings?.find(({ channel }) => channel === "x")?.column;
  const column = answer?.table.columns.find(({ meaning }) => meaning.name === name);
  if (answer === null || column === undefined) return { column: null, values: [] };
  const came = Array.from({ length: answer.table.rowCount }, (_, row) => column.valueAt(row)).filter(isCategory);
  const present = new Set(came);
  return { column: column.meaning, values: [...new Set([...order.filter((value) => present.has(value)), ...present])].slice(0, MOST) };
};

/** The measures of a picture, those in its tooltip too. */
export const measuresOf = (answer: Drawable | null): { label: string; ref: FieldRef }[] =>
  (answer?.table.columns ?? []).flatMap(({ meaning: { role, label, member, aggregation } }) =>
    (role === "measure" && member !== null ? [{ label, ref: { role, member, ...(aggregation !== null && { aggregation }) } }] : []));

/** The list with one of it at another place. */
export const moved = <Item,>(items: readonly Item[], from: number, to: number): Item[] => {
  const rest = items.filter((_, place) => place !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
};
