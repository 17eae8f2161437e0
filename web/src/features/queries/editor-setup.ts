import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorState, Prec, type Extension } from "@codemirror/state";
import { EditorView, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { faultField } from "@/ui/code-fault";
import { completeSql } from "./editor-completion";
import { sqlLanguage } from "./editor-language";
import type { Words } from "./completions";

export type EditorVerbs = {
  onRun: () => void;
  onFormat: () => void;
  onSave: () => void;
};

/** How long Tab leads out of the editor after Escape. */
const WAY_OUT_MS = 10_000;

const done = (verb: () => void) => () => { verb(); return true; };

const keys = (verbs: () => EditorVerbs): Extension => [
  Prec.highest(keymap.of([
    { key: "Mod-Enter", run: done(() => { verbs().onRun(); }), preventDefault: true },
    { key: "Shift-Alt-f", run: done(() => { verbs().onFormat(); }), preventDefault: true },
    { key: "Mod-s", run: done(() => { verbs().onSave(); }), preventDefault: true },
  ])),
  keymap.of([
    ...completionKeymap,
    { key: "Tab", run: acceptCompletion },
    { key: "Tab", run: indentMore, shift: indentLess },
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...historyKeymap,
    { key: "Escape", run: (view) => { view.setTabFocusMode(WAY_OUT_MS); return true; } },
  ]),
];

type Setup = {
  verbs: () => EditorVerbs;
  words: () => Words;
  onChange: (text: string) => void;
  onMark: (isMarked: boolean) => void;
  describedBy: string;
};

export const editorExtensions = ({ verbs, words, onChange, onMark, describedBy }: Setup): Extension => [
  keys(verbs),
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  indentOnInput(),
  indentUnit.of("  "),
  EditorState.tabSize.of(4),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ override: [completeSql(words)], icons: false, maxRenderedOptions: 80 }),
  EditorView.lineWrapping,
  placeholder("select …"),
  EditorView.contentAttributes.of({ "aria-label": "SQL", "aria-describedby": describedBy, spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
  faultField,
  EditorView.updateListener.of((update) => {
    if (update.docChanged) onChange(update.state.doc.toString());
    const isMarked = update.state.field(faultField).size > 0;
    if (update.startState.field(faultField).size > 0 !== isMarked) onMark(isMarked);
  }),
  sqlLanguage,
];
