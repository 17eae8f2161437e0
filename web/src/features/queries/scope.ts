import { sameName } from "./names";
import type { KnownTable, NamedQuery, Query, Relation, ScopeColumn } from "./query-tree";
import { readQuery } from "./read-query";
import { isSymbol, isWord, tokensOf, type Token } from "./sql-tokens";

/** What may be written at a place of a statement. */
export type Wanted = "nothing" | "parameter" | "member" | "relation" | "expression" | "clause" | "type" | "start";

export type Scope = {
  wanted: Wanted;
  /** Where the word that is being typed begins and ends. */
  from: number;
  to: number;
  /** The word was begun with a quote. */
  isQuoted: boolean;
  /** The name before the point. */
  qualifier: string | null;
  /** Tables in reach, those of the query itself first, then those around it. */
  relations: readonly Relation[];
  named: readonly NamedQuery[];
  /** Names that the query gives to its own columns. */
  outputs: readonly ScopeColumn[];
  parameters: readonly string[];
};

const contains = ({ from, to }: { from: number; to: number }, position: number): boolean => from <= position && position <= to;

type Found = { query: Query; relations: Relation[]; outputs: readonly ScopeColumn[] };

/** The innermost query around a place, with every table that it can see. */
const innermost = (query: Query, position: number, outer: readonly Relation[]): Found => {
  const body = query.bodies.find((one) => contains(one, position));
  if (body) return innermost(body, position, []);
  const block = query.blocks.findLast(({ from }) => from <= position) ?? query.blocks[0];
  const relations = [...(block?.relations ?? []), ...outer];
  const child = block?.children.find((one) => contains(one, position));
  return child ? innermost(child, position, relations) : { query, relations, outputs: block?.columns ?? [] };
};

/** The statement around a place: its words without comments. */
const statementTokens = (sql: string, position: number): Token[] => {
  const tokens = tokensOf(sql);
  const start = tokens.findLastIndex((token) => isSymbol(token, ";") && token.to <= position);
  const end = tokens.findIndex((token, index) => index > start && isSymbol(token, ";"));
  return tokens.slice(start + 1, end === -1 ? tokens.length : end);
};

const CLAUSE_WORDS = ["select", "from", "where", "group", "having", "window", "qualify", "order", "limit", "offset", "on", "using", "pivot", "unpivot", "summarize", "describe", "join", "by", "values"];
const TABLE_WORDS = ["from", "join", "pivot", "unpivot", "summarize", "describe", "lateral"];

/** The clause that the words before a place belong to, on their own level of brackets. */
const clauseBefore = (before: readonly Token[]): string | null => {
  let depth = 0;
  for (let index = before.length - 1; index >= 0; index -= 1) {
    const token = before[index];
    if (isSymbol(token, ")", "]", "}")) depth += 1;
    else if (isSymbol(token, "(", "[", "{")) {
      if (depth === 0) return null;
      depth -= 1;
    } else if (depth === 0 && isWord(token, ...CLAUSE_WORDS) && !isSymbol(before[index - 1], ".")) {
      const isOfExtract = isWord(token, "from") && (isWord(before[index - 1], "distinct") || isInCall(before, index));
      return isOfExtract ? "select" : token?.value.toLowerCase() ?? null;
    }
  }
  return null;
};

/** `extract(year FROM x)`: the bracket around the word holds no query. */
const isInCall = (before: readonly Token[], at: number): boolean => {
  let depth = 0;
  for (let index = at - 1; index >= 0; index -= 1) {
    if (isSymbol(before[index], ")")) depth += 1;
    else if (isSymbol(before[index], "(") && depth > 0) depth -= 1;
    else if (isSymbol(before[index], "(")) return index + 1 !== at && !isWord(before[index + 1], "select", "with", "from", "pivot");
  }
  return false;
};

const isOfTable = (clause: string | null): boolean => clause !== null && ["from", "join", "on", "using", "pivot", "unpivot", "summarize", "describe"].includes(clause);

const wantedAfter = (before: readonly Token[]): Wanted => {
  const last = before.at(-1);
  if (last === undefined) return "start";
  if (isSymbol(last, "::")) return "type";
  if (isSymbol(last, "(")) return isWord(before.at(-2), "as", "from", "join") ? "start" : "expression";
  if (isWord(last, "as")) return "nothing";
  if (isWord(last, ...TABLE_WORDS)) return clauseBefore(before) === "select" ? "expression" : "relation";
  const clause = clauseBefore(before);
  if (isSymbol(last, ",") && isOfTable(clause)) return "relation";
  const endsName = last.kind === "quoted" || last.kind === "word" || isSymbol(last, ")");
  return endsName && (clause === "from" || clause === "join") && !isWord(last, "select") ? "clause" : "expression";
};

const isCastType = (before: readonly Token[]): boolean => {
  const open = before.findLastIndex((token) => isSymbol(token, "("));
  return isWord(before.at(-1), "as") && open > 0 && isWord(before[open - 1], "cast", "try_cast");
};

const NOWHERE: Omit<Scope, "from" | "to" | "parameters"> = { wanted: "nothing", isQuoted: false, qualifier: null, relations: [], named: [], outputs: [] };

/** Reads what can be named at a place of a text that may hold several statements, none of them finished. */
export const scopeAt = (sql: string, position: number, tables: readonly KnownTable[]): Scope => {
  const all = statementTokens(sql, position);
  const parameters = [...new Set(all.filter(({ kind }) => kind === "parameter").map(({ value }) => value))];
  const typed = all.find((token) => token.from < position && position <= token.to && (token.kind !== "symbol"));
  if (typed?.kind === "quoted" && typed.isOpen && position < sql.length) {
    // A quote that nobody has closed yet would swallow the rest of the statement.
    return { ...scopeAt(`${sql.slice(0, position)}"${sql.slice(position)}`, position, tables), to: position };
  }
  const isInside = typed !== undefined && (position < typed.to || typed.isOpen || typed.kind === "comment");
  const nowhere = { ...NOWHERE, from: position, to: position, parameters };
  if (typed?.kind === "number" || ((typed?.kind === "text" || typed?.kind === "comment") && isInside)) return nowhere;
  if (typed?.kind === "parameter") return { ...nowhere, wanted: "parameter", from: typed.from, to: typed.to, parameters: parameters.filter((name) => name !== typed.value) };
  const isQuoted = typed?.kind === "quoted" && isInside;
  const isTyping = typed?.kind === "word" || isQuoted;
  const tokens = all.filter((token) => token.kind !== "comment" && !(isTyping && token === typed));
  const before = tokens.filter((token) => token.to <= position);
  const place = { from: isTyping ? typed.from : position, to: isTyping ? typed.to : position, isQuoted };
  // A closed quoted name with the cursor right behind it, and a text likewise, are finished.
  if (typed !== undefined && !isTyping && typed.kind !== "comment") return { ...nowhere, ...place };
  const root = readQuery(tokens, sql.length, tables);
  const { query, relations, outputs } = innermost(root, position, []);
  const scope = { ...place, relations, named: query.named, outputs, parameters };
  const isMember = isSymbol(before.at(-1), ".");
  const qualifier = isMember ? before.at(-2)?.value ?? null : null;
  if (isMember) return { ...scope, wanted: qualifier === null ? "nothing" : "member", qualifier };
  return { ...scope, qualifier: null, wanted: isCastType(before) ? "type" : wantedAfter(before) };
};

/** The columns of the table that stands before the point. */
export const membersOf = ({ qualifier, relations }: Pick<Scope, "qualifier" | "relations">): readonly ScopeColumn[] =>
  (qualifier === null ? undefined : relations.find(({ alias }) => sameName(alias, qualifier)))?.columns ?? [];
