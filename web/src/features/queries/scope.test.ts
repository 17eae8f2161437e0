import { describe, expect, test } from "vitest";
import type { KnownTable } from "./query-tree";
import { membersOf, scopeAt } from "./scope";

const tables: readonly KnownTable[] = [
  { sqlName: "sales", columns: [{ name: "region", type: "text" }, { name: "amount", type: "decimal" }, { name: "Order Date", type: "date" }] },
  { sqlName: "people", columns: [{ name: "name", type: "text" }, { name: "region", type: "text" }] },
  { sqlName: "année", columns: [{ name: "prix", type: "float" }] },
];

/** The scope where the bar stands. */
const at = (written: string) => {
  const position = written.indexOf("|");
  return scopeAt(written.replace("|", ""), position, tables);
};
const members = (written: string): string[] => membersOf(at(written)).map(({ name }) => name);
const seen = (written: string): [string, string[]][] => at(written).relations.map(({ alias, columns }) => [alias, columns.map(({ name }) => name)]);

const SALES = ["region", "amount", "Order Date"];
const PEOPLE = ["name", "region"];

describe("columns behind a point", () => {
  test.each([
    ["an alias that comes later", "select s.| from sales s", SALES],
    ["an alias with AS", "select s.am| from sales as s where 1 = 1", SALES],
    ["an alias before the table", "from s: sales select s.|", SALES],
    ["the table's own name", "select sales.| from sales", SALES],
    ["names in other letters", "select S.| from SALES s", SALES],
    ["a quoted alias", 'select "the sales".| from sales "the sales"', SALES],
    ["the second of two joined tables", "select p.| from sales s left join people p on s.region = p.region", PEOPLE],
    ["a table behind a comma", "select p.| from sales s, people p", PEOPLE],
    ["a join whose condition is being typed", "select * from sales s join people p on s.region = p.|", PEOPLE],
    ["joins in brackets", "select p.| from (sales s join people p using (region))", PEOPLE],
    ["a sub-query", "select q.| from (select region, sum(amount) total from sales group by all) q", ["region", "total"]],
    ["a sub-query in a sub-query", "select q.| from (select * from (select amount * 2 as twice from sales) inner_one) q", ["twice"]],
    ["columns named after the alias", "select v.| from (values (1, 'a'), (2, 'b')) v(id, letter)", ["id", "letter"]],
    ["values without names", "select v.| from (values (1, 'a')) v", ["col0", "col1"]],
    ["a table of a function", "select r.| from range(10) r(n)", ["n"]],
    ["an unfinished statement", "select * from sales s where s.|", SALES],
    ["an unfinished sub-query", "select * from (select s.| from sales s", SALES],
    ["a word that is adjacent to nothing", "select s.| , 1 from sales s", SALES],
    ["unicode", 'select a.| from "année" a', ["prix"]],
    ["an astral letter before it", "select '😀😀', s.| from sales s", SALES],
    ["comments in between", "select s.| from /* people s */ sales -- x\n s", SALES],
    ["a string that looks like a FROM", "select 'from people s', s.| from sales s", SALES],
    ["an outer table from within", "select (select max(p.name) from people p where p.region = s.|) from sales s", SALES],
    ["an inner table of the same alias first", "select (select s.| from people s) from sales s", PEOPLE],
    ["the branch of a union where the cursor is", "select s.region from sales s union all select s.| from people s", PEOPLE],
    ["the other statement of two", "select s.x from sales s; select s.| from people s", PEOPLE],
    ["an alias that is not there", "select x.| from sales s", []],
    ["a left() that is a function", "select p.| from sales s join people p on left(s.region, 1) = p.region join sales t on true", PEOPLE],
    ["PIVOT", "pivot sales s on region using sum(s.|)", SALES],
  ])("knows %s", (_, written, expected) => {
    expect([at(written).wanted, members(written)]).toEqual(["member", expected]);
  });
});

describe("queries with a name", () => {
  test.each([
    ["its columns", "with a as (select region, amount as paid from sales) select a.| from a", ["region", "paid"]],
    ["a star over a dataset", "with a as (select * from sales) select x.| from a x", SALES],
    ["the star of one table of two", "with a as (select p.*, s.amount from sales s join people p using (region)) select a.| from a", ["name", "region", "amount"]],
    ["a star without some", 'with a as (select * exclude (amount, "Order Date") from sales) select a.| from a', ["region"]],
    ["a star with other names", "with a as (select * rename (amount as paid) from sales) select a.| from a", ["region", "paid", "Order Date"]],
    ["columns from a list", "with a(one, two) as (select region, amount from sales) select a.| from a", ["one", "two"]],
    ["one that reads another", "with a as (select * from sales), b as (select amount from a) select b.| from b", ["amount"]],
    ["FROM first", "with a as (from sales) select a.| from a", SALES],
    ["itself, in recursion", "with recursive a(n) as (select 1 union all select a.| from a) select * from a", ["n"]],
    ["MATERIALIZED", "with a as materialized (select region from sales) select a.| from a", ["region"]],
    ["DISTINCT ON and casts", "with a as (select distinct on (region) region, amount::double as d, count(*) as n from sales) select a.| from a", ["region", "d", "n"]],
    ["in place of a dataset of the same name", "with sales as (select 1 as only) select s.| from sales s", ["only"]],
    ["one in a sub-query", "select * from (with a as (select name from people) select a.| from a)", ["name"]],
  ])("knows %s", (_, written, expected) => {
    expect(members(written)).toEqual(expected);
  });

  test("hides the tables around it, and the queries after it", () => {
    const scope = at("with a as (select | from people), b as (select 1 as x) select * from sales");
    expect([scope.relations.map(({ alias }) => alias), scope.named.map(({ name }) => name)]).toEqual([["people"], []]);
  });

  test("carries types along", () => {
    expect(membersOf(at("with a as (select s.region, amount::int as n, count(*) as c, x + 1 as y from sales s) select a.| from a"))).toEqual([
      { name: "region", type: "text" }, { name: "n", type: "integer" }, { name: "c", type: "integer" }, { name: "y", type: null },
    ]);
  });
});

describe("what is wanted", () => {
  test.each([
    ["|", "start"],
    ["sel|", "start"],
    ["with a as (|", "start"],
    ["select |", "expression"],
    ["select * from |", "relation"],
    ["select * from sa|", "relation"],
    ["select * from sales, |", "relation"],
    ["select * from sales s join |", "relation"],
    ["select * from sales |", "clause"],
    ["select * from sales wh|", "clause"],
    ["select * from (select 1) |", "clause"],
    ["select * from sales where |", "expression"],
    ["select * from sales join people on |", "expression"],
    ["select sum(|", "expression"],
    ["select * from sales where region in (|", "expression"],
    ["select extract(year from |", "expression"],
    ["select a is distinct from |", "expression"],
    ["select 1 as |", "nothing"],
    ["select amount::| from sales", "type"],
    ["select cast(amount as | from sales", "type"],
    ["select 'from |'", "nothing"],
    ["select 'from |", "nothing"],
    ["select 1 -- from |", "nothing"],
    ["select /* from | */ 1", "nothing"],
    ["select $$ from | $$", "nothing"],
    ["select 12|", "nothing"],
    ['select "region"|', "nothing"],
    ["select $a, $|", "expression"],
    ["select $b, $a|", "parameter"],
    ["summarize |", "relation"],
    ["select * from sales order by |", "expression"],
    ["select 1; |", "start"],
  ])("%s", (written, expected) => {
    expect(at(written).wanted).toBe(expected);
  });

  test("a word is replaced whole, a quoted one with its quotes", () => {
    expect([at("select reg|ion from sales"), at('select "Ord|er" from sales'), at('select "Ord|')].map(({ from, to, isQuoted }) => [from, to, isQuoted])).toEqual([[7, 13, false], [7, 14, true], [7, 11, true]]);
  });
});

describe("tables in reach", () => {
  test("every joined table, and those around a sub-query after its own", () => {
    expect(seen("select * from sales s join people p on true where exists (select | from sales t)")).toEqual([["t", SALES], ["s", SALES], ["p", PEOPLE]]);
  });

  test("the word that is being typed is no alias, and a keyword neither", () => {
    expect([seen("select * from sales whe|"), seen("select | from sales where region is not null")]).toEqual([[["sales", SALES]], [["sales", SALES]]]);
  });

  test("names that the query gives its own columns", () => {
    expect(at("select region as place, sum(amount) total from sales order by |").outputs.map(({ name }) => name)).toEqual(["place", "total"]);
  });

  test("a hundred brackets within each other are read in no time", () => {
    const deep = `${"select * from (".repeat(100)}select * from sales${") q".repeat(100)} where q.|`;
    const before = performance.now();
    expect(members(deep)).toEqual(SALES);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
