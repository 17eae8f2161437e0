import { mayBeAlias } from "./keywords";
import { sameName } from "./names";
import type { Query, Relation, ScopeColumn, Surroundings } from "./query-tree";
import { isGroup, isQuery, nameOf, parted, symbolOf, wordOf, type SqlNode } from "./sql-nodes";

const BEFORE_TABLE = new Set(["join", "natural", "asof", "positional", "left", "right", "full", "inner", "outer", "cross", "semi", "anti", "lateral", "only"]);

/** What tables that functions make are made of. */
const FUNCTION_COLUMNS: Readonly<Record<string, string>> = { range: "range", generate_series: "generate_series", unnest: "unnest" };

type Reading = { relations: Relation[]; children: Query[] };

const columnsNamed = (name: string, { named, tables }: Surroundings): readonly ScopeColumn[] =>
  named.findLast((query) => sameName(query.name, name))?.columns ?? tables.find(({ sqlName }) => sameName(sqlName, name))?.columns ?? [];

const listedNames = (nodes: readonly SqlNode[]): string[] => parted(nodes).flatMap(([first]) => nameOf(first) ?? []);

/** Names in brackets after an alias, or after the name in a WITH, take the place of the columns' own. */
export const renamed = (columns: readonly ScopeColumn[], names: readonly string[]): ScopeColumn[] =>
  names.length === 0 ? [...columns] : [...names.map((name, index) => ({ name, type: columns[index]?.type ?? null })), ...columns.slice(names.length)];

type Source = { name: string | null; columns: readonly ScopeColumn[]; next: number };

const readSource = (nodes: readonly SqlNode[], start: number, around: Surroundings, reading: Reading): Source | null => {
  const node = nodes[start];
  if (isQuery(node)) {
    const query = around.read(node, around.named);
    reading.children.push(query);
    return { name: null, columns: query.columns, next: start + 1 };
  }
  if (isGroup(node)) {
    readRelations(node.nodes, around, reading);
    return { name: null, columns: [], next: start + 1 };
  }
  let name = nameOf(node);
  if (name === null) return null;
  let next = start + 1;
  while (symbolOf(nodes[next]) === "." && nameOf(nodes[next + 1]) !== null) {
    name = nameOf(nodes[next + 1]) ?? name;
    next += 2;
  }
  if (!isGroup(nodes[next])) return { name, columns: columnsNamed(name, around), next };
  const made = FUNCTION_COLUMNS[name.toLowerCase()];
  return { name, columns: made === undefined ? [] : [{ name: made, type: null }], next: next + 1 };
};

const aliasAt = (nodes: readonly SqlNode[], index: number): string | null => {
  const name = nameOf(nodes[index]);
  if (name === null) return null;
  const word = wordOf(nodes[index]);
  return word === null || mayBeAlias(word) ? name : null;
};

/** Over the condition of a join to the next table. */
const endOfItem = (nodes: readonly SqlNode[], start: number): number => {
  let index = start;
  while (index < nodes.length && symbolOf(nodes[index]) !== "," && !BEFORE_TABLE.has(wordOf(nodes[index]) ?? "")) {
    // `left(name, 1)` is a function, not the beginning of a join.
    index += 1;
    while (index < nodes.length && BEFORE_TABLE.has(wordOf(nodes[index]) ?? "") && isGroup(nodes[index + 1]) && wordOf(nodes[index]) !== "join") index += 2;
  }
  return index;
};

/** Reads what stands after FROM: every table with its alias and columns, joins and sub-queries too. */
export function readRelations(nodes: readonly SqlNode[], around: Surroundings, reading: Reading): void {
  let index = 0;
  while (index < nodes.length) {
    if (symbolOf(nodes[index]) === "," || BEFORE_TABLE.has(wordOf(nodes[index]) ?? "")) { index += 1; continue; }
    const before = symbolOf(nodes[index + 1]) === ":" ? nameOf(nodes[index]) : null;
    const source = readSource(nodes, before === null ? index : index + 2, around, reading);
    if (source === null) { index = endOfItem(nodes, index + 1); continue; }
    index = source.next;
    if (wordOf(nodes[index]) === "as") index += 1;
    const after = aliasAt(nodes, index);
    if (after !== null) index += 1;
    const list = nodes[index];
    const names = after !== null && isGroup(list) ? listedNames(list.nodes) : [];
    const alias = before ?? after ?? source.name;
    if (alias !== null) reading.relations.push({ alias, source: source.name === alias ? null : source.name, columns: renamed(source.columns, names) });
    index = endOfItem(nodes, index);
  }
}
