-- a text
-- {"dimensions": [{"member": "region", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."region" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a boolean
-- {"dimensions": [{"member": "is_new", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."is_new" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "is_new"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a time of day
-- {"dimensions": [{"member": "hour", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."hour" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "hour"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a duration
-- {"dimensions": [{"member": "took", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT CAST("groups"."d" AS TEXT) AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."took" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "took"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a document
-- {"dimensions": [{"member": "document", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT CAST("groups"."d" AS TEXT) AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."document" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "document"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- an integer beyond 64 bits leaves as text
-- {"dimensions": [{"member": "huge", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT CAST("groups"."d" AS TEXT) AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."huge" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment is shown on the wall of the asker
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": null}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "Asia/Kathmandu"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT TIMEZONE('Asia/Kathmandu', "all ""sorts"""."zoned") AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- two at once, one of them named like a keyword
-- {"dimensions": [{"member": "select"}, {"member": "a \"quoted\" name"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."select" AS "select", "groups"."a ""quoted"" name" AS "a ""quoted"" name", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."select" AS "select", "all ""sorts"""."a ""quoted"" name" AS "a ""quoted"" name", COUNT(*) AS "rows"
  FROM (
    SELECT "select", "a ""quoted"" name"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1, 2) AS "groups"
ORDER BY "groups"."select" ASC, "groups"."a ""quoted"" name" ASC
LIMIT 10000
-- []

-- no measure gives the distinct groups
-- {"dimensions": [{"member": "region"}]}
SELECT "groups"."region" AS "region"
FROM (
  SELECT "all ""sorts"""."region" AS "region"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."region" ASC
LIMIT 10000
-- []

-- a date by day
-- {"dimensions": [{"member": "day", "name": "d", "grain": "day"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST("all ""sorts"""."day" AS DATE) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "day"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a date by week
-- {"dimensions": [{"member": "day", "name": "d", "grain": "week"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('week', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT "all ""sorts"""."day" AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "day"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a date by month
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
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a date by quarter
-- {"dimensions": [{"member": "day", "name": "d", "grain": "quarter"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('quarter', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT "all ""sorts"""."day" AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "day"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a date by year
-- {"dimensions": [{"member": "day", "name": "d", "grain": "year"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('year', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT "all ""sorts"""."day" AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "day"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a date by day_of_week
-- {"dimensions": [{"member": "day", "name": "d", "grain": "day_of_week"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT ISODOW("days"."key0") AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT "all ""sorts"""."day" AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "day"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a date by month_of_year
-- {"dimensions": [{"member": "day", "name": "d", "grain": "month_of_year"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT MONTH("days"."key0") AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT "all ""sorts"""."day" AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "day"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a moment by second
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "second"}], "measures": [{"aggregation": "count", "name": "rows"}]}
WITH "groups" AS MATERIALIZED (
  SELECT DATE_TRUNC('second', "all ""sorts"""."moment") AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
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

-- a zoned moment by second in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "second"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
WITH "groups" AS MATERIALIZED (
  SELECT DATE_TRUNC('second', TIMEZONE('America/New_York', "all ""sorts"""."zoned")) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
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

-- a moment by minute
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "minute"}], "measures": [{"aggregation": "count", "name": "rows"}]}
WITH "groups" AS MATERIALIZED (
  SELECT DATE_TRUNC('minute', "all ""sorts"""."moment") AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
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

-- a zoned moment by minute in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "minute"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
WITH "groups" AS MATERIALIZED (
  SELECT DATE_TRUNC('minute', TIMEZONE('America/New_York', "all ""sorts"""."zoned")) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
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

-- a moment by hour
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "hour"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT DATE_TRUNC('hour', "all ""sorts"""."moment") AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment by hour in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "hour"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT DATE_TRUNC('hour', TIMEZONE('America/New_York', "all ""sorts"""."zoned")) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a moment by day
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "day"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST("all ""sorts"""."moment" AS DATE) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment by day in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "day"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(TIMEZONE('America/New_York', "all ""sorts"""."zoned") AS DATE) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a moment by week
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "week"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('week', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST("all ""sorts"""."moment" AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "moment"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment by week in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "week"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('week', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST(TIMEZONE('America/New_York', "all ""sorts"""."zoned") AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "zoned"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a moment by month
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "month"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('month', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST("all ""sorts"""."moment" AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "moment"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment by month in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "month"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('month', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST(TIMEZONE('America/New_York', "all ""sorts"""."zoned") AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "zoned"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a moment by quarter
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "quarter"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('quarter', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST("all ""sorts"""."moment" AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "moment"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment by quarter in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "quarter"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('quarter', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST(TIMEZONE('America/New_York', "all ""sorts"""."zoned") AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "zoned"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a moment by year
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "year"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('year', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST("all ""sorts"""."moment" AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "moment"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment by year in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "year"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT CAST(DATE_TRUNC('year', "days"."key0") AS DATE) AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST(TIMEZONE('America/New_York', "all ""sorts"""."zoned") AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "zoned"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a moment by hour_of_day
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "hour_of_day"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT HOUR("all ""sorts"""."moment") AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment by hour_of_day in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "hour_of_day"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT HOUR(TIMEZONE('America/New_York', "all ""sorts"""."zoned")) AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a moment by day_of_week
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "day_of_week"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT ISODOW("days"."key0") AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST("all ""sorts"""."moment" AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "moment"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment by day_of_week in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "day_of_week"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT ISODOW("days"."key0") AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST(TIMEZONE('America/New_York', "all ""sorts"""."zoned") AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "zoned"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a moment by month_of_year
-- {"dimensions": [{"member": "moment", "name": "d", "grain": "month_of_year"}], "measures": [{"aggregation": "count", "name": "rows"}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT MONTH("days"."key0") AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST("all ""sorts"""."moment" AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "moment"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []

-- a zoned moment by month_of_year in New York
-- {"dimensions": [{"member": "zoned", "name": "d", "grain": "month_of_year"}], "measures": [{"aggregation": "count", "name": "rows"}], "time_zone": "America/New_York"}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT MONTH("days"."key0") AS "d", CAST(COALESCE(SUM("days"."part0"), 0) AS BIGINT) AS "rows"
  FROM (
    SELECT "key0", "part0"
    FROM (
      SELECT CAST(TIMEZONE('America/New_York', "all ""sorts"""."zoned") AS DATE) AS "key0", COUNT(*) AS "part0"
      FROM (
        SELECT "zoned"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts"""
      GROUP BY 1) AS "days") AS "days"
  GROUP BY 1) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- []
