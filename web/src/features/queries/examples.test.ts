import { expect, test } from "vitest";
import { examplesOf } from "./examples";
import { aTable } from "./testing";

test("examples ask the largest dataset, with names as SQL needs them", () => {
  const large = aTable({ name: "Orders", sql_name: "order", row_count: 9, columns: [{ name: "id", type: "integer" }, { name: "Net Price", type: "decimal" }, { name: "Ship To", type: "text" }] });
  expect(examplesOf([aTable({ row_count: 3 }), large])).toEqual([
    { title: "The first rows of Orders", sql: 'select *\nfrom "order"\nlimit 100' },
    { title: "Net Price by Ship To", sql: 'select\n  "Ship To",\n  count(*) as row_count,\n  sum("Net Price") as total_net_price\nfrom "order"\ngroup by all\norder by row_count desc' },
  ]);
});

test("without anything to group by, the columns are summarised; without data there are none", () => {
  expect([examplesOf([aTable({ columns: [{ name: "amount", type: "decimal" }] })])[1]?.sql, examplesOf([])]).toEqual(["summarize sales", []]);
});
