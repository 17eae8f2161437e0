import { expect, test } from "vitest";
import { layOutSql } from "./sql-layout";

test("each clause begins a line and sub-queries are indented", () => {
  const sql = 'WITH "g" AS MATERIALIZED (SELECT "t"."a" AS "a", COUNT(*) AS "n" FROM (SELECT "a" FROM "t" WHERE TRUE) AS "t" GROUP BY 1) SELECT "g"."a", (SELECT COUNT(*) FROM "g") AS "all" FROM "g" ORDER BY 1 LIMIT 5';
  expect(layOutSql(sql).split("\n")).toEqual([
    'WITH "g" AS MATERIALIZED (',
    '  SELECT "t"."a" AS "a", COUNT(*) AS "n"',
    "  FROM (",
    '    SELECT "a"',
    '    FROM "t"',
    "    WHERE TRUE",
    '  ) AS "t"',
    "  GROUP BY 1",
    ")",
    'SELECT "g"."a", (',
    "  SELECT COUNT(*)",
    '  FROM "g"',
    ') AS "all"',
    'FROM "g"',
    "ORDER BY 1",
    "LIMIT 5",
  ]);
});

test("words inside names, texts and functions never break a line", () => {
  const sql = `SELECT "FROM where", EXTRACT(YEAR FROM "d"), 'it''s (SELECT' FROM "GROUP BY"`;
  expect(layOutSql(sql).split("\n")).toEqual([`SELECT "FROM where", EXTRACT(YEAR FROM "d"), 'it''s (SELECT'`, 'FROM "GROUP BY"']);
});

test("only white space is added", () => {
  const sql = 'SELECT SUM("a") FROM (SELECT "a" FROM "t" WHERE ("b" = $1 OR "c" IS NULL)) AS "t" HAVING COUNT(*) > 1';
  const bare = (text: string) => text.replaceAll(/\s+/g, "");
  expect(bare(layOutSql(sql))).toBe(bare(sql));
});
