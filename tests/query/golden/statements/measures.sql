-- rows
-- {"measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT 1
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- two of one member
-- {"measures": [{"member": "amount", "aggregation": "min"}, {"member": "amount", "aggregation": "max"}]}
SELECT CAST("groups"."min_amount" AS TEXT) AS "min_amount", CAST("groups"."max_amount" AS TEXT) AS "max_amount"
FROM (
  SELECT MIN("all ""sorts"""."amount") AS "min_amount", MAX("all ""sorts"""."amount") AS "max_amount"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- texts
-- {"measures": [{"member": "region", "aggregation": "min"}, {"member": "region", "aggregation": "max"}, {"member": "region", "aggregation": "count"}, {"member": "region", "aggregation": "count_distinct"}]}
SELECT "groups"."min_region" AS "min_region", "groups"."max_region" AS "max_region", "groups"."count_region" AS "count_region", "groups"."count_distinct_region" AS "count_distinct_region"
FROM (
  SELECT MIN("all ""sorts"""."region") AS "min_region", MAX("all ""sorts"""."region") AS "max_region", COUNT("all ""sorts"""."region") AS "count_region", COUNT(DISTINCT "all ""sorts"""."region") AS "count_distinct_region"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- moments on the wall of the asker
-- {"measures": [{"member": "zoned", "aggregation": "min"}, {"member": "zoned", "aggregation": "max"}], "time_zone": "Australia/Lord_Howe"}
SELECT TIMEZONE('Australia/Lord_Howe', "groups"."min_zoned") AS "min_zoned", TIMEZONE('Australia/Lord_Howe', "groups"."max_zoned") AS "max_zoned"
FROM (
  SELECT MIN("all ""sorts"""."zoned") AS "min_zoned", MAX("all ""sorts"""."zoned") AS "max_zoned"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- sum of id
-- {"measures": [{"member": "id", "aggregation": "sum", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT CAST(SUM("all ""sorts"""."id") AS BIGINT) AS "m"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- sum of amount
-- {"measures": [{"member": "amount", "aggregation": "sum", "name": "m"}]}
SELECT CAST("groups"."m" AS TEXT) AS "m"
FROM (
  SELECT SUM("all ""sorts"""."amount") AS "m"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- sum of rate
-- {"measures": [{"member": "rate", "aggregation": "sum", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT SUM("all ""sorts"""."rate") AS "m"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- sum of huge
-- {"measures": [{"member": "huge", "aggregation": "sum", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT CAST(SUM("all ""sorts"""."huge") AS BIGINT) AS "m"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- avg of id
-- {"measures": [{"member": "id", "aggregation": "avg", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT AVG("all ""sorts"""."id") AS "m"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- avg of amount
-- {"measures": [{"member": "amount", "aggregation": "avg", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT AVG("all ""sorts"""."amount") AS "m"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- avg of rate
-- {"measures": [{"member": "rate", "aggregation": "avg", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT AVG("all ""sorts"""."rate") AS "m"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- avg of huge
-- {"measures": [{"member": "huge", "aggregation": "avg", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT AVG(CAST("all ""sorts"""."huge" AS DOUBLE)) AS "m"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- min of id
-- {"measures": [{"member": "id", "aggregation": "min", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT MIN("all ""sorts"""."id") AS "m"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- min of amount
-- {"measures": [{"member": "amount", "aggregation": "min", "name": "m"}]}
SELECT CAST("groups"."m" AS TEXT) AS "m"
FROM (
  SELECT MIN("all ""sorts"""."amount") AS "m"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- min of rate
-- {"measures": [{"member": "rate", "aggregation": "min", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT MIN("all ""sorts"""."rate") AS "m"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- min of huge
-- {"measures": [{"member": "huge", "aggregation": "min", "name": "m"}]}
SELECT CAST("groups"."m" AS TEXT) AS "m"
FROM (
  SELECT MIN("all ""sorts"""."huge") AS "m"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- max of id
-- {"measures": [{"member": "id", "aggregation": "max", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT MAX("all ""sorts"""."id") AS "m"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- max of amount
-- {"measures": [{"member": "amount", "aggregation": "max", "name": "m"}]}
SELECT CAST("groups"."m" AS TEXT) AS "m"
FROM (
  SELECT MAX("all ""sorts"""."amount") AS "m"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- max of rate
-- {"measures": [{"member": "rate", "aggregation": "max", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT MAX("all ""sorts"""."rate") AS "m"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- max of huge
-- {"measures": [{"member": "huge", "aggregation": "max", "name": "m"}]}
SELECT CAST("groups"."m" AS TEXT) AS "m"
FROM (
  SELECT MAX("all ""sorts"""."huge") AS "m"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- count of id
-- {"measures": [{"member": "id", "aggregation": "count", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT COUNT("all ""sorts"""."id") AS "m"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- count of amount
-- {"measures": [{"member": "amount", "aggregation": "count", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT COUNT("all ""sorts"""."amount") AS "m"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- count of rate
-- {"measures": [{"member": "rate", "aggregation": "count", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT COUNT("all ""sorts"""."rate") AS "m"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- count of huge
-- {"measures": [{"member": "huge", "aggregation": "count", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT COUNT("all ""sorts"""."huge") AS "m"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- count_distinct of id
-- {"measures": [{"member": "id", "aggregation": "count_distinct", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT COUNT(DISTINCT "all ""sorts"""."id") AS "m"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- count_distinct of amount
-- {"measures": [{"member": "amount", "aggregation": "count_distinct", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT COUNT(DISTINCT "all ""sorts"""."amount") AS "m"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- count_distinct of rate
-- {"measures": [{"member": "rate", "aggregation": "count_distinct", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT COUNT(DISTINCT "all ""sorts"""."rate") AS "m"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- count_distinct of huge
-- {"measures": [{"member": "huge", "aggregation": "count_distinct", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT COUNT(DISTINCT "all ""sorts"""."huge") AS "m"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- median of id
-- {"measures": [{"member": "id", "aggregation": "median", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT MEDIAN(CAST("all ""sorts"""."id" AS DOUBLE)) AS "m"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- median of amount
-- {"measures": [{"member": "amount", "aggregation": "median", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT MEDIAN(CAST("all ""sorts"""."amount" AS DOUBLE)) AS "m"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- median of rate
-- {"measures": [{"member": "rate", "aggregation": "median", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT MEDIAN(CAST("all ""sorts"""."rate" AS DOUBLE)) AS "m"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- median of huge
-- {"measures": [{"member": "huge", "aggregation": "median", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT MEDIAN(CAST("all ""sorts"""."huge" AS DOUBLE)) AS "m"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- quantile of id
-- {"measures": [{"member": "id", "aggregation": "quantile", "name": "m", "quantile": 0.9}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT QUANTILE_CONT(CAST("all ""sorts"""."id" AS DOUBLE), 0.9) AS "m"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- quantile of amount
-- {"measures": [{"member": "amount", "aggregation": "quantile", "name": "m", "quantile": 0.9}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT QUANTILE_CONT(CAST("all ""sorts"""."amount" AS DOUBLE), 0.9) AS "m"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- quantile of rate
-- {"measures": [{"member": "rate", "aggregation": "quantile", "name": "m", "quantile": 0.9}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT QUANTILE_CONT(CAST("all ""sorts"""."rate" AS DOUBLE), 0.9) AS "m"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- quantile of huge
-- {"measures": [{"member": "huge", "aggregation": "quantile", "name": "m", "quantile": 0.9}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT QUANTILE_CONT(CAST("all ""sorts"""."huge" AS DOUBLE), 0.9) AS "m"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- stddev of id
-- {"measures": [{"member": "id", "aggregation": "stddev", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT STDDEV_SAMP(CAST("all ""sorts"""."id" AS DOUBLE)) AS "m"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- stddev of amount
-- {"measures": [{"member": "amount", "aggregation": "stddev", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT STDDEV_SAMP(CAST("all ""sorts"""."amount" AS DOUBLE)) AS "m"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- stddev of rate
-- {"measures": [{"member": "rate", "aggregation": "stddev", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT CASE WHEN NOT BOOL_AND(ISFINITE("all ""sorts"""."rate")) THEN CAST('NaN' AS DOUBLE) ELSE STDDEV_SAMP("all ""sorts"""."rate") FILTER(WHERE ISFINITE("all ""sorts"""."rate")) END AS "m"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- stddev of huge
-- {"measures": [{"member": "huge", "aggregation": "stddev", "name": "m"}]}
SELECT "groups"."m" AS "m"
FROM (
  SELECT STDDEV_SAMP(CAST("all ""sorts"""."huge" AS DOUBLE)) AS "m"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []
