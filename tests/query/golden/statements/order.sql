-- groups by their measure, the largest first
-- {"dimensions": [{"member": "region", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}], "sort": [{"by": "rows", "descending": true}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."region" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."rows" DESC, "groups"."d" ASC
LIMIT 10000
-- []

-- a page of groups
-- {"dimensions": [{"member": "day", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}], "sort": [{"by": "d"}], "limit": 10, "offset": 20}
WITH "groups" AS MATERIALIZED (
  SELECT "all ""sorts"""."day" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "day"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1)
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."d" ASC
LIMIT 10
OFFSET 20
-- []

-- one row needs neither order nor limit
-- {"measures": [{"aggregation": "count", "name": "rows"}], "sort": [{"by": "rows"}], "limit": 5}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT 1
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- rows as they stand
-- {"mode": "rows", "dimensions": [{"member": "id"}, {"member": "region"}], "limit": 100}
SELECT "all ""sorts"""."id" AS "id", "all ""sorts"""."region" AS "region"
FROM (
  SELECT "id", "region"
  FROM "all ""sorts"""
  WHERE TRUE) AS "all ""sorts"""
LIMIT 100
-- []

-- every column that is not hidden
-- {"mode": "rows", "dimensions": [], "limit": 2}
SELECT "all ""sorts"""."id" AS "id", "all ""sorts"""."region" AS "region", CAST("all ""sorts"""."amount" AS TEXT) AS "amount", "all ""sorts"""."rate" AS "rate", CAST("all ""sorts"""."huge" AS TEXT) AS "huge", "all ""sorts"""."day" AS "day", "all ""sorts"""."moment" AS "moment", MAKE_TIMESTAMP(EPOCH_US("all ""sorts"""."zoned")) AS "zoned", "all ""sorts"""."hour" AS "hour", "all ""sorts"""."is_new" AS "is_new", CAST("all ""sorts"""."document" AS TEXT) AS "document", "all ""sorts"""."select" AS "select", "all ""sorts"""."a ""quoted"" name" AS "a ""quoted"" name"
FROM (
  SELECT "id", "region", "amount", "rate", "huge", "day", "moment", "zoned", "hour", "is_new", "document", "select", "a ""quoted"" name"
  FROM "all ""sorts"""
  WHERE TRUE) AS "all ""sorts"""
LIMIT 2
-- []

-- rows of everywhere
-- {"mode": "rows", "dimensions": [{"member": "id"}, {"member": "region"}], "limit": 5000, "is_sample": true}
SELECT "all ""sorts"""."id" AS "id", "all ""sorts"""."region" AS "region"
FROM (
  SELECT "id", "region", "__row"
  FROM "all ""sorts"""
  WHERE TRUE) AS "all ""sorts"""
ORDER BY HASH("all ""sorts"""."__row") ASC, "all ""sorts"""."__row" ASC
LIMIT 5000
-- []

-- a hidden column that is named
-- {"mode": "rows", "dimensions": [{"member": "took"}], "limit": 2}
SELECT CAST("all ""sorts"""."took" AS TEXT) AS "took"
FROM (
  SELECT "took"
  FROM "all ""sorts"""
  WHERE TRUE) AS "all ""sorts"""
LIMIT 2
-- []

-- rows under other names
-- {"mode": "rows", "dimensions": [{"member": "select", "name": "from"}, {"member": "a \"quoted\" name", "name": "Größe; --"}], "sort": [{"by": "Größe; --"}]}
SELECT "all ""sorts"""."select" AS "from", "all ""sorts"""."a ""quoted"" name" AS "Größe; --"
FROM (
  SELECT "select", "a ""quoted"" name", "__row"
  FROM "all ""sorts"""
  WHERE TRUE) AS "all ""sorts"""
ORDER BY "all ""sorts"""."a ""quoted"" name" ASC, "all ""sorts"""."__row" ASC
LIMIT 10000
-- []

-- groups in two orders, nulls last in both
-- {"dimensions": [{"member": "region"}, {"member": "is_new", "name": "new"}], "measures": [{"aggregation": "count", "name": "rows"}], "sort": [{"by": "new", "descending": true}, {"by": "rows"}]}
SELECT "groups"."region" AS "region", "groups"."new" AS "new", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."region" AS "region", "all ""sorts"""."is_new" AS "new", COUNT(*) AS "rows"
  FROM (
    SELECT "region", "is_new"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1, 2) AS "groups"
ORDER BY "groups"."new" DESC, "groups"."rows" ASC, "groups"."region" ASC
LIMIT 10000
-- []

-- searched values of a text
-- {"dimensions": [{"member": "region", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}], "sort": [{"by": "rows", "descending": true}], "limit": 100}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."region" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE CONTAINS(LOWER("all ""sorts"""."region"), LOWER($1))
  GROUP BY 1) AS "groups"
ORDER BY "groups"."rows" DESC, "groups"."d" ASC
LIMIT 100
-- ["needle"]

-- searched values of a number
-- {"dimensions": [{"member": "amount", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}], "limit": 100}
SELECT CAST("groups"."d" AS TEXT) AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."amount" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE CONTAINS(LOWER(CAST("all ""sorts"""."amount" AS TEXT)), LOWER($1))
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 100
-- ["0:59"]

-- searched values of a zoned moment
-- {"dimensions": [{"member": "zoned", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "Asia/Kathmandu", "limit": 100}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT TIMEZONE('Asia/Kathmandu', "all ""sorts"""."zoned") AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE CONTAINS(LOWER(CAST(TIMEZONE('Asia/Kathmandu', "all ""sorts"""."zoned") AS TEXT)), LOWER($1))
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 100
-- ["0:59"]

-- a page of rows by two columns, read late
-- {"mode": "rows", "dimensions": [{"member": "id"}, {"member": "amount"}, {"member": "zoned"}], "filters": [{"kind": "in", "member": "is_new", "values": [true]}], "sort": [{"by": "amount", "descending": true}, {"by": "id"}], "limit": 50, "offset": 100}
SELECT "all ""sorts"""."id" AS "id", CAST("all ""sorts"""."amount" AS TEXT) AS "amount", MAKE_TIMESTAMP(EPOCH_US("all ""sorts"""."zoned")) AS "zoned"
FROM (
  SELECT "id", "amount", "zoned", "is_new", "__row"
  FROM "all ""sorts"""
  WHERE TRUE) AS "all ""sorts"""
WHERE "all ""sorts"""."__row" IN (
  SELECT "all ""sorts"""."__row"
  FROM (
    SELECT "id", "amount", "is_new", "__row"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."is_new" IN ($1)
  ORDER BY "all ""sorts"""."amount" DESC, "all ""sorts"""."id" ASC, "all ""sorts"""."__row" ASC
  LIMIT 50
  OFFSET 100)
ORDER BY "all ""sorts"""."amount" DESC, "all ""sorts"""."id" ASC, "all ""sorts"""."__row" ASC
-- [true]

-- a page of rows by columns that are not shown, read late
-- {"mode": "rows", "dimensions": [{"member": "id"}], "sort": [{"by": "zoned", "descending": true}, {"by": "region"}], "limit": 10}
SELECT "all ""sorts"""."id" AS "id"
FROM (
  SELECT "id", "region", "zoned", "__row"
  FROM "all ""sorts"""
  WHERE TRUE) AS "all ""sorts"""
WHERE "all ""sorts"""."__row" IN (
  SELECT "all ""sorts"""."__row"
  FROM (
    SELECT "region", "zoned", "__row"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  ORDER BY "all ""sorts"""."zoned" DESC, "all ""sorts"""."region" ASC, "all ""sorts"""."__row" ASC
  LIMIT 10)
ORDER BY "all ""sorts"""."zoned" DESC, "all ""sorts"""."region" ASC, "all ""sorts"""."__row" ASC
-- []

-- many rows by a column that is not shown
-- {"mode": "rows", "dimensions": [{"member": "id"}], "sort": [{"by": "region"}], "limit": 5000}
SELECT "all ""sorts"""."id" AS "id"
FROM (
  SELECT "id", "region", "__row"
  FROM "all ""sorts"""
  WHERE TRUE) AS "all ""sorts"""
ORDER BY "all ""sorts"""."region" ASC, "all ""sorts"""."__row" ASC
LIMIT 5000
-- []

-- a column of the result goes before a column of the dataset
-- {"mode": "rows", "dimensions": [{"member": "id", "name": "region"}], "sort": [{"by": "region"}], "limit": 10}
SELECT "all ""sorts"""."id" AS "region"
FROM (
  SELECT "id", "__row"
  FROM "all ""sorts"""
  WHERE TRUE) AS "all ""sorts"""
WHERE "all ""sorts"""."__row" IN (
  SELECT "all ""sorts"""."__row"
  FROM (
    SELECT "id", "__row"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  ORDER BY "all ""sorts"""."id" ASC, "all ""sorts"""."__row" ASC
  LIMIT 10)
ORDER BY "all ""sorts"""."id" ASC, "all ""sorts"""."__row" ASC
-- []

-- many rows by a column, read at once
-- {"mode": "rows", "dimensions": [{"member": "id"}, {"member": "region"}], "sort": [{"by": "region"}], "limit": 5000}
SELECT "all ""sorts"""."id" AS "id", "all ""sorts"""."region" AS "region"
FROM (
  SELECT "id", "region", "__row"
  FROM "all ""sorts"""
  WHERE TRUE) AS "all ""sorts"""
ORDER BY "all ""sorts"""."region" ASC, "all ""sorts"""."__row" ASC
LIMIT 5000
-- []
