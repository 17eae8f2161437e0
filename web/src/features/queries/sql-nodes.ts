import type { Token } from "./sql-tokens";

/** What stands between brackets, and what stands alone. */
export type Leaf = { kind: "token"; from: number; to: number; token: Token };
export type Group = { kind: "group"; from: number; to: number; bracket: string; nodes: SqlNode[] };
export type SqlNode = Leaf | Group;
type InBrackets = Group & { bracket: "(" };

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const OPENING = new Set(Object.keys(CLOSING));
const ENDS = new Set(Object.values(CLOSING));

/** Words with their brackets as a tree. A bracket that is not closed reaches to the end, one that was never opened is passed over. */
export const nodesOf = (tokens: readonly Token[], end: number): SqlNode[] => {
  const root: Group = { kind: "group", from: 0, to: end, bracket: "", nodes: [] };
  const open: Group[] = [root];
  for (const token of tokens) {
    const within = open.at(-1) ?? root;
    if (token.kind === "symbol" && OPENING.has(token.value)) {
      const group: Group = { kind: "group", from: token.to, to: end, bracket: token.value, nodes: [] };
      within.nodes.push(group);
      open.push(group);
    } else if (token.kind === "symbol" && ENDS.has(token.value)) {
      const depth = open.findLastIndex(({ bracket }) => CLOSING[bracket] === token.value);
      if (depth < 1) continue;
      for (const group of open.splice(depth)) group.to = token.from;
    } else {
      within.nodes.push({ kind: "token", from: token.from, to: token.to, token });
    }
  }
  return root.nodes;
};

export const isGroup = (node: SqlNode | undefined): node is InBrackets => node?.kind === "group" && node.bracket === "(";

/** The word at a node, in small letters; null for everything else. */
export const wordOf = (node: SqlNode | undefined): string | null =>
  node?.kind === "token" && node.token.kind === "word" ? node.token.value.toLowerCase() : null;

export const symbolOf = (node: SqlNode | undefined): string | null =>
  node?.kind === "token" && node.token.kind === "symbol" ? node.token.value : null;

/** The name at a node, quoted or not; null for everything else. */
export const nameOf = (node: SqlNode | undefined): string | null =>
  node?.kind === "token" && (node.token.kind === "word" || node.token.kind === "quoted") ? node.token.value : null;

/** A list parted at its commas; brackets keep theirs. */
export const parted = (nodes: readonly SqlNode[]): SqlNode[][] => {
  const parts: SqlNode[][] = [[]];
  for (const node of nodes) {
    if (symbolOf(node) === ",") parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts.filter((part) => part.length > 0);
};

const FIRST_OF_QUERY = new Set(["select", "with", "from", "values", "pivot", "unpivot", "summarize", "describe", "desc", "show"]);

/** Whether what stands between brackets is a query of its own. */
export const isQuery = (node: SqlNode | undefined): node is InBrackets => {
  if (!isGroup(node)) return false;
  const [first] = node.nodes;
  return FIRST_OF_QUERY.has(wordOf(first) ?? "") || (isQuery(first) && node.nodes.length > 0);
};
