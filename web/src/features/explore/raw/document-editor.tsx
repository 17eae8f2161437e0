import { syntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, type Ref } from "react";
import { showFault } from "@/ui/code-fault";
import type { Column } from "./document-completion";
import { documentExtensions } from "./document-setup";
import { brokenPlace, placeOf, type Path, type Place } from "./json-places";
import { schemaWords, type SchemaWords } from "./schema-words";

export type DocumentHandle = { insert: (text: string) => void; goTo: (path: Path) => void };

type DocumentEditorProps = {
  text: string;
  columns: readonly Column[];
  /** Where the server found the first fault; null where there is none. */
  fault: Path | null;
  onChange: (text: string) => void;
  handle: Ref<DocumentHandle>;
};

const topNames = (state: EditorState): string[] => {
  const top = syntaxTree(state).topNode.getChild("Object");
  const names = top?.getChildren("Property").map((one) => one.getChild("PropertyName")) ?? [];
  return names.flatMap((name) => (name ? [state.sliceDoc(name.from + 1, name.to - 1)] : []));
};

/** Where a document is written: completion by the schema and the fields, and a mark under what is wrong. */
export function DocumentEditor({ text, fault, handle, ...rest }: DocumentEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const words = useRef<SchemaWords | null>(null);
  const helpId = useId();
  const latest = useRef({ text, ...rest });
  useLayoutEffect(() => { latest.current = { text, ...rest }; });

  useLayoutEffect(() => {
    if (host.current === null) return;
    const extensions = documentExtensions({
      words: () => words.current,
      columns: () => latest.current.columns,
      onChange: (changed) => { latest.current.onChange(changed); },
      label: "Vega-Lite document",
      describedBy: helpId,
    });
    const made = new EditorView({ parent: host.current, state: EditorState.create({ doc: latest.current.text, extensions }) });
    view.current = made;
    void import("./vega-lite-schema.json?raw").then(({ default: schema }) => { words.current = schemaWords(schema, () => topNames(made.state)); });
    return () => { view.current = null; made.destroy(); };
  }, [helpId]);

  useEffect(() => {
    const now = view.current;
    if (now && now.state.doc.toString() !== text) now.dispatch({ changes: { from: 0, to: now.state.doc.length, insert: text } });
  }, [text]);

  const where = fault === null ? null : JSON.stringify(fault);
  useEffect(() => {
    const now = view.current;
    if (now === null) return;
    const place: Place | null = brokenPlace(now.state) ?? (where === null ? null : placeOf(now.state, JSON.parse(where) as Path));
    now.dispatch({ effects: showFault(place) });
  }, [where, text]);

  useImperativeHandle(handle, () => ({
    insert: (piece) => {
      const now = view.current;
      if (now === null) return;
      const { from, to } = now.state.selection.main;
      now.dispatch({ changes: { from, to, insert: piece }, selection: { anchor: from + piece.length }, userEvent: "input" });
      now.focus();
    },
    goTo: (path) => {
      const now = view.current;
      const place = now && (brokenPlace(now.state) ?? placeOf(now.state, path));
      if (!now || !place) return;
      now.dispatch({ selection: { anchor: place.from, head: place.to }, scrollIntoView: true });
      now.focus();
    },
  }), []);

  return (
    <div className="min-h-0 flex-1 overflow-hidden focus-within:outline-2 focus-within:-outline-offset-2 focus-within:outline-accent">
      <p id={helpId} className="sr-only">Tab indents. Press Escape, then Tab, to leave the editor.</p>
      <div ref={host} className="h-full" />
    </div>
  );
}
