import { insertCompletionText, pickedCompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { FormulaWord } from "./formula-words";

const writeCall = (view: EditorView, completion: Completion, from: number, to: number) => {
  const hasBrackets = view.state.sliceDoc(to, to + 1) === "(";
  view.dispatch({
    ...insertCompletionText(view.state, `${completion.label}${hasBrackets ? "" : "()"}`, from, to),
    selection: { anchor: from + completion.label.length + 1 },
    annotations: pickedCompletion.of(completion),
  });
};

const infoOf = ({ doc, example, kind, detail }: FormulaWord) => () => {
  const box = document.createElement("div");
  const add = (tag: "p" | "code", text: string | null) => {
    if (text === null || text === "") return;
    const line = box.appendChild(document.createElement(tag));
    line.textContent = text;
  };
  if (kind === "function") add("code", detail);
  add("p", doc);
  add("code", example);
  return box;
};

const RANK: Record<FormulaWord["kind"], number> = { column: 4, measure: 3, parameter: 2, address: 1, function: 0 };

const optionOf = (word: FormulaWord): Completion => ({
  label: word.text,
  type: word.kind,
  detail: word.kind === "function" ? "" : word.detail,
  boost: RANK[word.kind],
  ...(word.kind === "function" && { apply: writeCall }),
  ...((word.doc !== null || word.kind === "function") && { info: infoOf(word) }),
});

const NAME = /[\p{L}\p{N}_$."]*$/u;
const VALID = /^[\p{L}\p{N}_$."]*$/u;

/** Whether a place lies in a text between single quotes, where nothing is completed. */
const isInText = (before: string): boolean => (before.match(/'/g)?.length ?? 0) % 2 === 1;

export const completeFormula = (words: () => readonly FormulaWord[]) => (context: CompletionContext): CompletionResult | null => {
  const before = context.state.sliceDoc(0, context.pos);
  if (isInText(before)) return null;
  const typed = NAME.exec(before)?.[0] ?? "";
  if (typed === "" && !context.explicit) return null;
  if (/^[0-9.]+$/.test(typed)) return null;
  return { from: context.pos - typed.length, options: words().map(optionOf), validFor: VALID };
};
