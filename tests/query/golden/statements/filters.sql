-- one value
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": ["north"]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."region" IN ($1)) AS "groups"
-- ["north"]

-- some values and null
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": ["north", null, "south"]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."region" IN ($1, $2) OR "all ""sorts"""."region" IS NULL)) AS "groups"
-- ["north", "south"]

-- none but some values
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": ["north", "south"], "exclude": true}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE (NOT ("all ""sorts"""."region" IN ($1, $2)) OR "all ""sorts"""."region" IS NULL)) AS "groups"
-- ["north", "south"]

-- none but null
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": [null], "exclude": true}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE NOT ("all ""sorts"""."region" IS NULL)) AS "groups"
-- []

-- no value at all
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": []}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE FALSE) AS "groups"
-- []

-- many integers, bound as one list
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "id", "values": [777, 778, 779, 780, 781, 782, 783, 784, … 8, 949, 950, 951, 952, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964, 965, 966, 967, 968, 969, 970, 971, 972, 973, 974, 975, 976, 977]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."id" IN (
    SELECT UNNEST(FROM_JSON($1, '["BIGINT"]')))) AS "groups"
-- ["[777, 778, 779, 780, 781, 782, 783, 784, 785, 786, 787, 788, 789, 790, 791, 792, 793, 794, 795, 796, 797, 798, 799, 800, 801, 802, 803, 804, 805, 80 … 48, 949, 950, 951, 952, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964, 965, 966, 967, 968, 969, 970, 971, 972, 973, 974, 975, 976, 977]"]

-- many texts, bound as one list
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": ["needle 0", "needle 1", "needle 2", … e 190", "needle 191", "needle 192", "needle 193", "needle 194", "needle 195", "needle 196", "needle 197", "needle 198", "needle 199", "needle 200"]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."region" IN (
    SELECT UNNEST(FROM_JSON($1, '["VARCHAR"]')))) AS "groups"
-- ["[\"needle 0\", \"needle 1\", \"needle 2\", \"needle 3\", \"needle 4\", \"needle 5\", \"needle 6\", \"needle 7\", \"needle 8\", \"needle 9\", \"needl … 1\", \"needle 192\", \"needle 193\", \"needle 194\", \"needle 195\", \"needle 196\", \"needle 197\", \"needle 198\", \"needle 199\", \"needle 200\"]"]

-- an integer that cannot be
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "id", "values": ["1.5", 2]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."id" IN ($1)) AS "groups"
-- [2]

-- integers beyond 64 bits
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "huge", "values": ["170141183460469231731687303715884105727", 7]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "huge"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."huge" IN (CAST($1 AS INT128), CAST($2 AS INT128))) AS "groups"
-- ["170141183460469231731687303715884105727", 7]

-- times of day
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "hour", "values": ["10:00", "23:59:59"]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "hour"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."hour" IN (CAST($1 AS TIME), CAST($2 AS TIME))) AS "groups"
-- ["10:00:00", "23:59:59"]

-- documents, compared as they are written
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "document", "values": ["{\"a\": 1}"]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "document"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE CAST("all ""sorts"""."document" AS TEXT) IN ($1)) AS "groups"
-- ["{\"a\": 1}"]

-- durations, compared as they are written
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "took", "values": ["01:00:00"]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "took"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE CAST("all ""sorts"""."took" AS TEXT) IN ($1)) AS "groups"
-- ["01:00:00"]

-- moments
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "moment", "values": ["2024-01-05T10:00:00"]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."moment" IN (CAST($1 AS TIMESTAMP))) AS "groups"
-- ["2024-01-05 10:00:00"]

-- moments on the wall of Lord Howe
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "zoned", "values": ["2024-04-07T01:45"]}], "time_zone": "Australia/Lord_Howe"}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE TIMEZONE('Australia/Lord_Howe', "all ""sorts"""."zoned") IN (CAST($1 AS TIMESTAMP))) AS "groups"
-- ["2024-04-07 01:45:00"]

-- decimals
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "amount", "values": [1, "2.50"]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."amount" IN (CAST($1 AS DECIMAL(18, 2)), CAST($2 AS DECIMAL(18, 2)))) AS "groups"
-- ["1.00", "2.50"]

-- a boolean
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "is_new", "values": [true]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "is_new"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."is_new" IN ($1)) AS "groups"
-- [true]

-- dates
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "day", "values": ["2024-01-05"]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "day"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."day" IN (CAST($1 AS DATE))) AS "groups"
-- ["2024-01-05"]

-- a month
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "day", "values": ["2024-01-01"], "grain": "month"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "day"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."day" >= CAST($1 AS DATE) AND "all ""sorts"""."day" < CAST($2 AS DATE))) AS "groups"
-- ["2024-01-01", "2024-02-01"]

-- months that follow each other are one range
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "moment", "values": ["2024-01-01", "2024-02-01", "2024-04-01"], "grain": "month"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE (("all ""sorts"""."moment" >= CAST($1 AS TIMESTAMP) AND "all ""sorts"""."moment" < CAST($2 AS TIMESTAMP)) OR ("all ""sorts"""."moment" >= CAST($3 AS TIMESTAMP) AND "all ""sorts"""."moment" < CAST($4 AS TIMESTAMP)))) AS "groups"
-- ["2024-01-01 00:00:00", "2024-03-01 00:00:00", "2024-04-01 00:00:00", "2024-05-01 00:00:00"]

-- a month on the wall of New York
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "zoned", "values": ["2024-03-01"], "grain": "month"}], "time_zone": "America/New_York"}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE CAST(DATE_TRUNC('month', TIMEZONE('America/New_York', "all ""sorts"""."zoned")) AS DATE) IN (CAST($1 AS DATE))) AS "groups"
-- ["2024-03-01"]

-- weekdays
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "day", "values": [6, 7], "grain": "day_of_week"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "day"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ISODOW("all ""sorts"""."day") IN ($1, $2)) AS "groups"
-- [6, 7]

-- a range without its upper bound
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "amount", "min": 10, "max": "20.25"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."amount" >= CAST($1 AS DECIMAL(18, 2)) AND "all ""sorts"""."amount" < CAST($2 AS DECIMAL(18, 2)))) AS "groups"
-- ["10.00", "20.25"]

-- a range with its upper bound
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "amount", "min": 10, "max": 20, "include_max": true}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."amount" >= CAST($1 AS DECIMAL(18, 2)) AND "all ""sorts"""."amount" <= CAST($2 AS DECIMAL(18, 2)))) AS "groups"
-- ["10.00", "20.00"]

-- a range that is open above
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "rate", "min": 0.5, "max": null}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."rate" >= $1) AS "groups"
-- [0.5]

-- a range of whole numbers whose bounds are none
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "id", "min": 1.5, "max": 2.5}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."id" >= $1 AND "all ""sorts"""."id" < $2)) AS "groups"
-- [2, 3]

-- a range that no integer lies in
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "id", "min": "1e30", "max": null}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE FALSE) AS "groups"
-- []

-- a range of texts
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "region", "min": "a", "max": "n"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."region" >= $1 AND "all ""sorts"""."region" < $2)) AS "groups"
-- ["a", "n"]

-- a range of times of day
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "hour", "min": "09:00", "max": "17:30"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "hour"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."hour" >= CAST($1 AS TIME) AND "all ""sorts"""."hour" < CAST($2 AS TIME))) AS "groups"
-- ["09:00:00", "17:30:00"]

-- a range of durations in seconds
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "took", "min": 60, "max": 5400, "include_max": true}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "took"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE (EPOCH("all ""sorts"""."took") >= $1 AND EPOCH("all ""sorts"""."took") <= $2)) AS "groups"
-- [60.0, 5400.0]

-- a range of zoned moments
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "zoned", "min": "2024-03-31T02:30", "max": "2024-10-27T02:30"}], "time_zone": "Europe/Berlin"}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."zoned" >= CAST($1 AS TIMESTAMPTZ) AND "all ""sorts"""."zoned" < CAST($2 AS TIMESTAMPTZ))) AS "groups"
-- ["2024-03-31 01:30:00+00", "2024-10-27 00:30:00+00"]

-- a range of moments given with offsets
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "zoned", "min": "2024-01-01T00:00+05:45", "max": "2024-01-02T00:00Z"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."zoned" >= CAST($1 AS TIMESTAMPTZ) AND "all ""sorts"""."zoned" < CAST($2 AS TIMESTAMPTZ))) AS "groups"
-- ["2023-12-31 18:15:00+00", "2024-01-02 00:00:00+00"]

-- a range without bounds
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "id", "min": null, "max": null}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "id"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- a range of dates
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "day", "min": "2024-01-01", "max": "2024-02-01"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "day"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."day" >= CAST($1 AS DATE) AND "all ""sorts"""."day" < CAST($2 AS DATE))) AS "groups"
-- ["2024-01-01", "2024-02-01"]

-- a half-open time range
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "time_range", "member": "moment", "start": "2024-01-01", "end": "2024-02-01"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."moment" >= CAST($1 AS TIMESTAMP) AND "all ""sorts"""."moment" < CAST($2 AS TIMESTAMP))) AS "groups"
-- ["2024-01-01 00:00:00", "2024-02-01 00:00:00"]

-- a time range of dates
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "time_range", "member": "day", "start": "2024-01-01", "end": "2024-02-01"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "day"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."day" >= CAST($1 AS DATE) AND "all ""sorts"""."day" < CAST($2 AS DATE))) AS "groups"
-- ["2024-01-01", "2024-02-01"]

-- a day of 23 hours
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "time_range", "member": "zoned", "start": "2024-03-31", "end": "2024-04-01"}], "time_zone": "Europe/Vienna"}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."zoned" >= CAST($1 AS TIMESTAMPTZ) AND "all ""sorts"""."zoned" < CAST($2 AS TIMESTAMPTZ))) AS "groups"
-- ["2024-03-30 23:00:00+00", "2024-03-31 22:00:00+00"]

-- the last seven days
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "relative_time", "member": "day", "count": 7, "unit": "day"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "day"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."day" >= CAST($1 AS DATE) AND "all ""sorts"""."day" < CAST($2 AS DATE))) AS "groups"
-- ["2024-06-09", "2024-06-16"]

-- the last three whole months
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "relative_time", "member": "moment", "count": 3, "unit": "month", "include_current": false}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."moment" >= CAST($1 AS TIMESTAMP) AND "all ""sorts"""."moment" < CAST($2 AS TIMESTAMP))) AS "groups"
-- ["2024-03-01 00:00:00", "2024-06-01 00:00:00"]

-- the last two weeks up to the latest row
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "relative_time", "member": "moment", "count": 2, "unit": "week", "anchor": "latest"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "moment"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."moment" >= CAST($1 AS TIMESTAMP) AND "all ""sorts"""."moment" < CAST($2 AS TIMESTAMP))) AS "groups"
-- ["2024-12-16 00:00:00", "2024-12-30 00:00:00"]

-- the last day on the wall of Kathmandu
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "relative_time", "member": "zoned", "count": 1, "unit": "day"}], "time_zone": "Asia/Kathmandu"}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "zoned"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."zoned" >= CAST($1 AS TIMESTAMPTZ) AND "all ""sorts"""."zoned" < CAST($2 AS TIMESTAMPTZ))) AS "groups"
-- ["2024-06-14 18:15:00+00", "2024-06-15 18:15:00+00"]

-- text that contains
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "text", "member": "region", "operator": "contains", "value": "50%_\\off"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE CONTAINS(LOWER("all ""sorts"""."region"), LOWER($1))) AS "groups"
-- ["50%_\\off"]

-- text that begins, with regard to case
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "text", "member": "region", "case_sensitive": true, "operator": "starts_with", "value": "No"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE STARTS_WITH("all ""sorts"""."region", $1)) AS "groups"
-- ["No"]

-- text that does not end so
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "text", "member": "region", "exclude": true, "operator": "ends_with", "value": "th"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE (NOT (ENDS_WITH(LOWER("all ""sorts"""."region"), LOWER($1))) OR "all ""sorts"""."region" IS NULL)) AS "groups"
-- ["th"]

-- text that equals
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "text", "member": "region", "operator": "equals", "value": "İstanbul"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE LOWER("all ""sorts"""."region") = LOWER($1)) AS "groups"
-- ["İstanbul"]

-- null
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "null", "member": "rate"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."rate" IS NULL) AS "groups"
-- []

-- not null
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "null", "member": "rate", "is_null": false}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "rate"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE NOT ("all ""sorts"""."rate" IS NULL)) AS "groups"
-- []

-- one of several
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "any", "filters": [{"kind": "in", "member": "region", "values": ["north"]}, {"kind": "range", "member": "amount", "min": 5, "max": null}]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region", "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."region" IN ($1) OR "all ""sorts"""."amount" >= CAST($2 AS DECIMAL(18, 2)))) AS "groups"
-- ["north", "5.00"]

-- one of several, nested
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "any", "filters": [{"kind": "any", "filters": [{"kind": "in", "member": "region", "values": ["north"]}, {"kind": "null", "member": "day"}]}, {"kind": "any", "filters": [{"kind": "range", "member": "id", "min": 1, "max": 5}]}]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "id", "region", "day"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE ("all ""sorts"""."region" IN ($1) OR ("all ""sorts"""."day" IS NULL OR ("all ""sorts"""."id" >= $2 AND "all ""sorts"""."id" < $3)))) AS "groups"
-- ["north", 1, 5]

-- text in a document
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "text", "member": "document", "operator": "contains", "value": "needle"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "document"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE CONTAINS(LOWER(CAST("all ""sorts"""."document" AS TEXT)), LOWER($1))) AS "groups"
-- ["needle"]

-- one of several, one of which always holds
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "any", "filters": [{"kind": "in", "member": "region", "values": [], "exclude": true}, {"kind": "range", "member": "amount", "min": 5, "max": null}]}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "region", "amount"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts""") AS "groups"
-- []

-- several at once
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "is_new", "values": [false]}, {"kind": "range", "member": "id", "min": 1, "max": 10}, {"kind": "text", "member": "region", "operator": "contains", "value": "o"}]}
SELECT "groups"."rows" AS "rows"
FROM (
  SELECT COUNT(*) AS "rows"
  FROM (
    SELECT "id", "region", "is_new"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE (("all ""sorts"""."is_new" IN ($1) AND "all ""sorts"""."id" >= $2) AND ("all ""sorts"""."id" < $3 AND CONTAINS(LOWER("all ""sorts"""."region"), LOWER($4))))) AS "groups"
-- [false, 1, 10, "o"]

-- groups by their measure
-- {"dimensions": [{"member": "region", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "measure", "measure": "rows", "min": 2, "max": 9}]}
SELECT "groups"."d" AS "d", "groups"."rows" AS "rows"
FROM (
  SELECT "all ""sorts"""."region" AS "d", COUNT(*) AS "rows"
  FROM (
    SELECT "region"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  GROUP BY 1
  HAVING (COUNT(*) >= $1 AND COUNT(*) <= $2)) AS "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- [2, 9]

-- groups by a sum that is a decimal
-- {"dimensions": [{"member": "region"}], "measures": [{"member": "amount", "aggregation": "sum", "name": "total"}], "filters": [{"kind": "measure", "measure": "total", "min": "10.50"}, {"kind": "in", "member": "is_new", "values": [true]}]}
SELECT "groups"."region" AS "region", CAST("groups"."total" AS TEXT) AS "total"
FROM (
  SELECT "all ""sorts"""."region" AS "region", SUM("all ""sorts"""."amount") AS "total"
  FROM (
    SELECT "region", "amount", "is_new"
    FROM "all ""sorts"""
    WHERE TRUE) AS "all ""sorts"""
  WHERE "all ""sorts"""."is_new" IN ($1)
  GROUP BY 1
  HAVING SUM("all ""sorts"""."amount") >= CAST($2 AS DECIMAL(38, 2))) AS "groups"
ORDER BY "groups"."region" ASC
LIMIT 10000
-- [true, "10.50"]
