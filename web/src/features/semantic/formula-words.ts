import type { FormulaKind, FunctionDoc, ModelTableState } from "@/api/contracts";
import type { Definition } from "./definition";

export type FormulaWord = {
  /** What is written into the formula. */
  text: string;
  kind: "column" | "address" | "measure" | "parameter" | "function";
  detail: string;
  doc: string | null;
  example: string | null;
};

const PLAIN = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const KEYWORDS = new Set("and or not is null in between like ilike case when then else end as distinct filter where by cast true false date timestamp per keep remove".split(" "));

/** A name as a formula writes it: plain where it can be, else in quotes. */
export const quoted = (name: string): string => (PLAIN.test(name) && !KEYWORDS.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '""')}"`);

const word = (text: string, kind: FormulaWord["kind"], detail: string, doc: string | null = null): FormulaWord => ({ text, kind, detail, doc, example: null });

/** Tables that can be reached from one, by relationships in either direction; a column is computed along to-one steps only. */
const reachable = ({ relationships }: Definition, start: string, kind: FormulaKind): string[] => {
  const found = [start];
  for (const table of found) {
    for (const { from_table: from, to_table: to, cardinality = "many_to_one" } of relationships) {
      const isForward = from === table && (kind === "measure" || cardinality !== "many_to_many");
      const isBackward = to === table && (kind === "measure" || cardinality === "one_to_one");
      const next = isForward ? to : isBackward ? from : null;
      if (next !== null && !found.includes(next)) found.push(next);
    }
  }
  return found.slice(1);
};

type Known = {
  definition: Definition;
  tables: readonly ModelTableState[];
  functions: readonly FunctionDoc[];
  table: string;
  kind: FormulaKind;
  /** The names of what is said of people. */
  attributes?: readonly string[];
};

/** Whether a formula of this kind may call a function; a policy takes what both columns and measures take. */
export const isOfKind = (kind: FormulaKind) => ({ kinds }: FunctionDoc): boolean =>
  kinds.includes(kind) || (kind === "policy" && kinds.includes("column") && kinds.includes("measure"));

const functionWords = (functions: readonly FunctionDoc[], kind: FormulaKind): FormulaWord[] =>
  functions.filter((one) => one.category !== "operators" && isOfKind(kind)(one)).map(({ name, signature, doc, example }) => ({ text: name, kind: "function", detail: signature, doc, example }));

/** A policy looks at the columns of its table's data, and at whoever asks. */
const policyWords = ({ tables, functions, table, attributes = [] }: Known): FormulaWord[] => [
  ...(tables.find(({ name }) => name === table)?.columns ?? []).map((column) => word(quoted(column.name), "column", column.type, column.label !== column.name ? column.label : null)),
  ...attributes.map((name) => word(`USER_ATTRIBUTE('${name}')`, "parameter", "of whoever asks")),
  ...functionWords(functions, "policy"),
];

const columnsOf = ({ definition, tables }: Pick<Known, "definition" | "tables">, name: string): { name: string; detail: string; doc: string | null }[] => [
  ...(tables.find((table) => table.name === name)?.columns ?? []).map((column) => ({ name: column.name, detail: column.type, doc: column.label !== column.name ? column.label : null })),
  ...(definition.tables.find((table) => table.name === name)?.calculated ?? []).map((column) => ({ name: column.name, detail: "calculated", doc: column.description ?? null })),
];

/** Everything that a formula can name where it stands, nearest first. */
export const formulaWords = (known: Known): FormulaWord[] => {
  const { definition, functions, table, kind } = known;
  if (kind === "policy") return policyWords(known);
  const addressed = (prefix: string, name: string) =>
    columnsOf(known, name).map((column) => word(`${quoted(prefix)}.${quoted(column.name)}`, "address", column.detail, column.doc));
  const roles = definition.relationships.filter(({ from_table: from, to_table: to, is_active: isActive = true }) =>
    from === table && (!isActive || definition.relationships.filter((other) => other.from_table === from && other.to_table === to).length > 1));
  return [
    ...columnsOf(known, table).map((column) => word(quoted(column.name), "column", column.detail, column.doc)),
    ...(kind === "measure" ? definition.measures.map(({ name, label, description }) => word(quoted(name), "measure", label ?? "measure", description)) : []),
    ...reachable(definition, table, kind).flatMap((name) => addressed(name, name)),
    ...roles.flatMap(({ name, to_table: to }) => addressed(name, to)),
    ...definition.parameters.map(({ name, type }) => word(`$${name}`, "parameter", type)),
    ...functionWords(functions, kind),
  ];
};
