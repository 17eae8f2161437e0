-- running, moving, ranked
-- {"dimensions": ["placed:month", "status"], "measures": ["= RUNNING_TOTAL(revenue)", "= MOVING_AVG(revenue, 3)", "= RANK(revenue)", "= PREVIOUS(revenue)"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."placed_month", "inner"."status", "inner"."__total", "inner"."__total_", "inner"."__total__", "inner"."__total___", "inner"."__along", "inner"."__along_", "inner"."__along__", "inner"."__along___", CAST("inner"."__along" AS DECIMAL(38, 2)) AS "= RUNNING_TOTAL(revenue)", CAST("inner"."__along_" AS DOUBLE) AS "= MOVING_AVG(revenue, 3)", CAST("inner"."__along__" AS BIGINT) AS "= RANK(revenue)", CAST("inner"."__along___" AS DECIMAL(38, 2)) AS "= PREVIOUS(revenue)"
  FROM (
    SELECT "inner"."placed_month", "inner"."status", "inner"."__total", "inner"."__total_", "inner"."__total__", "inner"."__total___", CAST(SUM("inner"."__total") OVER (PARTITION BY "inner"."status"
    ORDER BY "inner"."placed_month" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS DECIMAL(38, 2)) AS "__along", CAST(CASE WHEN NOT "inner"."placed_month" IS NULL THEN AVG("inner"."__total_") OVER (PARTITION BY "inner"."status"
    ORDER BY "inner"."placed_month" ASC RANGE BETWEEN TO_MONTHS(2) PRECEDING AND CURRENT ROW) END AS DOUBLE) AS "__along_", CAST(CASE WHEN NOT "inner"."__total__" IS NULL THEN RANK() OVER (PARTITION BY "inner"."__total__" IS NULL
    ORDER BY "inner"."__total__" DESC) END AS BIGINT) AS "__along__", CAST(CASE WHEN NOT "inner"."placed_month" IS NULL THEN FIRST_VALUE("inner"."__total___") OVER (PARTITION BY "inner"."status"
    ORDER BY "inner"."placed_month" ASC RANGE BETWEEN TO_MONTHS(1) PRECEDING AND TO_MONTHS(1) PRECEDING) END AS DECIMAL(38, 2)) AS "__along___"
    FROM (
      SELECT CAST(DATE_TRUNC('month', "orders"."placed") AS DATE) AS "placed_month", "orders"."status" AS "status", SUM("orders"."amount") AS "__total", SUM("orders"."amount") AS "__total_", SUM("orders"."amount") AS "__total__", SUM("orders"."amount") AS "__total___"
      FROM (
        SELECT "status", "placed", "amount"
        FROM "orders"
        WHERE TRUE) AS "orders"
      GROUP BY 1, 2) AS "inner") AS "inner")
SELECT "groups"."placed_month" AS "placed_month", "groups"."status" AS "status", CAST("groups"."= RUNNING_TOTAL(revenue)" AS TEXT) AS "= RUNNING_TOTAL(revenue)", "groups"."= MOVING_AVG(revenue, 3)" AS "= MOVING_AVG(revenue, 3)", "groups"."= RANK(revenue)" AS "= RANK(revenue)", CAST("groups"."= PREVIOUS(revenue)" AS TEXT) AS "= PREVIOUS(revenue)", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."placed_month" ASC, "groups"."status" ASC
LIMIT 10000
-- []

-- totals
-- {"dimensions": ["status", "placed:month"], "measures": ["revenue_each"], "totals": [["status"], []]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."status", "inner"."placed_month", "inner"."__total", "inner"."__total_", "inner"."__level", CAST(CAST("inner"."__total" AS DOUBLE) / NULLIF(CAST("inner"."__total_" AS DOUBLE), 0) AS DOUBLE) AS "revenue_each"
  FROM (
    SELECT "rows"."group 0" AS "status", "rows"."group 1" AS "placed_month", SUM("rows"."amount") AS "__total", COUNT(*) AS "__total_", CAST(CASE WHEN GROUPING("rows"."group 0", "rows"."group 1") = 0 THEN 0 WHEN GROUPING("rows"."group 0", "rows"."group 1") = 1 THEN 1 WHEN GROUPING("rows"."group 0", "rows"."group 1") = 3 THEN 2 END AS BIGINT) AS "__level"
    FROM (
      SELECT *, "orders"."status" AS "group 0", CAST(DATE_TRUNC('month', "orders"."placed") AS DATE) AS "group 1"
      FROM (
        SELECT "status", "placed", "amount"
        FROM "orders"
        WHERE TRUE) AS "orders") AS "rows"
    GROUP BY GROUPING SETS ((1, 2), (1), ())) AS "inner")
SELECT "groups"."status" AS "status", "groups"."placed_month" AS "placed_month", "groups"."revenue_each" AS "revenue_each", "groups"."__level" AS "__level", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."__level" DESC, "groups"."status" ASC, "groups"."placed_month" ASC
LIMIT 10000
-- []

-- totals of what stands in several groups
-- {"dimensions": ["items.product"], "measures": ["orders_placed"], "totals": [[]]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."items.product", "inner"."__total", "inner"."__level", CAST("inner"."__total" AS BIGINT) AS "orders_placed"
  FROM (
    SELECT "frame"."items.product", "frame"."__total", "frame"."__level"
    FROM (
      SELECT "inner"."items.product", "inner"."__total", "inner"."__level"
      FROM (
        SELECT "level0"."items.product", "level0"."__total", CAST(0 AS BIGINT) AS "__level"
        FROM (
          SELECT "rows"."group 0" AS "items.product", COUNT(*) AS "__total"
          FROM (
            SELECT DISTINCT "orders"."__row" AS "__row", "orders"."items.product" AS "group 0"
            FROM (
              SELECT "t0"."id" AS "id", "t1"."product" AS "items.product", "t0"."__row" AS "__row"
              FROM (
                SELECT "id", "__row"
                FROM "orders"
                WHERE TRUE) AS "t0" LEFT JOIN (
                SELECT "order_id", "product"
                FROM "items"
                WHERE TRUE) AS "t1" ON "t0"."id" = "t1"."order_id") AS "orders") AS "rows"
          GROUP BY 1) AS "level0" UNION ALL
        SELECT CAST(NULL AS TEXT) AS "items.product", "level1"."__total", CAST(1 AS BIGINT) AS "__level"
        FROM (
          SELECT COUNT(*) AS "__total"
          FROM (
            SELECT DISTINCT "orders"."__row" AS "__row"
            FROM (
              SELECT "t0"."id" AS "id", "t1"."product" AS "items.product", "t0"."__row" AS "__row"
              FROM (
                SELECT "id", "__row"
                FROM "orders"
                WHERE TRUE) AS "t0" LEFT JOIN (
                SELECT "order_id", "product"
                FROM "items"
                WHERE TRUE) AS "t1" ON "t0"."id" = "t1"."order_id") AS "orders") AS "rows") AS "level1") AS "inner") AS "frame") AS "inner")
SELECT "groups"."items.product" AS "items.product", "groups"."orders_placed" AS "orders_placed", "groups"."__level" AS "__level", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."__level" DESC, "groups"."items.product" ASC
LIMIT 10000
-- []

-- the first and the rest
-- {"dimensions": [{"member": "status", "top": {"count": 1, "by": "revenue", "other": "Other"}}], "measures": ["revenue"]}
SELECT "groups"."status" AS "status", CAST("groups"."revenue" AS TEXT) AS "revenue"
FROM (
  SELECT "inner"."status", "inner"."__total", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "revenue"
  FROM (
    SELECT CASE WHEN "orders"."status" IN ($1) THEN "orders"."status" ELSE $2 END AS "status", SUM("orders"."amount") AS "__total"
    FROM (
      SELECT "status", "amount"
      FROM "orders"
      WHERE TRUE) AS "orders"
    GROUP BY 1) AS "inner") AS "groups"
ORDER BY "groups"."status" ASC
LIMIT 10000
-- ["paid", "Other"]
