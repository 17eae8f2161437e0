/** The words of a comment as they are stored: a person is mentioned by `@[Name](user id)`. */
export type Part = { kind: "text"; text: string } | { kind: "mention"; name: string; userId: string };

/** People by the name under which they were chosen. */
export type Chosen = ReadonlyMap<string, string>;

const MENTION = /@\[([^[\]\n]{1,255})\]\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/g;

export const partsOf = (words: string): Part[] => {
  const parts: Part[] = [];
  let end = 0;
  for (const match of words.matchAll(MENTION)) {
    const [whole, name = "", userId = ""] = match;
    if (match.index > end) parts.push({ kind: "text", text: words.slice(end, match.index) });
    parts.push({ kind: "mention", name, userId });
    end = match.index + whole.length;
  }
  if (end < words.length) parts.push({ kind: "text", text: words.slice(end) });
  return parts;
};

/** What a person reads and types: `@Name`. */
export const typedOf = (words: string): { typed: string; chosen: Chosen } => {
  const parts = partsOf(words);
  return {
    typed: parts.map((part) => (part.kind === "text" ? part.text : `@${part.name}`)).join(""),
    chosen: new Map(parts.flatMap((part) => (part.kind === "mention" ? [[part.name, part.userId] as const] : []))),
  };
};

/** A name as it can stand in a mention. */
export const plainName = (name: string): string => name.replaceAll(/[[\]\n]/g, " ").trim();

/** Back to how words are stored; longer names first, so that “Ann” does not take the beginning of “Ann Lee”. */
export const wordsOf = (typed: string, chosen: Chosen): string => {
  const names = [...chosen.keys()].sort((one, other) => other.length - one.length);
  let words = "";
  for (let at = 0; at < typed.length; ) {
    const name = typed[at] === "@" ? names.find((one) => typed.startsWith(one, at + 1)) : undefined;
    words += name === undefined ? (typed[at] ?? "") : `@[${name}](${chosen.get(name) ?? ""})`;
    at += name === undefined ? 1 : name.length + 1;
  }
  return words;
};

/** What is typed of a name after an @ right before the caret; undefined where none is being typed. */
export const beginningAt = (typed: string, caret: number): { from: number; beginning: string } | undefined => {
  const match = /(?:^|\s)@([^\s@]{0,40}(?: [^\s@]{0,40})?)$/.exec(typed.slice(0, caret));
  return match === null ? undefined : { from: caret - (match[1]?.length ?? 0) - 1, beginning: match[1] ?? "" };
};
