import { PostgreSQL } from "@codemirror/lang-sql";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useLayoutEffect, useRef } from "react";
import { codeLook } from "./code-look";

const look = EditorView.theme({
  "&": { height: "auto", backgroundColor: "transparent" },
  ".cm-scroller": { maxHeight: "60vh", overflow: "auto" },
  ".cm-line": { padding: "0 12px" },
});

/** A statement to read, in the colours of the theme. */
export function CodeView({ text, label }: { text: string; label: string }) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (host.current === null) return;
    const extensions = [
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, role: "textbox", "aria-readonly": "true", "aria-multiline": "true", tabindex: "0" }),
      PostgreSQL.extension,
      codeLook,
      look,
    ];
    const view = new EditorView({ parent: host.current, state: EditorState.create({ doc: text, extensions }) });
    return () => { view.destroy(); };
  }, [text, label]);
  return <div ref={host} className="overflow-hidden rounded-md border border-line bg-sunken" />;
}
