import { columnTypeWords } from "@/lib/column-type";
import { formatCount } from "@/lib/format-number";
import type { VocabularyTable } from "./api";
import { FIRST_KEYWORDS, OFFERED_KEYWORDS, TYPE_NAMES } from "./keywords";
import { quoted, sameName, written } from "./names";
import type { KnownTable, Relation, ScopeColumn } from "./query-tree";
import { membersOf, type Scope } from "./scope";

export type Proposal = {
  /** What is matched with the letters that are typed, and shown. */
  label: string;
  /** What is written; a function gets its brackets from the editor. */
  text: string;
  kind: "table" | "query" | "column" | "alias" | "function" | "keyword" | "type" | "parameter";
  detail: string;
  /** Higher comes first. */
  rank: number;
};

export type Words = { tables: readonly VocabularyTable[]; functions: readonly string[] };

export const knownTables = (tables: readonly VocabularyTable[]): KnownTable[] =>
  tables.map(({ sql_name: sqlName, columns }) => ({ sqlName, columns }));

const nameText = (name: string, isQuoted: boolean) => (isQuoted ? { label: quoted(name), text: quoted(name) } : { label: name, text: written(name) });

const columnProposal = ({ name, type }: ScopeColumn, isQuoted: boolean, rank: number, from: string | null): Proposal => ({
  ...nameText(name, isQuoted),
  kind: "column",
  detail: [type === null ? null : columnTypeWords(type), from].filter(Boolean).join(" · "),
  rank,
});

const tableProposals = ({ tables }: Words, { named, isQuoted }: Scope, rank: number): Proposal[] => [
  ...named.toReversed().map(({ name, columns }): Proposal => ({ ...nameText(name, isQuoted), kind: "query", detail: `WITH · ${formatCount(columns.length, "column")}`, rank: rank + 5 })),
  ...tables
    .filter(({ sql_name: name }) => !named.some((query) => sameName(query.name, name)))
    .map(({ sql_name: name, name: human, row_count: rows }): Proposal => ({ ...nameText(name, isQuoted), kind: "table", detail: `${human} · ${formatCount(rows, "row")}`, rank })),
];

const timesNamed = (relations: readonly Relation[]): Map<string, number> => {
  const times = new Map<string, number>();
  for (const { columns } of relations) for (const { name } of columns) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1);
  return times;
};

/** Columns of every table in reach; one that several have is written with its table. */
const columnProposals = ({ relations, isQuoted }: Scope): Proposal[] => {
  const times = timesNamed(relations);
  return relations.flatMap(({ alias, columns }, place) =>
    columns.map((column) => {
      const proposal = columnProposal(column, isQuoted, 60 - place, alias);
      const isAmbiguous = (times.get(column.name.toLowerCase()) ?? 0) > 1;
      return isAmbiguous ? { ...proposal, text: `${written(alias)}.${proposal.text}` } : proposal;
    }),
  );
};

const keywordProposals = (keywords: readonly string[], rank: number): Proposal[] =>
  keywords.map((label) => ({ label, text: label, kind: "keyword", detail: "", rank }));

const expressionProposals = (words: Words, scope: Scope): Proposal[] => {
  const aliases = scope.relations.map(({ alias, source }): Proposal => ({ ...nameText(alias, scope.isQuoted), kind: "alias", detail: source === null ? "Table" : `Alias of ${source}`, rank: 30 }));
  const inReach = new Set(scope.relations.flatMap(({ columns }) => columns.map(({ name }) => name.toLowerCase())));
  const outputs = scope.outputs.filter(({ name }) => !inReach.has(name.toLowerCase())).map((column) => columnProposal(column, scope.isQuoted, 25, "of this query"));
  if (scope.isQuoted) return [...columnProposals(scope), ...outputs, ...aliases];
  return [
    ...columnProposals(scope),
    ...outputs,
    ...aliases,
    ...words.functions.map((name): Proposal => ({ label: name, text: name, kind: "function", detail: "Function", rank: 0 })),
    ...keywordProposals(OFFERED_KEYWORDS, -10),
    ...tableProposals(words, scope, -30),
  ];
};

/** All that fits at a place; which of it answers what was typed is the editor's to say. */
export const proposalsFor = (words: Words, scope: Scope): Proposal[] => {
  switch (scope.wanted) {
    case "nothing": return [];
    case "parameter": return scope.parameters.map((name) => ({ label: `$${name}`, text: `$${name}`, kind: "parameter", detail: "Parameter", rank: 0 }));
    case "member": return membersOf(scope).map((column, place) => columnProposal(column, scope.isQuoted, Math.max(-90, 90 - place), null));
    case "relation": return tableProposals(words, scope, 50);
    case "clause": return scope.isQuoted ? [] : keywordProposals(OFFERED_KEYWORDS, 0);
    case "type": return TYPE_NAMES.map((label) => ({ label, text: label, kind: "type", detail: "Type", rank: 0 }));
    case "start": return scope.isQuoted ? [] : keywordProposals(FIRST_KEYWORDS, 0);
    case "expression": return expressionProposals(words, scope);
  }
};
