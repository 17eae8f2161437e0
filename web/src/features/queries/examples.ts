import { isNumeric, type ColumnType } from "@/lib/column-type";
import type { VocabularyTable } from "./api";
import { written } from "./names";
import { isLabel } from "./rows";

export type Example = { title: string; sql: string };

const GROUPED: readonly ColumnType[] = ["text", "boolean"];

/** Statements over the reader's own data, to begin from: the rows of the largest dataset, and its groups. */
export const examplesOf = (tables: readonly VocabularyTable[]): Example[] => {
  const [table] = tables.toSorted((one, other) => other.row_count - one.row_count);
  if (table === undefined) return [];
  const name = written(table.sql_name);
  const rows = { title: `The first rows of ${table.name}`, sql: `select *\nfrom ${name}\nlimit 100` };
  const group = table.columns.find(({ type }) => GROUPED.includes(type));
  const number = table.columns.find((column) => isNumeric(column.type) && !isLabel(column));
  if (group === undefined) return [rows, { title: `What the columns of ${table.name} hold`, sql: `summarize ${name}` }];
  const total = number === undefined ? "" : `,\n  sum(${written(number.name)}) as ${written(`total_${number.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`)}`;
  const sql = `select\n  ${written(group.name)},\n  count(*) as row_count${total}\nfrom ${name}\ngroup by all\norder by row_count desc`;
  return [rows, { title: number === undefined ? `Rows of ${table.name} by ${group.name}` : `${number.name} by ${group.name}`, sql }];
};
