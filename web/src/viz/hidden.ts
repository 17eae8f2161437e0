import type { Drawable } from "@/query/answer";
import { columnNamed, type ResultTable } from "@/query/arrow";
import type { NumberWords } from "./number-format";

/** The column by which rows tell that their figures are hidden, because too few records would show. */
const HIDDEN = "__hidden";

export const HIDDEN_WORD = "hidden";

/** Whether the figures of small groups are hidden in a table. */
export const hidesSmall = (table: ResultTable): boolean => columnNamed(table, HIDDEN) !== undefined;

/** Tells of each row why its figures are hidden; null where they are not. */
export const hiddenIn = (table: ResultTable): ((row: number) => string | null) => {
  const hidden = columnNamed(table, HIDDEN);
  return (row) => (hidden?.valueAt(row) === true ? hidden.meaning.label : null);
};

/** A large number that is hidden. */
export const hiddenNumber = (reason: string): NumberWords => ({ full: HIDDEN_WORD, short: HIDDEN_WORD, exact: reason });

/** The same answer without the column that tells what is hidden. */
export const withoutHiddenColumn = <Given extends Drawable>(answer: Given): Given => {
  const { table } = answer;
  if (!hidesSmall(table)) return answer;
  const columns = table.columns.filter(({ meaning }) => meaning.name !== HIDDEN);
  const meaning = { ...answer.meaning, columns: answer.meaning.columns.filter(({ name }) => name !== HIDDEN) };
  return { ...answer, table: { ...table, columns }, meaning };
};
