/** A node of a text that Markdown was read into. */
type TextNode = { type: string; value?: string; tagName?: string; children?: TextNode[]; properties?: Record<string, unknown> };

const NAMED = /\{([a-z][a-z0-9_]{0,39})\}/g;
const LITERAL = new Set(["code", "pre"]);

const parted = (text: string, names: ReadonlySet<string>): TextNode[] => {
  const parts: TextNode[] = [];
  let end = 0;
  for (const found of text.matchAll(NAMED)) {
    const [whole, name = ""] = found;
    if (!names.has(name)) continue;
    if (found.index > end) parts.push({ type: "text", value: text.slice(end, found.index) });
    parts.push({ type: "element", tagName: "data", properties: { value: name }, children: [] });
    end = found.index + whole.length;
  }
  if (end < text.length) parts.push({ type: "text", value: text.slice(end) });
  return parts;
};

const walk = (node: TextNode, names: ReadonlySet<string>): void => {
  if (node.children === undefined || LITERAL.has(node.tagName ?? "")) return;
  node.children = node.children.flatMap((child) => {
    if (child.type === "text") return parted(child.value ?? "", names);
    walk(child, names);
    return [child];
  });
};

/** Takes `{name}` out of the words, where a figure is called so, for its value to stand there; addresses and code stay as they are. */
export const figureParts = (names: ReadonlySet<string>) => () => (tree: unknown): void => { walk(tree as TextNode, names); };
