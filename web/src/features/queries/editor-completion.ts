import { insertCompletionText, pickedCompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { knownTables, proposalsFor, type Proposal, type Words } from "./completions";
import { scopeAt } from "./scope";

/** A function is written with its brackets, and the cursor goes between them. */
const writeCall = (view: EditorView, completion: Completion, from: number, to: number) => {
  const hasBrackets = view.state.sliceDoc(to, to + 1) === "(";
  const text = `${completion.label}${hasBrackets ? "" : "()"}`;
  view.dispatch({
    ...insertCompletionText(view.state, text, from, to),
    selection: { anchor: from + completion.label.length + 1 },
    annotations: pickedCompletion.of(completion),
  });
};

const optionOf = ({ label, text, kind, detail, rank }: Proposal): Completion => ({
  label,
  ...(text.endsWith(label) || text === label ? {} : { displayLabel: label }),
  ...(text !== label && kind === "column" && text.includes(".") ? { displayLabel: text } : {}),
  apply: kind === "function" ? writeCall : text,
  type: kind,
  detail,
  boost: rank,
});

const WORD = /^[\p{L}\p{N}_$\u0080-\u{10FFFF}]*$/u;
const QUOTED = /^"[^"]*"?$/;

/** What can be written at the cursor; letters that follow narrow it down without reading the statement again. */
export const completeSql = (words: () => Words) => (context: CompletionContext): CompletionResult | null => {
  const { tables, functions } = words();
  const scope = scopeAt(context.state.doc.toString(), context.pos, knownTables(tables));
  const isTyping = context.pos > scope.from;
  if (!context.explicit && !isTyping && scope.wanted !== "member" && scope.wanted !== "relation") return null;
  const options = proposalsFor({ tables, functions }, scope).map(optionOf);
  return options.length === 0 ? null : { from: scope.from, to: scope.isQuoted ? scope.to : context.pos, options, validFor: scope.isQuoted ? QUOTED : WORD };
};
