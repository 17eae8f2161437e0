import { closeCompletion, completionStatus } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from "react";
import { showFault } from "@/ui/code-fault";
import { formulaExtensions } from "./formula-setup";
import type { FormulaWord } from "./formula-words";

export type FormulaHandle = { focus: () => void; insert: (text: string) => void };

type FormulaEditorProps = {
  text: string;
  label: string;
  describedBy: string;
  words: readonly FormulaWord[];
  /** What stands there while nothing is written. */
  example: string;
  /** The characters that are wrong. */
  fault: { from: number; to: number } | null;
  onChange: (text: string) => void;
  /** ⌘Enter, Ctrl+Enter. */
  onDone: () => void;
  handle?: Ref<FormulaHandle>;
};

/** Where a formula is written: completion with what each function does, and a mark under what is wrong. */
export function FormulaEditor({ text, label, describedBy, example, fault, handle, ...rest }: FormulaEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ text, ...rest });
  useLayoutEffect(() => { latest.current = { text, ...rest }; });

  useLayoutEffect(() => {
    if (host.current === null) return;
    const extensions = formulaExtensions({
      words: () => latest.current.words,
      onChange: (changed) => { latest.current.onChange(changed); },
      onDone: () => { latest.current.onDone(); },
      label,
      describedBy,
      example,
    });
    const { text: first } = latest.current;
    const made = new EditorView({ parent: host.current, state: EditorState.create({ doc: first, selection: { anchor: first.length }, extensions }) });
    view.current = made;
    // A dialog around would take Escape for itself before the list of completions could close.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !made.hasFocus || completionStatus(made.state) === null) return;
      event.stopPropagation();
      event.preventDefault();
      closeCompletion(made);
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => {
      window.removeEventListener("keydown", onKeyDown, true);
      view.current = null;
      made.destroy();
    };
  }, [label, describedBy, example]);

  useEffect(() => {
    const now = view.current;
    if (now && now.state.doc.toString() !== text) now.dispatch({ changes: { from: 0, to: now.state.doc.length, insert: text } });
  }, [text]);

  useEffect(() => { view.current?.dispatch({ effects: showFault(fault) }); }, [fault]);

  useImperativeHandle(handle, () => ({
    focus: () => { view.current?.focus(); },
    insert: (piece) => {
      const now = view.current;
      if (now === null) return;
      const { from, to } = now.state.selection.main;
      now.dispatch({ changes: { from, to, insert: piece }, selection: { anchor: from + piece.length }, userEvent: "input" });
      now.focus();
    },
  }), []);

  return <div ref={host} className="rounded-md border border-line-strong bg-panel focus-within:border-accent focus-within:outline-2 focus-within:outline-accent" />;
}
