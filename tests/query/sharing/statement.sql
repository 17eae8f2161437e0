WITH "pool" AS MATERIALIZED (
  SELECT "sales"."city" AS "key0", "sales"."kind" AS "key1", CAST("sales"."sold_at" AS DATE) AS "key2", SUM("sales"."revenue") AS "part0", SUM("sales"."price") AS "part1", COUNT("sales"."price") AS "part2", CAST(CASE WHEN GROUPING("sales"."city", "sales"."kind", CAST("sales"."sold_at" AS DATE)) = 1 THEN 0 WHEN GROUPING("sales"."city", "sales"."kind", CAST("sales"."sold_at" AS DATE)) = 6 THEN 1 END AS BIGINT) AS "__level"
  FROM (
    SELECT "city", "kind", "revenue", "price", "sold_at"
    FROM "sales"
    WHERE "kind" IN ($1)) AS "sales"
  GROUP BY GROUPING SETS ((1, 2), (3))), "groups0" AS MATERIALIZED (
  SELECT "pool"."key0" AS "city", "pool"."key1" AS "kind", CAST(SUM("pool"."part0") AS DOUBLE) AS "sum_revenue", CAST(SUM("pool"."part1") AS DOUBLE) / CAST(SUM("pool"."part2") AS DOUBLE) AS "avg_price"
  FROM (
    SELECT "key0", "key1", "part0", "part1", "part2", "__level"
    FROM "pool") AS "pool"
  WHERE "pool"."__level" IN ($2)
  GROUP BY 1, 2)
SELECT *
FROM (
  SELECT 0 AS "question", "answer0"."__place" AS "place", "answer0"."__total" AS "total", "answer0"."city" AS "column3", "answer0"."kind" AS "column4", "answer0"."sum_revenue" AS "column5", "answer0"."avg_price" AS "column6", NULL AS "column7", NULL AS "column8", NULL AS "column9", NULL AS "column10"
  FROM (
    SELECT "groups0"."city" AS "city", "groups0"."kind" AS "kind", "groups0"."sum_revenue" AS "sum_revenue", "groups0"."avg_price" AS "avg_price", (
      SELECT COUNT(*)
      FROM "groups0") AS "__total", RANK() OVER (ORDER BY "groups0"."city" ASC, "groups0"."kind" ASC) AS "__place"
    FROM "groups0"
    ORDER BY "groups0"."city" ASC, "groups0"."kind" ASC
    LIMIT 5) AS "answer0" UNION ALL
  SELECT 1 AS "question", "answer1"."__place" AS "place", NULL AS "total", NULL AS "column3", NULL AS "column4", NULL AS "column5", NULL AS "column6", "answer1"."sold_at_month" AS "column7", "answer1"."sum_revenue" AS "column8", NULL AS "column9", NULL AS "column10"
  FROM (
    SELECT "groups1"."sold_at_month" AS "sold_at_month", "groups1"."sum_revenue" AS "sum_revenue", RANK() OVER (ORDER BY "groups1"."sold_at_month" ASC) AS "__place"
    FROM (
      SELECT CAST(DATE_TRUNC('month', "pool"."key2") AS DATE) AS "sold_at_month", CAST(SUM("pool"."part0") AS DOUBLE) AS "sum_revenue"
      FROM (
        SELECT "key2", "part0", "__level"
        FROM "pool") AS "pool"
      WHERE "pool"."__level" IN ($3)
      GROUP BY 1) AS "groups1"
    ORDER BY "groups1"."sold_at_month" ASC
    LIMIT 10000) AS "answer1" UNION ALL
  SELECT 2 AS "question", "answer2"."__place" AS "place", NULL AS "total", NULL AS "column3", NULL AS "column4", NULL AS "column5", NULL AS "column6", NULL AS "column7", NULL AS "column8", "answer2"."kind" AS "column9", "answer2"."sum_revenue" AS "column10"
  FROM (
    SELECT "groups2"."kind" AS "kind", "groups2"."sum_revenue" AS "sum_revenue", RANK() OVER (ORDER BY "groups2"."kind" ASC) AS "__place"
    FROM (
      SELECT "pool"."key1" AS "kind", CAST(SUM("pool"."part0") AS DOUBLE) AS "sum_revenue"
      FROM (
        SELECT "key1", "part0", "__level"
        FROM "pool") AS "pool"
      WHERE "pool"."__level" IN ($4)
      GROUP BY 1
      HAVING CAST(SUM("pool"."part0") AS DOUBLE) >= $5) AS "groups2"
    ORDER BY "groups2"."kind" ASC
    LIMIT 10000) AS "answer2") AS "answers"
ORDER BY "answers"."question", "answers"."place"
-- ['kind 1', 0, 1, 0, 10.0]
