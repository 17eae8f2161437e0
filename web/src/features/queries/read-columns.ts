import type { ColumnType } from "@/lib/column-type";
import { mayBeAlias } from "./keywords";
import { sameName } from "./names";
import type { Relation, ScopeColumn } from "./query-tree";
import { isGroup, nameOf, parted, symbolOf, wordOf, type SqlNode } from "./sql-nodes";

const CAST_TYPES: Readonly<Record<string, ColumnType>> = {
  int: "integer", integer: "integer", bigint: "integer", smallint: "integer", hugeint: "integer", decimal: "decimal", numeric: "decimal", double: "float", float: "float", real: "float",
  text: "text", varchar: "text", string: "text", boolean: "boolean", bool: "boolean", date: "date", timestamp: "datetime", timestamptz: "datetime", datetime: "datetime", time: "time", json: "json",
};

export const typeNamed = (name: string): ColumnType | null => CAST_TYPES[name.toLowerCase()] ?? null;

export const columnIn = (relations: readonly Relation[], name: string, qualifier: string | null = null): ScopeColumn | null => {
  const asked = qualifier === null ? relations : relations.filter(({ alias }) => sameName(alias, qualifier));
  return asked.flatMap(({ columns }) => columns).find((column) => sameName(column.name, name)) ?? null;
};

const namesIn = (node: SqlNode | undefined): string[] => {
  if (isGroup(node)) return parted(node.nodes).flatMap((part) => nameOf(part.at(-1)) ?? []);
  const name = nameOf(node);
  return name === null ? [] : [name];
};

/** `*` or `t.*`, without what it leaves out and with what it calls otherwise. */
const starColumns = (item: readonly SqlNode[], relations: readonly Relation[]): ScopeColumn[] | null => {
  const star = item.findIndex((node) => symbolOf(node) === "*");
  const qualifier = star === 2 && symbolOf(item[1]) === "." ? nameOf(item[0]) : null;
  if (star === -1 || (star > 0 && qualifier === null)) return null;
  const asked = qualifier === null ? relations : relations.filter(({ alias }) => sameName(alias, qualifier));
  const leftOut: string[] = [];
  const otherNames = new Map<string, string>();
  item.forEach((node, index) => {
    const next = item[index + 1];
    if (wordOf(node) === "exclude") leftOut.push(...namesIn(next));
    if (wordOf(node) === "rename" && isGroup(next)) {
      for (const part of parted(next.nodes)) otherNames.set((nameOf(part[0]) ?? "").toLowerCase(), nameOf(part.at(-1)) ?? "");
    }
  });
  return asked
    .flatMap(({ columns }) => columns)
    .filter(({ name }) => !leftOut.some((out) => sameName(out, name)))
    .map((column) => ({ ...column, name: otherNames.get(column.name.toLowerCase()) ?? column.name }));
};

const endsOperand = (node: SqlNode | undefined): boolean => {
  if (node === undefined) return false;
  if (node.kind === "group") return true;
  if (node.token.kind === "symbol") return false;
  return node.token.kind !== "word" || mayBeAlias(node.token.value) || ["end", "null", "true", "false"].includes(node.token.value.toLowerCase());
};

type Named = { name: string; value: readonly SqlNode[] };

const namedItem = (item: readonly SqlNode[]): Named | null => {
  const [first, second] = item;
  if (symbolOf(second) === ":" && nameOf(first) !== null) return { name: nameOf(first) ?? "", value: item.slice(2) };
  const last = item.at(-1);
  const name = nameOf(last);
  if (name === null) return null;
  const before = item.at(-2);
  if (wordOf(before) === "as") return { name, value: item.slice(0, -2) };
  const isBare = item.length === 1 || (symbolOf(before) === "." && item.length % 2 === 1 && item.every((node, index) => (index % 2 === 0 ? nameOf(node) !== null : symbolOf(node) === ".")));
  const word = wordOf(last);
  if (isBare) return word === null || mayBeAlias(word) || item.length > 1 ? { name, value: item } : null;
  return endsOperand(before) && (word === null || mayBeAlias(word)) ? { name, value: item.slice(0, -1) } : null;
};

const typeOf = (value: readonly SqlNode[], relations: readonly Relation[]): ColumnType | null => {
  const last = value.at(-1);
  if (symbolOf(value.at(-2)) === "::") return typeNamed(nameOf(last) ?? "");
  if (wordOf(value[0]) === "count" && isGroup(value[1]) && value.length === 2) return "integer";
  const name = nameOf(last);
  if (name === null || (value.length !== 1 && value.length !== 3)) return null;
  return columnIn(relations, name, value.length === 3 ? nameOf(value[0]) : null)?.type ?? null;
};

const withoutDistinct = (nodes: readonly SqlNode[]): readonly SqlNode[] => {
  const [first, second] = nodes;
  if (wordOf(first) === "all") return nodes.slice(1);
  if (wordOf(first) !== "distinct") return nodes;
  return wordOf(second) === "on" && isGroup(nodes[2]) ? nodes.slice(3) : nodes.slice(1);
};

/** What a SELECT gives: every column that has a name one can call it by. */
export const readColumns = (nodes: readonly SqlNode[], relations: readonly Relation[]): ScopeColumn[] =>
  parted(withoutDistinct(nodes)).flatMap((item) => {
    const stars = starColumns(item, relations);
    if (stars !== null) return stars;
    const named = namedItem(item);
    return named === null ? [] : [{ name: named.name, type: typeOf(named.value, relations) }];
  });
