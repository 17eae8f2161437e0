-- a measure
-- {"measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT 1
    FROM "all ""sorts"""
    WHERE "region" IN ($1)) AS "all ""sorts""") AS "groups"
-- ["north"]

-- groups
-- {"dimensions": [{"member": "day", "name": "d", "grain": "month"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('month', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT "all ""sorts"""."day" AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "day"
        FROM "all ""sorts"""
        WHERE "region" IN ($1)) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- ["north"]

-- a filter of the asker's own
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": ["south"]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE "region" IN ($1)) AS "all ""sorts"""
  WHERE "all ""sorts"""."region" IN ($2)) AS "groups"
-- ["north", "south"]

-- rows read late are guarded twice
-- {"mode": "rows", "dimensions": [{"member": "id"}, {"member": "amount"}], "sort": [{"by": "amount"}], "limit": 10}
SELECT "all ""sorts"""."id" AS "id", CAST("all ""sorts"""."amount" AS TEXT) AS "amount"
FROM (
  SELECT "id", "amount", "__row"
  FROM "all ""sorts"""
  WHERE "region" IN ($2)) AS "all ""sorts"""
WHERE "all ""sorts"""."__row" IN (
  SELECT "all ""sorts"""."__row"
  FROM (
    SELECT "amount", "__row"
    FROM "all ""sorts"""
    WHERE "region" IN ($1)) AS "all ""sorts"""
  ORDER BY "all ""sorts"""."amount" ASC, "all ""sorts"""."__row" ASC
  LIMIT 10)
ORDER BY "all ""sorts"""."amount" ASC, "all ""sorts"""."__row" ASC
-- ["north", "north"]

-- rows of everywhere are guarded
-- {"mode": "rows", "dimensions": [{"member": "id"}], "limit": 10, "is_sample": true}
SELECT "all ""sorts"""."id" AS "id"
FROM (
  SELECT "id", "__row"
  FROM "all ""sorts"""
  WHERE "region" IN ($2)) AS "all ""sorts"""
WHERE "all ""sorts"""."__row" IN (
  SELECT "all ""sorts"""."__row"
  FROM (
    SELECT "__row"
    FROM "all ""sorts"""
    WHERE "region" IN ($1)) AS "all ""sorts"""
  ORDER BY HASH("all ""sorts"""."__row") ASC, "all ""sorts"""."__row" ASC
  LIMIT 10)
ORDER BY HASH("all ""sorts"""."__row") ASC, "all ""sorts"""."__row" ASC
-- ["north", "north"]

-- rows sorted by what is not shown are guarded
-- {"mode": "rows", "dimensions": [{"member": "id"}], "sort": [{"by": "region"}], "limit": 10}
SELECT "all ""sorts"""."id" AS "id"
FROM (
  SELECT "id", "region", "__row"
  FROM "all ""sorts"""
  WHERE "region" IN ($2)) AS "all ""sorts"""
WHERE "all ""sorts"""."__row" IN (
  SELECT "all ""sorts"""."__row"
  FROM (
    SELECT "region", "__row"
    FROM "all ""sorts"""
    WHERE "region" IN ($1)) AS "all ""sorts"""
  ORDER BY "all ""sorts"""."region" ASC, "all ""sorts"""."__row" ASC
  LIMIT 10)
ORDER BY "all ""sorts"""."region" ASC, "all ""sorts"""."__row" ASC
-- ["north", "north"]

-- the latest row is looked for behind the guard
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "relative_time", "member": "moment", "count": 1, "unit": "day", "anchor": "latest"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
    FROM "all ""sorts"""
    WHERE ("amount" < CAST($1 AS DECIMAL(18, 2)) AND NOT ("select" IS NULL))) AS "all ""sorts"""
  WHERE ("all ""sorts"""."moment" >= CAST($2 AS TIMESTAMP) AND "all ""sorts"""."moment" < CAST($3 AS TIMESTAMP))) AS "groups"
-- ["1000.00", "2024-12-24 00:00:00", "2024-12-25 00:00:00"]

-- searched values behind the guard
-- {"dimensions": [{"member": "region", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."region" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE "region" IN ($1)) AS "all ""sorts"""
  WHERE CONTAINS(LOWER("all ""sorts"""."region"), LOWER($2))
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- ["north", "needle"]

-- a filter that tries to widen the guard
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "any", "filters": [{"kind": "in", "member": "region", "values": ["south"]}, {"kind": "in", "member": "region", "values": [], "exclude": true}]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE "region" IN ($1)) AS "all ""sorts""") AS "groups"
-- ["north"]

-- steps behind the guard
-- {"dimensions": [{"member": "id", "name": "d", "bins": {"at_most": 4}}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST("all ""sorts"""."id" AS BIGINT) - (((CAST("all ""sorts"""."id" AS BIGINT) % 50) + 50) % 50) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE "region" IN ($1)) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- ["north"]

-- two conditions
-- {"dimensions": [{"member": "select", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "id", "values": [1]}], "limit": 3}
WITH "groups" AS MATERIALIZED (
  SELECT "all ""sorts"""."select" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "id", "select"
    FROM "all ""sorts"""
    WHERE ("amount" < CAST($1 AS DECIMAL(18, 2)) AND NOT ("select" IS NULL))) AS "all ""sorts"""
  WHERE "all ""sorts"""."id" IN ($2)
  GROUP BY 1)
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."d" ASC
LIMIT 3
-- ["1000.00", 1]
