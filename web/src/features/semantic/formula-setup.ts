import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { SQLDialect } from "@codemirror/lang-sql";
import { bracketMatching } from "@codemirror/language";
import { Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { faultField } from "@/ui/code-fault";
import { codeLook } from "@/ui/code-look";
import { completeFormula } from "./formula-completion";
import type { FormulaWord } from "./formula-words";

const formulas = SQLDialect.define({
  keywords: "and or not is null in between like ilike case when then else end as distinct filter where by cast true false date timestamp",
  types: "integer decimal float text boolean datetime",
  specialVar: "$",
  caseInsensitiveIdentifiers: true,
  operatorChars: "*+-%<>!=|/:",
});

const look = EditorView.theme({
  "&": { height: "auto", borderRadius: "6px" },
  ".cm-scroller": { maxHeight: "40vh", minHeight: "84px" },
  ".cm-content": { minHeight: "84px" },
  ".cm-line": { padding: "0 12px" },
  ".cm-tooltip.cm-completionInfo": { padding: "8px 10px", maxWidth: "320px", fontSize: "12px", lineHeight: "18px" },
  ".cm-completionInfo p": { margin: "0 0 4px" },
  ".cm-completionInfo code": { display: "block", margin: "0 0 4px", fontSize: "12px", color: "var(--accent-text)", whiteSpace: "pre-wrap" },
});

type Setup = { words: () => readonly FormulaWord[]; onChange: (text: string) => void; onDone: () => void; label: string; describedBy: string; example: string };

export const formulaExtensions = ({ words, onChange, onDone, label, describedBy, example }: Setup): Extension => [
  Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => { onDone(); return true; }, preventDefault: true }])),
  // Tab goes on to the next field, unless it takes what is offered.
  keymap.of([...completionKeymap, { key: "Tab", run: acceptCompletion }, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
  history(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ override: [completeFormula(words)], icons: false, maxRenderedOptions: 80 }),
  EditorView.lineWrapping,
  placeholder(example),
  EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy, spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
  faultField,
  EditorView.updateListener.of((update) => { if (update.docChanged) onChange(update.state.doc.toString()); }),
  formulas.extension,
  codeLook,
  look,
];
