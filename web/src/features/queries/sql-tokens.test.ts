import { expect, test } from "vitest";
import { tokensOf } from "./sql-tokens";
import { rangeToRun, statementAt, statementsOf } from "./statements";

const read = (sql: string) => tokensOf(sql).map(({ kind, value, from, to }) => `${kind}:${value === "" ? sql.slice(from, to) : value}`);

test("words, quotes, numbers, parameters and symbols as the engine reads them", () => {
  expect(read(`select "a ""b""", 'it''s', e'a\\'b', 1.5e-3, 1_000, .5, x'ff', $p, $1, a->>'$.x', 1..2, "é"`)).toEqual([
    "word:select", 'quoted:a "b"', "symbol:,", "text:'it''s'", "symbol:,", "text:e'a\\'b'", "symbol:,", "number:1.5e-3", "symbol:,", "number:1_000", "symbol:,", "number:.5", "symbol:,",
    "word:x", "text:'ff'", "symbol:,", "parameter:p", "symbol:,", "parameter:1", "symbol:,", "word:a", "symbol:->>", "text:'$.x'", "symbol:,", "number:1", "symbol:.", "number:.2", "symbol:,", "quoted:é",
  ]);
});

test("what is begun and not ended reaches to the end", () => {
  expect(["'a", '"a', "/* a /* b */", "$$ a", "$t$ a $$"].map((sql) => tokensOf(sql).map(({ kind, isOpen, to }) => [kind, isOpen, to === sql.length]))).toEqual([
    [["text", true, true]], [["quoted", true, true]], [["comment", true, true]], [["text", true, true]], [["text", true, true]],
  ]);
});

const MANY = "select 1; -- one; two\nselect ';' as x;\n\n;select 3 -- last\n";

test("statements end at their semicolons, not at those in texts and comments", () => {
  expect(statementsOf(MANY).map(({ from, to }) => MANY.slice(from, to))).toEqual(["select 1", "-- one; two\nselect ';' as x", "select 3 -- last"]);
  expect(statementsOf(" -- only a remark")).toEqual([]);
});

test("the cursor stands in a statement, or behind the one that it has just ended", () => {
  const textAt = (position: number) => { const range = statementAt(MANY, position); return range && MANY.slice(range.from, range.to); };
  expect([textAt(0), textAt(8), textAt(9), textAt(30), textAt(MANY.length), statementAt("  ", 1)]).toEqual(["select 1", "select 1", "select 1", "-- one; two\nselect ';' as x", "select 3 -- last", null]);
});

test("a selection is run, without what parts it from the next statement", () => {
  const run = (from: number, to: number) => { const range = rangeToRun(MANY, { from, to }); return range && MANY.slice(range.from, range.to); };
  expect([run(0, 0), run(7, 9), run(0, 9), run(8, 9), run(0, 21)]).toEqual(["select 1", "1", "select 1", ";", "select 1"]);
});
