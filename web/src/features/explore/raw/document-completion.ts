import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { spotAt } from "./json-places";
import type { SchemaWords } from "./schema-words";

export type Column = { name: string; label: string };

/** Whose values are names of fields. */
const OF_FIELDS = new Set(["field", "groupby", "fields", "key", "lookup", "pivot", "fold", "flatten", "density", "loess", "regression", "quantile", "stack", "impute", "joinaggregate"]);

const nameOption = (name: string): Completion => ({ label: `"${name}"`, displayLabel: name, type: "property", apply: `"${name}": ` });

const fieldOption = ({ name, label }: Column): Completion => ({ label: `"${name}"`, displayLabel: name, detail: label, type: "variable", boost: 2 });

/** Offers the names and words that the schema knows at a place, and the fields of the rows where one is meant. */
export const completeDocument = (words: () => SchemaWords | null, columns: () => readonly Column[]) => (context: CompletionContext): CompletionResult | null => {
  const spot = spotAt(context.state, context.pos);
  const schema = words();
  if (spot === null || (!context.explicit && spot.word.from === context.pos && !/[:{[,]\s?$/.test(context.state.sliceDoc(0, context.pos)))) return null;
  const last = spot.name ?? spot.path.findLast((step) => typeof step === "string") ?? "";
  const isList = spot.name === null && typeof spot.path.at(-1) === "string" && context.state.sliceDoc(0, spot.word.from).trimEnd().at(-1) !== "{" && OF_FIELDS.has(String(last));
  const path = spot.name === null ? spot.path : [...spot.path, spot.name];
  const fields = (spot.name !== null && OF_FIELDS.has(spot.name)) || isList ? columns().map(fieldOption) : [];
  const values = spot.name === null ? [] : (schema?.values(path) ?? []).map((word): Completion => ({ label: word, displayLabel: word.replaceAll('"', ""), type: "enum" }));
  const names = spot.name === null && !isList ? (schema?.names(path) ?? []).filter((name) => !spot.taken.includes(name)).map(nameOption) : [];
  const options = [...fields, ...values, ...names];
  return options.length === 0 ? null : { from: spot.word.from, to: spot.word.to, options, validFor: /^"?[\w$:.]*"?$/ };
};
