-- another filter
-- {"dimensions": ["status"], "measures": ["= CALCULATE(revenue, status = 'open')"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."status", "inner"."__total", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "= CALCULATE(revenue, status = 'open')"
  FROM (
    SELECT "frame"."status", "beside0"."__total"
    FROM (
      SELECT "orders"."status" AS "status"
      FROM (
        SELECT "status"
        FROM "orders"
        WHERE TRUE) AS "orders"
      GROUP BY 1) AS "frame" LEFT JOIN (
      SELECT SUM("orders"."amount") AS "__total"
      FROM (
        SELECT "status", "amount"
        FROM "orders"
        WHERE TRUE) AS "orders"
      WHERE ("orders"."status" = $1)) AS "beside0" ON TRUE) AS "inner")
SELECT "groups"."status" AS "status", CAST("groups"."= CALCULATE(revenue, status = 'open')" AS TEXT) AS "= CALCULATE(revenue, status = 'open')", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."status" ASC
LIMIT 10000
-- ["open"]

-- a share of the total
-- {"dimensions": ["status"], "measures": ["= SHARE_OF_TOTAL(revenue)"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."status", "inner"."__total", "inner"."__total_", CAST(CAST("inner"."__total" AS DOUBLE) / NULLIF(CAST("inner"."__total_" AS DOUBLE), 0) AS DOUBLE) AS "= SHARE_OF_TOTAL(revenue)"
  FROM (
    SELECT "frame"."status", "frame"."__total", "beside0"."__total_"
    FROM (
      SELECT "orders"."status" AS "status", SUM("orders"."amount") AS "__total"
      FROM (
        SELECT "status", "amount"
        FROM "orders"
        WHERE TRUE) AS "orders"
      GROUP BY 1) AS "frame" LEFT JOIN (
      SELECT SUM("orders"."amount") AS "__total_"
      FROM (
        SELECT "amount"
        FROM "orders"
        WHERE TRUE) AS "orders") AS "beside0" ON TRUE) AS "inner")
SELECT "groups"."status" AS "status", "groups"."= SHARE_OF_TOTAL(revenue)" AS "= SHARE_OF_TOTAL(revenue)", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."status" ASC
LIMIT 10000
-- []

-- the month before
-- {"dimensions": ["placed:month"], "measures": ["revenue", "= PREVIOUS_MONTH(revenue, placed)"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."placed_month", "inner"."__total", "inner"."__total_", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "revenue", CAST("inner"."__total_" AS DECIMAL(38, 2)) AS "= PREVIOUS_MONTH(revenue, placed)"
  FROM (
    SELECT "frame"."placed_month", "frame"."__total", "beside0"."__total_"
    FROM (
      SELECT CAST(DATE_TRUNC('month', "days"."key0") AS DATE) AS "placed_month", CAST(SUM("days"."part0") AS DECIMAL(38, 2)) AS "__total"
      FROM (
        SELECT "key0", "part0"
        FROM (
          SELECT "orders"."placed" AS "key0", SUM("orders"."amount") AS "part0"
          FROM (
            SELECT "placed", "amount"
            FROM "orders"
            WHERE TRUE) AS "orders"
          GROUP BY 1) AS "days") AS "days"
      GROUP BY 1) AS "frame" LEFT JOIN (
      SELECT CAST(DATE_TRUNC('month', "days"."key0") AS DATE) AS "placed_month", CAST(SUM("days"."part0") AS DECIMAL(38, 2)) AS "__total_"
      FROM (
        SELECT "key0", "part0"
        FROM (
          SELECT "orders"."placed moved" AS "key0", SUM("orders"."amount") AS "part0"
          FROM (
            SELECT "t0"."amount" AS "amount", "t0"."placed" AS "placed", CAST(("t0"."placed" + TO_MONTHS(1)) AS DATE) AS "placed moved"
            FROM (
              SELECT "placed", "amount"
              FROM "orders"
              WHERE TRUE) AS "t0") AS "orders"
          WHERE NOT ("orders"."placed" IS NULL)
          GROUP BY 1) AS "days") AS "days"
      GROUP BY 1) AS "beside0" ON "frame"."placed_month" IS NOT DISTINCT
    FROM "beside0"."placed_month") AS "inner")
SELECT "groups"."placed_month" AS "placed_month", CAST("groups"."revenue" AS TEXT) AS "revenue", CAST("groups"."= PREVIOUS_MONTH(revenue, placed)" AS TEXT) AS "= PREVIOUS_MONTH(revenue, placed)", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."placed_month" ASC
LIMIT 10000
-- []

-- the day a year before
-- {"dimensions": ["placed:day"], "measures": ["revenue", "= SAME_PERIOD_LAST_YEAR(revenue, placed)"]}
WITH "frame" AS MATERIALIZED (
  SELECT CAST("orders"."placed" AS DATE) AS "placed_day", SUM("orders"."amount") AS "__total"
  FROM (
    SELECT "placed", "amount"
    FROM "orders"
    WHERE TRUE) AS "orders"
  GROUP BY 1), "groups" AS MATERIALIZED (
  SELECT "inner"."placed_day", "inner"."__total", "inner"."__total_", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "revenue", CAST("inner"."__total_" AS DECIMAL(38, 2)) AS "= SAME_PERIOD_LAST_YEAR(revenue, placed)"
  FROM (
    SELECT "frame"."placed_day", "frame"."__total", "beside0"."__total_"
    FROM "frame" AS "frame" LEFT JOIN (
      SELECT "rows"."group 0" AS "placed_day", CAST(SUM("rows"."part0") AS DECIMAL(38, 2)) AS "__total_"
      FROM (
        SELECT "rows".*, "periods"."group 0"
        FROM (
          SELECT *
          FROM (
            SELECT "key0", "part0"
            FROM (
              SELECT "orders"."placed" AS "key0", SUM("orders"."amount") AS "part0"
              FROM (
                SELECT "t0"."amount" AS "amount", "t0"."placed" AS "placed", CAST(("t0"."placed" + TO_MONTHS(12)) AS DATE) AS "placed moved"
                FROM (
                  SELECT "placed", "amount"
                  FROM "orders"
                  WHERE TRUE) AS "t0") AS "orders"
              GROUP BY 1) AS "days") AS "days") AS "rows" JOIN (
          SELECT DISTINCT "frame"."placed_day" AS "group 0", ("frame"."placed_day" + TO_MONTHS(-12)) AS "first", (("frame"."placed_day" + TO_MONTHS(-12)) + TO_DAYS(1)) AS "until"
          FROM "frame"
          WHERE NOT "frame"."placed_day" IS NULL) AS "periods" ON ("rows"."key0" >= "periods"."first" AND "rows"."key0" < "periods"."until")) AS "rows"
      GROUP BY 1) AS "beside0" ON "frame"."placed_day" IS NOT DISTINCT
    FROM "beside0"."placed_day") AS "inner")
SELECT "groups"."placed_day" AS "placed_day", CAST("groups"."revenue" AS TEXT) AS "revenue", CAST("groups"."= SAME_PERIOD_LAST_YEAR(revenue, placed)" AS TEXT) AS "= SAME_PERIOD_LAST_YEAR(revenue, placed)", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."placed_day" ASC
LIMIT 10000
-- []

-- the year to date
-- {"dimensions": ["placed:month"], "measures": ["= YEAR_TO_DATE(revenue, placed)"]}
WITH "frame" AS MATERIALIZED (
  SELECT CAST(DATE_TRUNC('month', "days"."key0") AS DATE) AS "placed_month"
  FROM (
    SELECT "key0"
    FROM (
      SELECT "orders"."placed" AS "key0"
      FROM (
        SELECT "placed"
        FROM "orders"
        WHERE TRUE) AS "orders"
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1), "groups" AS MATERIALIZED (
  SELECT "inner"."placed_month", "inner"."__total", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "= YEAR_TO_DATE(revenue, placed)"
  FROM (
    SELECT "frame"."placed_month", "beside0"."__total"
    FROM "frame" AS "frame" LEFT JOIN (
      SELECT "rows"."group 0" AS "placed_month", CAST(SUM("rows"."part0") AS DECIMAL(38, 2)) AS "__total"
      FROM (
        SELECT "rows".*, "periods"."group 0"
        FROM (
          SELECT *
          FROM (
            SELECT "key0", "part0"
            FROM (
              SELECT "orders"."placed" AS "key0", SUM("orders"."amount") AS "part0"
              FROM (
                SELECT "placed", "amount"
                FROM "orders"
                WHERE TRUE) AS "orders"
              GROUP BY 1) AS "days") AS "days") AS "rows" JOIN (
          SELECT DISTINCT "frame"."placed_month" AS "group 0", DATE_TRUNC('year', (("frame"."placed_month" + TO_MONTHS(1)) + TO_MICROSECONDS(-1))) AS "first", ("frame"."placed_month" + TO_MONTHS(1)) AS "until"
          FROM "frame"
          WHERE NOT "frame"."placed_month" IS NULL) AS "periods" ON ("rows"."key0" >= "periods"."first" AND "rows"."key0" < "periods"."until")) AS "rows"
      GROUP BY 1) AS "beside0" ON "frame"."placed_month" IS NOT DISTINCT
    FROM "beside0"."placed_month") AS "inner")
SELECT "groups"."placed_month" AS "placed_month", CAST("groups"."= YEAR_TO_DATE(revenue, placed)" AS TEXT) AS "= YEAR_TO_DATE(revenue, placed)", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."placed_month" ASC
LIMIT 10000
-- []

-- the year to date, at once
-- {"measures": ["= YEAR_TO_DATE(revenue, placed)"], "filters": [{"kind": "time_range", "member": "placed", "start": "2024-02-01", "end": "2024-03-01"}]}
SELECT CAST("groups"."= YEAR_TO_DATE(revenue, placed)" AS TEXT) AS "= YEAR_TO_DATE(revenue, placed)"
FROM (
  SELECT "inner"."__total", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "= YEAR_TO_DATE(revenue, placed)"
  FROM (
    SELECT "beside0"."__total"
    FROM (
      SELECT COUNT(*)
      FROM (
        SELECT "placed"
        FROM "orders"
        WHERE TRUE) AS "orders"
      WHERE ("orders"."placed" >= CAST($2 AS DATE) AND "orders"."placed" < CAST($3 AS DATE))) AS "frame" LEFT JOIN (
      SELECT SUM("rows"."amount") AS "__total"
      FROM (
        SELECT "rows".*
        FROM (
          SELECT *
          FROM (
            SELECT "placed", "amount"
            FROM "orders"
            WHERE TRUE) AS "orders") AS "rows" JOIN (
          SELECT CAST($1 AS TIMESTAMP) AS "until") AS "periods" ON ("rows"."placed" >= DATE_TRUNC('year', ("periods"."until" + TO_MICROSECONDS(-1))) AND "rows"."placed" < "periods"."until")) AS "rows") AS "beside0" ON TRUE) AS "inner") AS "groups"
LIMIT 10000
-- ["2024-03-01 00:00:00", "2024-02-01", "2024-03-01"]

-- the last moment
-- {"dimensions": ["status"], "measures": ["= CLOSING(SUM(amount), placed, customer_id)"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."status", "inner"."__total", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "= CLOSING(SUM(amount), placed, customer_id)"
  FROM (
    SELECT "frame"."status", "beside0"."__total"
    FROM (
      SELECT "orders"."status" AS "status"
      FROM (
        SELECT "status"
        FROM "orders"
        WHERE TRUE) AS "orders"
      GROUP BY 1) AS "frame" LEFT JOIN (
      SELECT "rows"."status" AS "status", SUM("rows"."amount") FILTER(WHERE "rows"."placed" = "rows"."edge of the context") AS "__total"
      FROM (
        SELECT *, MAX("orders"."placed") OVER (PARTITION BY "orders"."status", "orders"."customer_id") AS "edge of the context"
        FROM (
          SELECT "customer_id", "status", "placed", "amount"
          FROM "orders"
          WHERE TRUE) AS "orders") AS "rows"
      GROUP BY 1) AS "beside0" ON "frame"."status" IS NOT DISTINCT
    FROM "beside0"."status") AS "inner")
SELECT "groups"."status" AS "status", CAST("groups"."= CLOSING(SUM(amount), placed, customer_id)" AS TEXT) AS "= CLOSING(SUM(amount), placed, customer_id)", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."status" ASC
LIMIT 10000
-- []
