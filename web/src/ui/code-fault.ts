import { StateEffect, StateField, type EditorState } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

type Range = { from: number; to: number };

const setFault = StateEffect.define<Range | null>();

const mark = Decoration.mark({ class: "cm-fault" });

/** The place itself, or where it has no width the letter beside it. */
const seen = ({ from, to }: Range, length: number): Range | null => {
  if (to > from) return { from: Math.min(from, length), to: Math.min(to, length) };
  return length === 0 ? null : { from: Math.max(0, Math.min(from, length) - 1), to: Math.min(length, Math.max(from, 1)) };
};

const marked = (place: Range | null, length: number): DecorationSet => {
  const range = place && seen(place, length);
  return range && range.to > range.from ? Decoration.set([mark.range(range.from, range.to)]) : Decoration.none;
};

/** The word that a statement or a formula failed at; it follows its word, and goes when the word is changed. */
export const faultField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (fault, transaction) => {
    for (const effect of transaction.effects) if (effect.is(setFault)) return marked(effect.value, transaction.newDoc.length);
    if (!transaction.docChanged) return fault;
    let isTouched = false;
    fault.between(0, transaction.startState.doc.length, (from, to) => { isTouched ||= transaction.changes.touchesRange(from, to) !== false; });
    return isTouched ? Decoration.none : fault.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const faultIn = (state: EditorState): Range | null => {
  const cursor = state.field(faultField).iter();
  return cursor.value === null ? null : { from: cursor.from, to: cursor.to };
};

export const showFault = (place: Range | null) => setFault.of(place);
