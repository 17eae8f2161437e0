import { isRecord } from "@/lib/is-record";
import type { Path } from "./json-places";

type Schema = Readonly<Record<string, unknown>>;

const FORMS = [["layer", "TopLevelLayerSpec"], ["facet", "TopLevelFacetSpec"], ["repeat", "TopLevelRepeatSpec"], ["hconcat", "TopLevelHConcatSpec"], ["vconcat", "TopLevelVConcatSpec"], ["concat", "TopLevelConcatSpec"]] as const;
const MOST_FORMS = 400;
/** What the server refuses, whatever the schema knows. */
const REFUSED = new Set(["url", "href", "usermeta", "datasets", "$schema", "data", "locale", "image"]);

export type SchemaWords = {
  /** Names that an object may have. */
  names: (path: Path) => string[];
  /** Words and switches that a name may have. */
  values: (path: Path) => string[];
};

/** What the schema of Vega-Lite allows at each place of a document. */
export const schemaWords = (text: string, topNames: () => readonly string[]): SchemaWords => {
  const { definitions } = JSON.parse(text) as { definitions: Readonly<Record<string, Schema>> };

  /** All forms that a part may have, one level deep. */
  const forms = (start: readonly Schema[]): Schema[] => {
    const found = new Set<Schema>();
    const waiting = [...start];
    for (let schema = waiting.pop(); schema !== undefined && found.size < MOST_FORMS; schema = waiting.pop()) {
      if (found.has(schema)) continue;
      found.add(schema);
      const ref = schema["$ref"];
      if (typeof ref === "string") waiting.push(definitions[ref.slice("#/definitions/".length)] ?? {});
      for (const word of ["anyOf", "allOf", "oneOf"]) if (Array.isArray(schema[word])) waiting.push(...schema[word].filter(isRecord));
    }
    return [...found];
  };

  const inner = (schema: Schema, step: string | number): Schema[] => {
    if (typeof step === "number") return isRecord(schema["items"]) ? [schema["items"]] : [];
    const own = isRecord(schema["properties"]) ? schema["properties"][step] : undefined;
    return isRecord(own) ? [own] : isRecord(schema["additionalProperties"]) ? [schema["additionalProperties"]] : [];
  };

  const at = (path: Path): Schema[] => {
    const top = topNames();
    const known = FORMS.filter(([word]) => top.includes(word)).map(([, form]) => form);
    const tops = known.length > 0 || top.includes("mark") ? known.concat([]) : FORMS.map(([, form]) => form);
    const first = known.length > 0 ? tops : ["TopLevelUnitSpec", ...tops];
    return path.reduce<Schema[]>((schemas, step) => forms(schemas.flatMap((schema) => inner(schema, step))), forms(first.map((name) => definitions[name] ?? {})));
  };

  return {
    names: (path) => [...new Set(at(path).flatMap((schema) => Object.keys(isRecord(schema["properties"]) ? schema["properties"] : {})))].filter((name) => !REFUSED.has(name)).sort(),
    values: (path) => {
      const words = at(path).flatMap((schema): unknown[] => {
        if (Array.isArray(schema["enum"])) return schema["enum"];
        if ("const" in schema) return [schema["const"]];
        return schema["type"] === "boolean" ? [true, false] : [];
      });
      return [...new Set(words.filter((word) => !REFUSED.has(String(word))).map((word) => JSON.stringify(word)))];
    },
  };
};
