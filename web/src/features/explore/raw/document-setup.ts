import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { faultField } from "@/ui/code-fault";
import { codeLook } from "@/ui/code-look";
import { completeDocument, type Column } from "./document-completion";
import type { SchemaWords } from "./schema-words";

/** How long Tab leads out of the editor after Escape. */
const WAY_OUT_MS = 10_000;

type Setup = { words: () => SchemaWords | null; columns: () => readonly Column[]; onChange: (text: string) => void; label: string; describedBy: string };

export const documentExtensions = ({ words, columns, onChange, label, describedBy }: Setup): Extension => [
  keymap.of([
    ...completionKeymap,
    { key: "Tab", run: acceptCompletion },
    { key: "Tab", run: indentMore, shift: indentLess },
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...historyKeymap,
    { key: "Escape", run: (view) => { view.setTabFocusMode(WAY_OUT_MS); return true; } },
  ]),
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  indentOnInput(),
  indentUnit.of("  "),
  bracketMatching(),
  closeBrackets(),
  json(),
  autocompletion({ override: [completeDocument(words, columns)], icons: false, maxRenderedOptions: 80 }),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy, tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
  faultField,
  EditorView.updateListener.of((update) => { if (update.docChanged) onChange(update.state.doc.toString()); }),
  codeLook,
];
