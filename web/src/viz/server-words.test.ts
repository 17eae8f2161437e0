import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { QueryColumn } from "@/api/contracts";
import { formatValue, type CellValue } from "@/lib/format-value";
import { memberLabel } from "./member-label";
import { numberWords, type NumberWords } from "./number-format";
import theme from "../../../src/gnomon/exports/pictures/written/tokens.json";

// What the server writes by itself in pictures of numbers and tables; its own tests read the same examples.
const EXAMPLES = "../tests/exports/golden/words.json";

type Column = Pick<QueryColumn, "type" | "grain" | "bin_width">;
type Examples = {
  numbers: { value: number | string; format: string | null; words: NumberWords }[];
  values: { value: CellValue; column: Column; cell: string; label: string }[];
};

const { numbers, values } = JSON.parse(readFileSync(EXAMPLES, "utf8")) as Examples;

test.each(numbers)("$value in $format is written as the server does", ({ value, format, words }) => {
  expect(numberWords(value, format, "en-US")).toEqual(words);
});

test.each(values)("$value of $column is called as the server does", ({ value, column, cell, label }) => {
  const named: QueryColumn = { name: "c", label: "C", role: "dimension", member: "c", aggregation: null, is_text_encoded: false, ...column };
  expect({ cell: formatValue(value, column.type, "en-US"), label: memberLabel(value, named, undefined) }).toEqual({ cell, label });
});

test.each(["light", "dark"] as const)("the server writes in the %s tokens of the page", (name) => {
  const css = readFileSync("src/ui/tokens.css", "utf8");
  const found = (token: string) => [...css.matchAll(new RegExp(`--${token}: (#\\w+);`, "g"))].map((match) => match[1])[name === "light" ? 0 : 1];
  expect(Object.fromEntries(Object.keys(theme[name]).map((token) => [token, found(token)]))).toEqual(theme[name]);
});
