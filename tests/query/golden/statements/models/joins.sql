-- a dimension of a related table
-- {"dimensions": ["customers.country"], "measures": ["revenue"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."customers.country", "inner"."__total", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "revenue"
  FROM (
    SELECT "orders"."customers.country" AS "customers.country", SUM("orders"."amount") AS "__total"
    FROM (
      SELECT "t0"."amount" AS "amount", "t0"."customer_id" AS "customer_id", "t1"."country" AS "customers.country"
      FROM (
        SELECT "customer_id", "amount"
        FROM "orders"
        WHERE TRUE) AS "t0" LEFT JOIN (
        SELECT "id", "country"
        FROM "customers"
        WHERE TRUE) AS "t1" ON "t0"."customer_id" = "t1"."id") AS "orders"
    GROUP BY 1) AS "inner")
SELECT "groups"."customers.country" AS "customers.country", CAST("groups"."revenue" AS TEXT) AS "revenue", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."customers.country" ASC
LIMIT 10000
-- []

-- a longer way
-- {"dimensions": ["customers.countries.continent"], "measures": ["revenue"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."customers.countries.continent", "inner"."__total", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "revenue"
  FROM (
    SELECT "orders"."countries.continent" AS "customers.countries.continent", SUM("orders"."amount") AS "__total"
    FROM (
      SELECT "t0"."amount" AS "amount", "t0"."customer_id" AS "customer_id", "t1"."country" AS "customers.country", "t2"."continent" AS "countries.continent"
      FROM (
        SELECT "customer_id", "amount"
        FROM "orders"
        WHERE TRUE) AS "t0" LEFT JOIN (
        SELECT "id", "country"
        FROM "customers"
        WHERE TRUE) AS "t1" ON "t0"."customer_id" = "t1"."id" LEFT JOIN (
        SELECT "code", "continent"
        FROM "countries"
        WHERE TRUE) AS "t2" ON "t1"."country" = "t2"."code") AS "orders"
    GROUP BY 1) AS "inner")
SELECT "groups"."customers.countries.continent" AS "customers.countries.continent", CAST("groups"."revenue" AS TEXT) AS "revenue", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."customers.countries.continent" ASC
LIMIT 10000
-- []

-- several rows beside each
-- {"dimensions": ["items.product"], "measures": ["orders_placed"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."items.product", "inner"."__total", CAST("inner"."__total" AS BIGINT) AS "orders_placed"
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
    GROUP BY 1) AS "inner")
SELECT "groups"."items.product" AS "items.product", "groups"."orders_placed" AS "orders_placed", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."items.product" ASC
LIMIT 10000
-- []

-- a filter on a related table
-- {"measures": ["revenue"], "filters": [{"kind": "in", "member": "items.product", "values": ["A"]}]}
SELECT CAST("groups"."revenue" AS TEXT) AS "revenue"
FROM (
  SELECT "inner"."__total", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "revenue"
  FROM (
    SELECT SUM("rows"."amount") AS "__total"
    FROM (
      SELECT DISTINCT "orders"."__row" AS "__row", "orders"."amount" AS "amount"
      FROM (
        SELECT "t0"."amount" AS "amount", "t0"."id" AS "id", "t1"."product" AS "items.product", "t0"."__row" AS "__row"
        FROM (
          SELECT "id", "amount", "__row"
          FROM "orders"
          WHERE TRUE) AS "t0" LEFT JOIN (
          SELECT "order_id", "product"
          FROM "items"
          WHERE TRUE) AS "t1" ON "t0"."id" = "t1"."order_id") AS "orders"
      WHERE "orders"."items.product" IN ($1)) AS "rows") AS "inner") AS "groups"
LIMIT 10000
-- ["A"]

-- measures of several homes
-- {"dimensions": ["customers.country"], "measures": ["revenue", "pieces", "people"]}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."customers.country", "inner"."__total", "inner"."__total_", "inner"."__total__", CAST("inner"."__total" AS DECIMAL(38, 2)) AS "revenue", CAST("inner"."__total_" AS INT128) AS "pieces", CAST("inner"."__total__" AS BIGINT) AS "people"
  FROM (
    SELECT "frame"."customers.country", "frame"."__total", "frame"."__total_", "frame"."__total__"
    FROM (
      SELECT "inner"."customers.country", ANY_VALUE("inner"."__total") AS "__total", ANY_VALUE("inner"."__total_") AS "__total_", COALESCE(ANY_VALUE("inner"."__total__"), 0) AS "__total__"
      FROM (
        SELECT "frame0"."customers.country", "frame0"."__total", CAST(NULL AS INT128) AS "__total_", CAST(NULL AS BIGINT) AS "__total__"
        FROM (
          SELECT "orders"."customers.country" AS "customers.country", SUM("orders"."amount") AS "__total"
          FROM (
            SELECT "t0"."amount" AS "amount", "t0"."customer_id" AS "customer_id", "t1"."country" AS "customers.country"
            FROM (
              SELECT "customer_id", "amount"
              FROM "orders"
              WHERE TRUE) AS "t0" LEFT JOIN (
              SELECT "id", "country"
              FROM "customers"
              WHERE TRUE) AS "t1" ON "t0"."customer_id" = "t1"."id") AS "orders"
          GROUP BY 1) AS "frame0" UNION ALL
        SELECT "frame1"."customers.country", CAST(NULL AS DECIMAL(38, 2)) AS "__total", "frame1"."__total_", CAST(NULL AS BIGINT) AS "__total__"
        FROM (
          SELECT "items"."customers.country" AS "customers.country", SUM(CAST("items"."pieces" AS BIGINT)) AS "__total_"
          FROM (
            SELECT "t0"."pieces" AS "pieces", "t0"."order_id" AS "order_id", "t1"."customer_id" AS "orders.customer_id", "t2"."country" AS "customers.country"
            FROM (
              SELECT "order_id", "pieces"
              FROM "items"
              WHERE TRUE) AS "t0" LEFT JOIN (
              SELECT "id", "customer_id"
              FROM "orders"
              WHERE TRUE) AS "t1" ON "t0"."order_id" = "t1"."id" LEFT JOIN (
              SELECT "id", "country"
              FROM "customers"
              WHERE TRUE) AS "t2" ON "t1"."customer_id" = "t2"."id") AS "items"
          GROUP BY 1) AS "frame1" UNION ALL
        SELECT "frame2"."customers.country", CAST(NULL AS DECIMAL(38, 2)) AS "__total", CAST(NULL AS INT128) AS "__total_", "frame2"."__total__"
        FROM (
          SELECT "customers"."country" AS "customers.country", COUNT(*) AS "__total__"
          FROM (
            SELECT "country"
            FROM "customers"
            WHERE TRUE) AS "customers"
          GROUP BY 1) AS "frame2") AS "inner"
      GROUP BY 1) AS "frame") AS "inner")
SELECT "groups"."customers.country" AS "customers.country", CAST("groups"."revenue" AS TEXT) AS "revenue", CAST("groups"."pieces" AS TEXT) AS "pieces", "groups"."people" AS "people", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."customers.country" ASC
LIMIT 10000
-- []

-- rows with what belongs to them
-- {"mode": "rows", "dimensions": ["id", "customers.country", "net"], "sort": [{"by": "net", "descending": true}], "limit": 5}
SELECT "orders"."id" AS "id", "orders"."customers.country" AS "customers.country", "orders"."net" AS "net"
FROM (
  SELECT "t0"."id" AS "id", "t0"."customer_id" AS "customer_id", "t1"."country" AS "customers.country", "t0"."net" AS "net", "t0"."__row" AS "__row"
  FROM (
    SELECT "t0"."id" AS "id", "t0"."customer_id" AS "customer_id", "t0"."amount" AS "amount", "t0"."__row" AS "__row", CAST("t0"."amount" AS DOUBLE) / NULLIF(CAST(1.19 AS DOUBLE), 0) AS "net"
    FROM (
      SELECT "id", "customer_id", "amount", "__row"
      FROM "orders"
      WHERE TRUE) AS "t0") AS "t0" LEFT JOIN (
    SELECT "id", "country"
    FROM "customers"
    WHERE TRUE) AS "t1" ON "t0"."customer_id" = "t1"."id") AS "orders"
ORDER BY "orders"."net" DESC, "orders"."__row" ASC
LIMIT 5
-- []
