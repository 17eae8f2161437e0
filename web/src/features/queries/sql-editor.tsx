import { historyField } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, type Ref } from "react";
import { faultIn, showFault } from "@/ui/code-fault";
import type { Words } from "./completions";
import { editorExtensions, type EditorVerbs } from "./editor-setup";
import type { Range } from "./statements";

export type EditorHandle = {
  focus: () => void;
  selection: () => Range;
  /** Writes at the cursor, over what is selected. */
  insert: (text: string) => void;
  /** Puts another text in place of all of it; one undo brings the old one back. */
  replaceAll: (text: string) => void;
  /** Marks the word that a statement failed at. */
  showFault: (place: Range | null) => void;
  goToFault: () => void;
  replaceFault: (text: string) => void;
};

type SqlEditorProps = EditorVerbs & {
  /** Which text this is; another one has an undo of its own. */
  id: string;
  text: string;
  words: Words;
  onChange: (text: string) => void;
  onMark: (isMarked: boolean) => void;
  handle: Ref<EditorHandle>;
};

type KeptState = { doc?: unknown };

// What was undone and where the cursor stood, for the tabs of this visit.
const keptStates = new Map<string, KeptState>();
const FIELDS = { history: historyField };

const stateOf = (id: string, text: string, extensions: Parameters<typeof EditorState.create>[0] & object): EditorState => {
  const kept = keptStates.get(id);
  if (kept?.doc === text) return EditorState.fromJSON(kept, extensions, FIELDS);
  return EditorState.create({ ...extensions, doc: text, selection: { anchor: text.length } });
};

const replaced = (view: EditorView, from: number, to: number, text: string) => {
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, scrollIntoView: true, userEvent: "input" });
};

const handleOf = (current: () => EditorView | null): EditorHandle => {
  const act = (verb: (view: EditorView) => void) => { const view = current(); if (view) verb(view); };
  return {
    focus: () => { act((view) => { view.focus(); }); },
    selection: () => current()?.state.selection.main ?? { from: 0, to: 0 },
    insert: (text) => { act((view) => { const { from, to } = view.state.selection.main; replaced(view, from, to, text); view.focus(); }); },
    replaceAll: (text) => { act((view) => { replaced(view, 0, view.state.doc.length, text); }); },
    showFault: (place) => { act((view) => { view.dispatch({ effects: showFault(place) }); }); },
    goToFault: () => {
      act((view) => {
        const place = faultIn(view.state);
        if (place) view.dispatch({ selection: { anchor: place.from, head: place.to }, scrollIntoView: true });
        view.focus();
      });
    },
    replaceFault: (text) => { act((view) => { const place = faultIn(view.state); if (place) replaced(view, place.from, place.to, text); view.focus(); }); },
  };
};

/** Where SQL is written: completion, brackets, undo per text, and the way out by Escape and Tab. */
export function SqlEditor({ id, text, handle, ...rest }: SqlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const helpId = useId();
  const latest = useRef({ text, ...rest });
  useLayoutEffect(() => { latest.current = { text, ...rest }; });

  useLayoutEffect(() => {
    if (host.current === null) return;
    const extensions = editorExtensions({
      verbs: () => latest.current,
      words: () => latest.current.words,
      onChange: (changed) => { latest.current.onChange(changed); },
      onMark: (isMarked) => { latest.current.onMark(isMarked); },
      describedBy: helpId,
    });
    const made = new EditorView({ parent: host.current, state: stateOf(id, latest.current.text, { extensions }) });
    view.current = made;
    return () => {
      keptStates.set(id, made.state.toJSON(FIELDS) as KeptState);
      view.current = null;
      made.destroy();
    };
  }, [id, helpId]);

  // The text may be changed elsewhere: in another window, or by taking over what somebody else has saved.
  useEffect(() => {
    const now = view.current;
    if (now && now.state.doc.toString() !== text) replaced(now, 0, now.state.doc.length, text);
  }, [text]);

  useImperativeHandle(handle, () => handleOf(() => view.current), []);

  return (
    <>
      <p id={helpId} className="sr-only">Press Escape and then Tab to leave the editor. Ctrl or Command with Enter runs the selection, or the statement at the cursor.</p>
      <div ref={host} className="h-full min-h-0 overflow-hidden rounded-[inherit] focus-within:outline-2 focus-within:-outline-offset-2 focus-within:outline-accent" />
    </>
  );
}
