import type { ColumnType } from "@/lib/column-type";
import { typeNamed, columnIn } from "./read-columns";
import { scopeAt } from "./scope";
import type { KnownTable, Relation } from "./query-tree";
import { isSymbol, isWord, tokensOf, type Token } from "./sql-tokens";

export const PARAMETER_TYPES = ["text", "integer", "decimal", "float", "boolean", "date", "datetime", "time"] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** What stands in the form field of a parameter. */
export type ParameterDraft = { type: ParameterType; label: string; value: string; isNull: boolean };

export type BoundValue = { type: ParameterType; value: string | number | boolean | null };

const isType = (value: unknown): value is ParameterType => (PARAMETER_TYPES as readonly unknown[]).includes(value);

/** The names after `$`, in the order of their first use; the engine does not tell large letters from small ones. */
export const parameterNames = (sql: string): string[] => {
  const names = new Map<string, string>();
  for (const { kind, value } of tokensOf(sql)) {
    if (kind === "parameter" && !/^\d/.test(value) && !names.has(value.toLowerCase())) names.set(value.toLowerCase(), value);
  }
  return [...names.values()];
};

const asParameterType = (type: ColumnType | null | undefined): ParameterType | null => (isType(type) ? type : null);

const COMPARING = new Set(["=", "<", ">", "<=", ">=", "<>", "!=", "=="]);
const isComparing = (token: Token | undefined): boolean =>
  (token?.kind === "symbol" && COMPARING.has(token.value)) || isWord(token, "between", "like", "ilike", "from");

const columnAt = (tokens: readonly Token[], index: number, step: 1 | -1, relations: readonly Relation[]): ColumnType | null => {
  const [near, point, far] = [tokens[index], tokens[index + step], tokens[index + 2 * step]];
  const isName = (token: Token | undefined) => token?.kind === "word" || token?.kind === "quoted";
  if (near === undefined || !isName(near)) return null;
  if (!isSymbol(point, ".") || far === undefined) return columnIn(relations, near.value)?.type ?? null;
  return (step === -1 ? columnIn(relations, near.value, far.value) : columnIn(relations, far.value, near.value))?.type ?? null;
};

/** The type of what a parameter is compared with, or is cast to. */
const typeBeside = (sql: string, tokens: readonly Token[], index: number, tables: readonly KnownTable[]): ParameterType | null => {
  if (isSymbol(tokens[index + 1], "::")) return asParameterType(typeNamed(tokens[index + 2]?.value ?? ""));
  const { relations } = scopeAt(sql, tokens[index]?.from ?? 0, tables);
  const near = relationsOf(sql, tokens[index]?.from ?? 0, tables, relations);
  if (isComparing(tokens[index - 1])) return asParameterType(columnAt(tokens, index - 2, -1, near));
  if (isWord(tokens[index - 1], "and")) {
    const between = tokens.slice(0, index).findLastIndex((token) => isWord(token, "between"));
    if (between !== -1 && index - between === 3) return asParameterType(columnAt(tokens, between - 1, -1, near));
  }
  return isComparing(tokens[index + 1]) ? asParameterType(columnAt(tokens, index + 2, 1, near)) : null;
};

// A parameter at the cursor counts as being typed, so the tables are read from the place before it.
const relationsOf = (sql: string, position: number, tables: readonly KnownTable[], known: readonly Relation[]): readonly Relation[] =>
  known.length > 0 ? known : scopeAt(`${sql.slice(0, position)} ${sql.slice(position)}`, position, tables).relations;

const BY_NAME: readonly (readonly [RegExp, ParameterType])[] = [
  [/(^|_)(date|day|since|until|from|to)$/i, "date"],
  [/(_at|timestamp)$/i, "datetime"],
  [/^(is|has)_/i, "boolean"],
  [/(^|_)(n|count|limit|top|year|month|quarter|week|days|hours|rows|number)$/i, "integer"],
  [/(^|_)(amount|price|rate|share|threshold|revenue|total|cost)$/i, "decimal"],
];

/** What a parameter most likely is: by the column that it is compared with, else by its name. */
export const guessType = (name: string, sql: string, tables: readonly KnownTable[]): ParameterType => {
  const tokens = tokensOf(sql).filter(({ kind }) => kind !== "comment");
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "parameter" || token.value.toLowerCase() !== name.toLowerCase()) continue;
    const beside = typeBeside(sql, tokens, index, tables);
    if (beside !== null) return beside;
  }
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? "text";
};

const WHOLE = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

type Read = { value: BoundValue } | { error: string };

const parsed = (type: ParameterType, text: string): Read => {
  const bound = (value: BoundValue["value"]): Read => ({ value: { type, value } });
  switch (type) {
    case "text": return bound(text);
    case "boolean": return text === "true" || text === "false" ? bound(text === "true") : { error: "Choose yes or no, or null." };
    case "integer":
      if (!WHOLE.test(text)) return { error: "Write a whole number, such as 42." };
      return bound(Number.isSafeInteger(Number(text)) ? Number(text) : text.replace(/^\+/, ""));
    case "decimal": return NUMBER.test(text) ? bound(text.replace(/^\+/, "")) : { error: "Write a number with a point, such as 12.50." };
    case "float": return NUMBER.test(text) && Number.isFinite(Number(text)) ? bound(Number(text)) : { error: "Write a number with a point, such as 0.25." };
    case "date": case "datetime": case "time": return text === "" ? { error: "Choose a value, or null." } : bound(text);
  }
};

/** What a form field holds as the typed value that is sent, or what is wrong with it. */
export const readDraft = ({ type, value, isNull }: ParameterDraft): Read =>
  isNull ? { value: { type, value: null } } : parsed(type, type === "text" ? value : value.trim());

export const emptyDraft = (type: ParameterType): ParameterDraft => ({ type, label: "", value: "", isNull: false });

type Reading = { values: Record<string, BoundValue>; errors: Record<string, string> };

export type Drafts = Readonly<Record<string, ParameterDraft>>;

/** The draft that belongs to a name, in whichever letters it was kept. */
export const draftOf = (drafts: Drafts, name: string): ParameterDraft | undefined =>
  drafts[name] ?? Object.entries(drafts).find(([kept]) => kept.toLowerCase() === name.toLowerCase())?.[1];

/** All that is sent along with a statement. */
export const readDrafts = (names: readonly string[], drafts: Drafts, fallback: (name: string) => ParameterType): Reading => {
  const reading: Reading = { values: {}, errors: {} };
  for (const name of names) {
    const read = readDraft(draftOf(drafts, name) ?? emptyDraft(fallback(name)));
    if ("error" in read) reading.errors[name] = read.error;
    else reading.values[name] = read.value;
  }
  return reading;
};

/** A bound value as it stood in its form field. */
export const draftFrom = ({ type, value }: BoundValue, label = ""): ParameterDraft =>
  ({ type, label, value: value === null ? "" : String(value), isNull: value === null });

const typeOfBare = (value: unknown): ParameterType => (typeof value === "boolean" ? "boolean" : typeof value === "number" ? (Number.isInteger(value) ? "integer" : "float") : "text");

/** Values as a run was sent them: bare, or with their type. */
export const draftsFromValues = (values: Readonly<Record<string, unknown>>): Record<string, ParameterDraft> =>
  Object.fromEntries(Object.entries(values).map(([name, given]) => {
    if (typeof given === "object" && given !== null && "type" in given && isType(given.type)) return [name, draftFrom(given as BoundValue)];
    return [name, draftFrom({ type: typeOfBare(given), value: given as BoundValue["value"] })];
  }));
