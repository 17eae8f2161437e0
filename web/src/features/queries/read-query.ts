import type { Block, KnownTable, NamedQuery, Query, Relation, ScopeColumn, Segment, Surroundings } from "./query-tree";
import { readColumns } from "./read-columns";
import { readRelations, renamed } from "./read-relations";
import { isGroup, isQuery, nameOf, nodesOf, parted, symbolOf, wordOf, type Group, type SqlNode } from "./sql-nodes";
import type { Token } from "./sql-tokens";

const CLAUSES = new Set(["select", "from", "where", "group", "having", "window", "qualify", "order", "limit", "offset", "pivot", "unpivot", "summarize", "describe", "desc", "show", "values"]);
const OF_TABLES = new Set(["from", "pivot", "unpivot", "summarize", "describe", "show"]);
const SETS = new Set(["union", "intersect", "except"]);

/** Whether a word begins a clause, and is not a name after a point, `IS DISTINCT FROM`, `WITHIN GROUP` or the `DESC` of an order. */
const beginsClause = (nodes: readonly SqlNode[], index: number): string | null => {
  const word = wordOf(nodes[index]);
  const before = nodes[index - 1];
  if (word === null || !CLAUSES.has(word)) return null;
  if (symbolOf(before) === "." && before?.to === nodes[index]?.from) return null;
  if (word === "from" && wordOf(before) === "distinct" && ["is", "not"].includes(wordOf(nodes[index - 2]) ?? "")) return null;
  if (word === "group" && wordOf(before) === "within") return null;
  const isFirstOnly = ["desc", "describe", "show", "summarize", "values"].includes(word);
  return isFirstOnly && index > 0 ? null : word;
};

const segmentsOf = (nodes: readonly SqlNode[]): Segment[] => {
  const segments: Segment[] = [];
  nodes.forEach((node, index) => {
    const clause = beginsClause(nodes, index);
    if (clause !== null) segments.push({ clause, nodes: [] });
    else segments.at(-1)?.nodes.push(node);
  });
  return segments;
};

/** The queries in expressions; those in a FROM have been read with their tables. */
const childrenIn = (nodes: readonly SqlNode[], around: Surroundings, known: ReadonlySet<number>): Query[] =>
  nodes.flatMap((node) => {
    if (node.kind !== "group" || known.has(node.from)) return [];
    return isQuery(node) ? [around.read(node, around.named)] : childrenIn(node.nodes, around, known);
  });

const ofValues = (nodes: readonly SqlNode[]): ScopeColumn[] => {
  const [first] = nodes;
  return isGroup(first) ? parted(first.nodes).map((_, index) => ({ name: `col${String(index)}`, type: null })) : [];
};

const outputs = (segments: readonly Segment[], relations: readonly Relation[]): ScopeColumn[] => {
  const select = segments.find(({ clause }) => clause === "select");
  if (select) return readColumns(select.nodes, relations);
  const values = segments.find(({ clause }) => clause === "values");
  if (values) return ofValues(values.nodes);
  return segments[0]?.clause === "from" ? relations.flatMap(({ columns }) => columns) : [];
};

const readBlock = (nodes: readonly SqlNode[], from: number, to: number, around: Surroundings): Block => {
  const [only] = nodes;
  if (nodes.length === 1 && isQuery(only)) {
    const query = around.read(only, around.named);
    return { from, to, relations: [], columns: query.columns, children: [query] };
  }
  const segments = segmentsOf(nodes);
  const reading = { relations: [] as Relation[], children: [] as Query[] };
  for (const { clause, nodes: inside } of segments) if (OF_TABLES.has(clause)) readRelations(inside, around, reading);
  const known = new Set(reading.children.map((child) => child.from));
  const children = [...reading.children, ...childrenIn(nodes, around, known)];
  return { from, to, relations: reading.relations, columns: outputs(segments, reading.relations), children };
};

type With = { named: NamedQuery[]; bodies: Query[]; next: number };

/** The queries that a WITH names; each may call those before it, and itself when it is recursive. */
const readWith = (nodes: readonly SqlNode[], around: Surroundings): With => {
  const named = [...around.named];
  const bodies: Query[] = [];
  if (wordOf(nodes[0]) !== "with") return { named, bodies, next: 0 };
  const isRecursive = wordOf(nodes[1]) === "recursive";
  let index = isRecursive ? 2 : 1;
  for (;;) {
    const name = nameOf(nodes[index]);
    if (name === null) break;
    index += 1;
    const list = nodes[index];
    const names = isGroup(list) ? parted(list.nodes).flatMap(([first]) => nameOf(first) ?? []) : [];
    const isBody = (node: SqlNode | undefined): node is Group => isGroup(node) && wordOf(nodes[index - 1]) !== "key" && (wordOf(nodes[index - 1]) === "as" || wordOf(nodes[index - 1]) === "materialized");
    while (index < nodes.length && !isBody(nodes[index]) && symbolOf(nodes[index]) !== "," && beginsClause(nodes, index) === null) index += 1;
    const body = nodes[index];
    if (isBody(body)) {
      const own = isRecursive ? [{ name, columns: renamed(around.read(body, named).columns, names) }] : [];
      const query = around.read(body, [...named, ...own]);
      bodies.push(query);
      named.push({ name, columns: renamed(query.columns, names) });
      index += 1;
    } else {
      named.push({ name, columns: renamed([], names) });
    }
    if (symbolOf(nodes[index]) !== ",") break;
    index += 1;
  }
  return { named, bodies, next: index };
};

const readGroup = ({ from, to, nodes }: Pick<Group, "from" | "to" | "nodes">, around: Surroundings): Query => {
  const { named, bodies, next } = readWith(nodes, around);
  const within = { ...around, named };
  const rest = nodes.slice(next);
  const isSet = (node: SqlNode, index: number) => SETS.has(wordOf(node) ?? "") && symbolOf(rest[index - 1]) !== "*";
  const cuts = [-1, ...rest.flatMap((node, index) => (isSet(node, index) ? [index] : [])), rest.length];
  const blocks = cuts.slice(0, -1).map((cut, index) => {
    const end = cuts[index + 1] ?? rest.length;
    let start = cut + 1;
    while (["all", "distinct", "by", "name"].includes(wordOf(rest[start]) ?? "") && cut >= 0 && start < end) start += 1;
    const begin = cut === -1 ? rest[0]?.from ?? from : rest[cut]?.to ?? from;
    return readBlock(rest.slice(start, end), begin, rest[end]?.from ?? to, within);
  });
  return { from, to, named, bodies, blocks, columns: blocks[0]?.columns ?? [] };
};

/** Reads a statement, finished or not, as far as its tables and columns go. Comments have been taken out of the tokens. */
export const readQuery = (tokens: readonly Token[], end: number, tables: readonly KnownTable[]): Query => {
  const read: Surroundings["read"] = (group, named) => readGroup(group, { named, tables, read });
  return read({ from: tokens[0]?.from ?? 0, to: end, nodes: nodesOf(tokens, end) }, []);
};
