-- a ratio of aggregates
-- {"dimensions": ["status"], "measures": ["revenue_each"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."status", "inner"."__total", "inner"."__total_", CAST(CAST("inner"."__total" AS DOUBLE) / NULLIF(CAST("inner"."__total_" AS DOUBLE), 0) AS DOUBLE) AS "revenue_each"
  FROM (
    SELECT "orders"."status" AS "status", SUM("orders"."amount") AS "__total", COUNT(*) AS "__total_"
    FROM (
      SELECT "status", "amount"
      FROM "orders"
      WHERE TRUE) AS "orders"
    GROUP BY 1) AS "inner")
SELECT "groups"."status" AS "status", "groups"."revenue_each" AS "revenue_each", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."status" ASC
LIMIT 10000
-- []

-- a calculated column to group by
-- {"dimensions": ["size"], "measures": ["revenue"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."size", "inner"."__total", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "revenue"
  FROM (
    SELECT "orders"."size" AS "size", SUM("orders"."amount") AS "__total"
    FROM (
      SELECT "t0"."amount" AS "amount", CASE WHEN "t0"."amount" >= CAST(20 AS DECIMAL(9, 2)) THEN $1 ELSE $2 END AS "size"
      FROM (
        SELECT "amount"
        FROM "orders"
        WHERE TRUE) AS "t0") AS "orders"
    GROUP BY 1) AS "inner")
SELECT "groups"."size" AS "size", CAST("groups"."revenue" AS TEXT) AS "revenue", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."size" ASC
LIMIT 10000
-- ["large", "small"]

-- a cohort
-- {"dimensions": [{"member": "first_order", "grain": "month"}], "measures": ["revenue"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."first_order_month", "inner"."__total", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "revenue"
  FROM (
    SELECT CAST(DATE_TRUNC('month', "days"."key0") AS DATE) AS "first_order_month", CAST(SUM("days"."part0") AS DECIMAL(38, 2)) AS "__total"
    FROM (
      SELECT "key0", "part0"
      FROM (
        SELECT "orders"."first_order" AS "key0", SUM("orders"."amount") AS "part0"
        FROM (
          SELECT "t0"."customer_id" AS "customer_id", "t0"."placed" AS "placed", "t0"."amount" AS "amount", MIN("t0"."placed") OVER (PARTITION BY "t0"."customer_id") AS "first_order"
          FROM (
            SELECT "customer_id", "placed", "amount"
            FROM "orders"
            WHERE TRUE) AS "t0") AS "orders"
        GROUP BY 1) AS "days") AS "days"
    GROUP BY 1) AS "inner")
SELECT "groups"."first_order_month" AS "first_order_month", CAST("groups"."revenue" AS TEXT) AS "revenue", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."first_order_month" ASC
LIMIT 10000
-- []

-- a parameter
-- {"measures": ["discounted"], "parameters": {"discount": 0.25}}
SELECT "groups"."discounted" AS "discounted"
FROM (
  SELECT "inner"."__total", CAST("inner"."__total" AS DOUBLE) AS "discounted"
  FROM (
    SELECT SUM(CAST("orders"."amount" AS DOUBLE) * (CAST(1.0 AS DOUBLE) - $1)) AS "__total"
    FROM (
      SELECT "amount"
      FROM "orders"
      WHERE TRUE) AS "orders") AS "inner") AS "groups"
LIMIT 10000
-- [0.25]

-- a condition on a measure
-- {"dimensions": ["status"], "measures": ["revenue_each"], "filters": [{"kind": "measure", "measure": "revenue_each", "min": 10}]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."status", "inner"."__total", "inner"."__total_", "inner"."revenue_each"
  FROM (
    SELECT "inner"."status", "inner"."__total", "inner"."__total_", CAST(CAST("inner"."__total" AS DOUBLE) / NULLIF(CAST("inner"."__total_" AS DOUBLE), 0) AS DOUBLE) AS "revenue_each"
    FROM (
      SELECT "orders"."status" AS "status", SUM("orders"."amount") AS "__total", COUNT(*) AS "__total_"
      FROM (
        SELECT "status", "amount"
        FROM "orders"
        WHERE TRUE) AS "orders"
      GROUP BY 1) AS "inner") AS "inner"
  WHERE "inner"."revenue_each" >= $1)
SELECT "groups"."status" AS "status", "groups"."revenue_each" AS "revenue_each", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."status" ASC
LIMIT 10000
-- [10.0]
