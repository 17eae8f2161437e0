import { describe, expect, test } from "vitest";
import { knownTables, proposalsFor, type Words } from "./completions";
import { scopeAt } from "./scope";
import { aTable } from "./testing";

const words: Words = {
  tables: [
    aTable({ name: "Sales of 2024", sql_name: "sales", row_count: 53_211, columns: [{ name: "region", type: "text" }, { name: "Order Date", type: "date" }, { name: "order", type: "integer" }] }),
    aTable({ name: "People", sql_name: "people", row_count: 1, columns: [{ name: "region", type: "text" }] }),
  ],
  functions: ["sum", "strftime"],
};

const offered = (text: string) => {
  const position = text.indexOf("|");
  return proposalsFor(words, scopeAt(text.replace("|", ""), position, knownTables(words.tables)));
};
const ofKind = (text: string, kind: string) => offered(text).filter((one) => one.kind === kind);

describe("what is offered", () => {
  test("datasets by the name that SQL gives them, with their own name and their rows", () => {
    expect(offered("select * from |").map(({ label, detail }) => [label, detail])).toEqual([["sales", "Sales of 2024 · 53,211 rows"], ["people", "People · 1 row"]]);
  });

  test("named queries before datasets, in whose place they stand", () => {
    expect(offered("with people as (select 1 as one) select * from |").toSorted((a, b) => b.rank - a.rank).map(({ label, kind }) => [label, kind])).toEqual([["people", "query"], ["sales", "table"]]);
  });

  test("columns behind an alias, between quotes where they need them", () => {
    expect(offered("select s.| from sales s").map(({ label, text, detail }) => [label, text, detail])).toEqual([
      ["region", "region", "Text"], ["Order Date", '"Order Date"', "Date"], ["order", '"order"', "Whole number"],
    ]);
  });

  test("within quotes, names with their quotes", () => {
    expect(offered('select s."Or| from sales s').map(({ label }) => label)).toContain('"Order Date"');
  });

  test("columns without a prefix; one that two tables have is written with its table", () => {
    expect(ofKind("select | from sales s join people p on true", "column").map(({ label, text, detail }) => [label, text, detail])).toEqual([
      ["region", "s.region", "Text · s"], ["Order Date", '"Order Date"', "Date · s"], ["order", '"order"', "Whole number · s"], ["region", "p.region", "Text · p"],
    ]);
  });

  test("names of the query's own, aliases, functions, and tables last", () => {
    const sorted = offered("select sum(1) as total from sales s order by |").toSorted((a, b) => b.rank - a.rank);
    expect([...new Set(sorted.map(({ kind, detail }) => (detail.includes("of this query") ? "output" : kind)))]).toEqual(["column", "alias", "output", "function", "keyword", "table"]);
  });

  test("parameters that are there already, types, and words to begin with", () => {
    expect([offered("select $region, $r|").map(({ label }) => label), offered("select 1::|").some(({ label }) => label === "DATE"), offered("|").map(({ label }) => label).slice(0, 3)]).toEqual([["$region"], true, ["SELECT", "FROM", "WITH"]]);
  });

  test("nothing in a text, and nothing where a name is invented", () => {
    expect([offered("select 'sa|'"), offered("select 1 as |")]).toEqual([[], []]);
  });
});
