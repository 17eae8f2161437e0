import { SQLDialect } from "@codemirror/lang-sql";
import type { Extension } from "@codemirror/state";
import { codeLook } from "@/ui/code-look";
import { DIALECT_KEYWORDS, TYPE_NAMES } from "./keywords";

const duckdb = SQLDialect.define({
  keywords: DIALECT_KEYWORDS,
  types: TYPE_NAMES.filter((name) => !["MAP", "STRUCT", "DATE", "TIME", "INTERVAL", "JSON"].includes(name)).join(" ").toLowerCase(),
  specialVar: "$",
  caseInsensitiveIdentifiers: true,
  operatorChars: "*+-%<>!=&|~^/:",
});

/** SQL as DuckDB speaks it, in the colours of the theme, whichever it is. */
export const sqlLanguage: Extension = [duckdb.extension, codeLook];
