import { isSymbol, tokensOf } from "./sql-tokens";

export type Range = { from: number; to: number };

/** Each statement of a text from its first word or comment to its last, without what parts them. */
export const statementsOf = (text: string): Range[] => {
  const statements: Range[] = [];
  let from: number | null = null;
  let to = 0;
  let hasWords = false;
  const end = () => {
    if (from !== null && hasWords) statements.push({ from, to });
    from = null;
    hasWords = false;
  };
  for (const token of tokensOf(text)) {
    if (isSymbol(token, ";")) { end(); continue; }
    from ??= token.from;
    to = token.to;
    hasWords ||= token.kind !== "comment";
  }
  end();
  return statements;
};

/** The statement that the cursor stands in or behind; before the first one, the first. */
export const statementAt = (text: string, position: number): Range | null => {
  const statements = statementsOf(text);
  return statements.findLast(({ from }) => from <= position) ?? statements[0] ?? null;
};

/** What to run: the selection where there is one, else the statement of the cursor. */
export const rangeToRun = (text: string, selection: Range): Range | null => {
  const chosen = text.slice(selection.from, selection.to);
  if (chosen.trim() === "") return statementAt(text, selection.from);
  const from = selection.from + chosen.length - chosen.trimStart().length;
  const statements = statementsOf(chosen);
  const [only] = statements;
  if (statements.length === 1 && only) return { from: selection.from + only.from, to: selection.from + only.to };
  return { from, to: selection.from + chosen.trimEnd().length };
};
