import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const MONO = '"Geist Mono Variable", ui-monospace, monospace';
const SANS = '"Inter Variable", ui-sans-serif, system-ui, sans-serif';

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null], color: "var(--accent-text)", fontWeight: "550" },
  { tag: tags.typeName, color: "var(--accent-text)" },
  { tag: tags.string, color: "var(--success-text)" },
  { tag: tags.special(tags.string), color: "var(--fg)" },
  { tag: tags.number, color: "var(--warning-text)" },
  { tag: tags.special(tags.name), color: "var(--warning-text)", fontWeight: "600" },
  { tag: [tags.lineComment, tags.blockComment], color: "var(--faint)", fontStyle: "italic" },
  { tag: [tags.operator, tags.punctuation, tags.paren, tags.brace, tags.squareBracket], color: "var(--muted)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", color: "var(--fg)", backgroundColor: "var(--panel)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: MONO, lineHeight: "20px" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--fg)" },
  ".cm-line": { padding: "0 12px 0 6px" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--faint)", border: "none", minWidth: "36px" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--fg)" },
  "& .cm-content ::selection, & .cm-line::selection": { backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)", color: "inherit" },
  ".cm-placeholder": { color: "var(--faint)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--danger-soft)" },
  ".cm-fault": { textDecoration: "underline wavy var(--danger) 1px", textUnderlineOffset: "4px", textDecorationSkipInk: "none", backgroundColor: "var(--danger-soft)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", border: "1px solid var(--line)", borderRadius: "6px", boxShadow: "0 4px 12px hsl(var(--shadow-color) / var(--shadow-strength))", overflow: "hidden", zIndex: "30" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: MONO, fontSize: "13px", maxHeight: "18em", minWidth: "min(320px, 80vw)", maxWidth: "min(560px, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { display: "flex", gap: "12px", padding: "3px 10px", lineHeight: "20px", color: "var(--fg)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--fg)" },
  ".cm-completionLabel": { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--accent-text)", fontWeight: "600" },
  ".cm-completionDetail": { marginLeft: "auto", fontFamily: SANS, fontSize: "12px", fontStyle: "normal", color: "var(--muted)", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", flexShrink: "4" },
});

/** How written code looks: in the colours of the theme, whichever it is. */
export const codeLook: Extension = [syntaxHighlighting(colors), look];
