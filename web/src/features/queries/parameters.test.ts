import { expect, test } from "vitest";
import { draftOf, draftsFromValues, emptyDraft, guessType, parameterNames, readDraft, readDrafts, type ParameterType } from "./parameters";
import type { KnownTable } from "./query-tree";

const tables: readonly KnownTable[] = [
  { sqlName: "sales", columns: [{ name: "region", type: "text" }, { name: "amount", type: "decimal" }, { name: "day", type: "date" }, { name: "Is Paid", type: "boolean" }] },
];

test("names are found where the engine would look for them, each once", () => {
  expect(parameterNames(`
    select $a, $b::date, a$c, '$d', "$e", $$ $f $$, $tag$ $g $tag$, 1 -- $h
    /* $i /* $j */ $k */ from t where x = $A and y=$ümlaut and z = $1 and cost > $_under9 $$ unfinished $l
  `)).toEqual(["a", "b", "ümlaut", "_under9"]);
});

test.each<[string, string, ParameterType]>([
  ["x", "select * from sales where region = $x", "text"],
  ["x", "select * from sales s where s.amount >= $x", "decimal"],
  ["x", "select * from sales s where $x < s.amount", "decimal"],
  ["x", "select * from sales where day between $x and $y", "date"],
  ["y", "select * from sales where day between $x and $y", "date"],
  ["x", 'select * from sales where "Is Paid" = $x', "boolean"],
  ["x", "select $x::int", "integer"],
  ["x", "select * from (select * from sales where amount > $x) q", "decimal"],
  ["start_date", "select $start_date", "date"],
  ["limit", "select * from sales limit $limit", "integer"],
  ["created_at", "select $created_at", "datetime"],
  ["is_new", "select $is_new", "boolean"],
  ["price", "select $price", "decimal"],
  ["name", "select $name", "text"],
])("$%s in %s is taken for %s", (name, sql, expected) => {
  expect(guessType(name, sql, tables)).toBe(expected);
});

const draft = (type: ParameterType, value: string) => readDraft({ ...emptyDraft(type), value });

test("values are sent with their types, exact ones as text", () => {
  expect([
    draft("text", " as it is "), draft("text", ""), draft("integer", " 42 "), draft("integer", "9007199254740993"), draft("decimal", "+12.50"), draft("float", "1e3"),
    draft("boolean", "false"), draft("date", "2024-02-29"), readDraft({ ...emptyDraft("date"), isNull: true }),
  ]).toEqual([
    { value: { type: "text", value: " as it is " } }, { value: { type: "text", value: "" } }, { value: { type: "integer", value: 42 } }, { value: { type: "integer", value: "9007199254740993" } },
    { value: { type: "decimal", value: "12.50" } }, { value: { type: "float", value: 1000 } }, { value: { type: "boolean", value: false } }, { value: { type: "date", value: "2024-02-29" } },
    { value: { type: "date", value: null } },
  ]);
});

test.each<[ParameterType, string]>([["integer", "1.5"], ["integer", ""], ["decimal", "1,5"], ["float", "many"], ["float", "1e999"], ["boolean", ""], ["date", ""]])("a %s does not take “%s”", (type, value) => {
  expect(draft(type, value)).toHaveProperty("error");
});

test("what cannot be sent is named, field by field", () => {
  const drafts = { N: { ...emptyDraft("integer"), value: "x" }, d: { ...emptyDraft("date"), value: "2024-01-01" } };
  expect(readDrafts(["n", "d", "word"], drafts, () => "text")).toEqual({
    values: { d: { type: "date", value: "2024-01-01" }, word: { type: "text", value: "" } },
    errors: { n: "Write a whole number, such as 42." },
  });
  expect(draftOf(drafts, "n")?.value).toBe("x");
});

test("values of an earlier run fill the form again", () => {
  expect(draftsFromValues({ a: { type: "date", value: "2024-01-01" }, b: 3, c: 1.5, d: true, e: null, f: "x" })).toEqual({
    a: { type: "date", label: "", value: "2024-01-01", isNull: false },
    b: { type: "integer", label: "", value: "3", isNull: false },
    c: { type: "float", label: "", value: "1.5", isNull: false },
    d: { type: "boolean", label: "", value: "true", isNull: false },
    e: { type: "text", label: "", value: "", isNull: true },
    f: { type: "text", label: "", value: "x", isNull: false },
  });
});
