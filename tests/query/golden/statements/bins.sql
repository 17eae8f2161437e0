-- a decimal in at most ten steps
-- {"dimensions": [{"member": "amount", "name": "d", "bins": {"at_most": 10}}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT (((FLOOR(CAST("all ""sorts"""."amount" AS DOUBLE) / 2.0) + CAST((((FLOOR(CAST("all ""sorts"""."amount" AS DOUBLE) / 2.0) + 1.0) * 2.0 + 0.0)) <= CAST("all ""sorts"""."amount" AS DOUBLE) AS INT) - CAST(((FLOOR(CAST("all ""sorts"""."amount" AS DOUBLE) / 2.0) * 2.0 + 0.0)) > CAST("all ""sorts"""."amount" AS DOUBLE) AS INT)) * 2.0 + 0.0)) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a float of an exact width
-- {"dimensions": [{"member": "rate", "name": "d", "bins": {"width": 0.05}}], "measures": [{"aggregation": "count", "name": "rows"}]}
WITH "groups" AS MATERIALIZED (
  SELECT (((FLOOR(CAST("all ""sorts"""."rate" AS DOUBLE) / 0.05) + CAST((((FLOOR(CAST("all ""sorts"""."rate" AS DOUBLE) / 0.05) + 1.0) * 5.0 / 100.0 + 0.0)) <= CAST("all ""sorts"""."rate" AS DOUBLE) AS INT) - CAST(((FLOOR(CAST("all ""sorts"""."rate" AS DOUBLE) / 0.05) * 5.0 / 100.0 + 0.0)) > CAST("all ""sorts"""."rate" AS DOUBLE) AS INT)) * 5.0 / 100.0 + 0.0)) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1)
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- an integer in at most five steps
-- {"dimensions": [{"member": "id", "name": "d", "bins": {"at_most": 5}}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST("all ""sorts"""."id" AS BIGINT) - (((CAST("all ""sorts"""."id" AS BIGINT) % 20) + 20) % 20) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a float in steps of a billionth
-- {"dimensions": [{"member": "rate", "name": "d", "bins": {"width": 1e-09}}], "measures": [{"aggregation": "count", "name": "rows"}]}
WITH "groups" AS MATERIALIZED (
  SELECT (((FLOOR(CAST("all ""sorts"""."rate" AS DOUBLE) / 1e-09) + CAST((((FLOOR(CAST("all ""sorts"""."rate" AS DOUBLE) / 1e-09) + 1.0) * 1.0 / 1000000000.0 + 0.0)) <= CAST("all ""sorts"""."rate" AS DOUBLE) AS INT) - CAST(((FLOOR(CAST("all ""sorts"""."rate" AS DOUBLE) / 1e-09) * 1.0 / 1000000000.0 + 0.0)) > CAST("all ""sorts"""."rate" AS DOUBLE) AS INT)) * 1.0 / 1000000000.0 + 0.0)) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1)
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a number beyond 64 bits
-- {"dimensions": [{"member": "huge", "name": "d", "bins": {"at_most": 3}}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT (((FLOOR(CAST("all ""sorts"""."huge" AS DOUBLE) / 1.0) + CAST((((FLOOR(CAST("all ""sorts"""."huge" AS DOUBLE) / 1.0) + 1.0) * 1.0 + 0.0)) <= CAST("all ""sorts"""."huge" AS DOUBLE) AS INT) - CAST(((FLOOR(CAST("all ""sorts"""."huge" AS DOUBLE) / 1.0) * 1.0 + 0.0)) > CAST("all ""sorts"""."huge" AS DOUBLE) AS INT)) * 1.0 + 0.0)) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- everything in one step
-- {"dimensions": [{"member": "rate", "name": "d", "bins": {"at_most": 1}}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT (((FLOOR(CAST("all ""sorts"""."rate" AS DOUBLE) / 1.0) + CAST((((FLOOR(CAST("all ""sorts"""."rate" AS DOUBLE) / 1.0) + 1.0) * 1.0 + 0.0)) <= CAST("all ""sorts"""."rate" AS DOUBLE) AS INT) - CAST(((FLOOR(CAST("all ""sorts"""."rate" AS DOUBLE) / 1.0) * 1.0 + 0.0)) > CAST("all ""sorts"""."rate" AS DOUBLE) AS INT)) * 1.0 + 0.0)) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a date in at most six steps
-- {"dimensions": [{"member": "day", "name": "d", "bins": {"at_most": 6}}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(TIME_BUCKET(TO_SECONDS(7862400), "all ""sorts"""."day") AS DATE) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "day"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a moment in at most fifty steps
-- {"dimensions": [{"member": "moment", "name": "d", "bins": {"at_most": 50}}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(TIME_BUCKET(TO_SECONDS(1209600), "all ""sorts"""."moment") AS TIMESTAMP) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment on the wall of Berlin
-- {"dimensions": [{"member": "zoned", "name": "d", "bins": {"at_most": 12}}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "Europe/Berlin"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(TIME_BUCKET(TO_SECONDS(7862400), TIMEZONE('Europe/Berlin', "all ""sorts"""."zoned")) AS TIMESTAMP) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []
