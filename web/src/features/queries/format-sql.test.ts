import { expect, test } from "vitest";
import { formatSql } from "./format-sql";

test("a statement is laid out, with its parameters, quotes and comments as they were", async () => {
  expect(await formatSql(`select "Order Date", sum(amount) from sales where region = $region -- mine\nqualify row_number() over () = 1`)).toBe(
    `select\n  "Order Date",\n  sum(amount)\nfrom\n  sales\nwhere\n  region = $region -- mine\nqualify\n  row_number() over () = 1`,
  );
});

test.each([
  "from sales select region, list_transform([1, 2], x -> x + 1) as l, {'a': 1}.a, l[1:2], '🙂' where a::date >= $day and b ->> '$.x' = $$q 'w'$$ group by all",
  "with a as materialized (select * exclude (x) replace (1 as y) from t) pivot a on region using sum(amount) group by year",
  "select a // 2, b ** 3, c <> 4, columns('x.*'), count(*) filter (where a is distinct from b) from t asof join u using (id) limit 10",
])("its words stay: %s", async (sql) => {
  const words = (text: string) => text.replaceAll(/\s+/g, "");
  const laidOut = await formatSql(sql).catch(() => sql);
  expect(words(laidOut)).toBe(words(sql));
});

test("what cannot be read is left alone", async () => {
  await expect(formatSql("select (")).rejects.toThrow();
  await expect(formatSql("select 'open")).rejects.toThrow();
});
