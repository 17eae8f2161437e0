-- one value
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": ["north"]}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "region"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE "all sorts"."region" IN ($1)) AS "groups"
-- ["north"]

-- some values and null
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": ["north", null, "south"]}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "region"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."region" IN ($1, $2) OR "all sorts"."region" IS NULL)) AS "groups"
-- ["north", "south"]

-- none but some values
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": ["north", "south"], "exclude": true}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "region"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE (NOT ("all sorts"."region" IN ($1, $2)) OR "all sorts"."region" IS NULL)) AS "groups"
-- ["north", "south"]

-- none but null
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": [null], "exclude": true}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "region"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE NOT ("all sorts"."region" IS NULL)) AS "groups"
-- []

-- no value at all
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "region", "values": []}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT 1
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE FALSE) AS "groups"
-- []

-- many integers, bound as one list
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "id", "values": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39]}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "id"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE "all sorts"."id" IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)) AS "groups"
-- [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39]

-- decimals
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "amount", "values": [1, "2.50"]}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "amount"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE "all sorts"."amount" IN (CAST($1 AS DECIMAL(18, 2)), CAST($2 AS DECIMAL(18, 2)))) AS "groups"
-- ["1.00", "2.50"]

-- a boolean
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "is_new", "values": [true]}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "is_new"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE "all sorts"."is_new" IN ($1)) AS "groups"
-- [true]

-- dates
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "day", "values": ["2024-01-05"]}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "day"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE "all sorts"."day" IN (CAST($1 AS DATE))) AS "groups"
-- ["2024-01-05"]

-- a month
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "day", "values": ["2024-01-01"], "grain": "month"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "day"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."day" >= CAST($1 AS DATE) AND "all sorts"."day" < CAST($2 AS DATE))) AS "groups"
-- ["2024-01-01", "2024-02-01"]

-- months that follow each other are one range
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "moment", "values": ["2024-01-01", "2024-02-01", "2024-04-01"], "grain": "month"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "moment"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE (("all sorts"."moment" >= CAST($1 AS TIMESTAMP) AND "all sorts"."moment" < CAST($2 AS TIMESTAMP)) OR ("all sorts"."moment" >= CAST($3 AS TIMESTAMP) AND "all sorts"."moment" < CAST($4 AS TIMESTAMP)))) AS "groups"
-- ["2024-01-01 00:00:00", "2024-03-01 00:00:00", "2024-04-01 00:00:00", "2024-05-01 00:00:00"]

-- a month on the wall of New York
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "zoned", "values": ["2024-03-01"], "grain": "month"}], "time_zone": "America/New_York"}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "zoned"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE CAST(DATE_TRUNC('month', TIMEZONE('America/New_York', "all sorts"."zoned")) AS DATE) IN (CAST($1 AS DATE))) AS "groups"
-- ["2024-03-01"]

-- weekdays
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "day", "values": [6, 7], "grain": "day_of_week"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "day"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ISODOW("all sorts"."day") IN ($1, $2)) AS "groups"
-- [6, 7]

-- a range without its upper bound
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "amount", "min": 10, "max": "20.25"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "amount"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."amount" >= CAST($1 AS DECIMAL(18, 2)) AND "all sorts"."amount" < CAST($2 AS DECIMAL(18, 2)))) AS "groups"
-- ["10.00", "20.25"]

-- a range with its upper bound
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "amount", "min": 10, "max": 20, "include_max": true}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "amount"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."amount" >= CAST($1 AS DECIMAL(18, 2)) AND "all sorts"."amount" <= CAST($2 AS DECIMAL(18, 2)))) AS "groups"
-- ["10.00", "20.00"]

-- a range that is open above
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "rate", "min": 0.5, "max": null}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "rate"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE "all sorts"."rate" >= $1) AS "groups"
-- [0.5]

-- a range of dates
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "range", "member": "day", "min": "2024-01-01", "max": "2024-02-01"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "day"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."day" >= CAST($1 AS DATE) AND "all sorts"."day" < CAST($2 AS DATE))) AS "groups"
-- ["2024-01-01", "2024-02-01"]

-- a half-open time range
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "time_range", "member": "moment", "start": "2024-01-01", "end": "2024-02-01"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "moment"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."moment" >= CAST($1 AS TIMESTAMP) AND "all sorts"."moment" < CAST($2 AS TIMESTAMP))) AS "groups"
-- ["2024-01-01 00:00:00", "2024-02-01 00:00:00"]

-- a time range of dates
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "time_range", "member": "day", "start": "2024-01-01", "end": "2024-02-01"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "day"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."day" >= CAST($1 AS DATE) AND "all sorts"."day" < CAST($2 AS DATE))) AS "groups"
-- ["2024-01-01", "2024-02-01"]

-- a day of 23 hours
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "time_range", "member": "zoned", "start": "2024-03-31", "end": "2024-04-01"}], "time_zone": "Europe/Vienna"}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "zoned"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."zoned" >= CAST($1 AS TIMESTAMPTZ) AND "all sorts"."zoned" < CAST($2 AS TIMESTAMPTZ))) AS "groups"
-- ["2024-03-30 23:00:00+00", "2024-03-31 22:00:00+00"]

-- the last seven days
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "relative_time", "member": "day", "count": 7, "unit": "day"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "day"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."day" >= CAST($1 AS DATE) AND "all sorts"."day" < CAST($2 AS DATE))) AS "groups"
-- ["2024-06-09", "2024-06-16"]

-- the last three whole months
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "relative_time", "member": "moment", "count": 3, "unit": "month", "include_current": false}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "moment"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."moment" >= CAST($1 AS TIMESTAMP) AND "all sorts"."moment" < CAST($2 AS TIMESTAMP))) AS "groups"
-- ["2024-03-01 00:00:00", "2024-06-01 00:00:00"]

-- the last two weeks up to the latest row
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "relative_time", "member": "moment", "count": 2, "unit": "week", "anchor": "latest"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "moment"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."moment" >= CAST($1 AS TIMESTAMP) AND "all sorts"."moment" < CAST($2 AS TIMESTAMP))) AS "groups"
-- ["2024-12-16 00:00:00", "2024-12-30 00:00:00"]

-- the last day on the wall of Kathmandu
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "relative_time", "member": "zoned", "count": 1, "unit": "day"}], "time_zone": "Asia/Kathmandu"}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "zoned"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."zoned" >= CAST($1 AS TIMESTAMPTZ) AND "all sorts"."zoned" < CAST($2 AS TIMESTAMPTZ))) AS "groups"
-- ["2024-06-14 18:15:00+00", "2024-06-15 18:15:00+00"]

-- text that contains
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "text", "member": "region", "operator": "contains", "value": "50%_\\off"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "region"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE CONTAINS(LOWER("all sorts"."region"), LOWER($1))) AS "groups"
-- ["50%_\\off"]

-- text that begins, with regard to case
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "text", "member": "region", "operator": "starts_with", "value": "No", "case_sensitive": true}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "region"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE STARTS_WITH("all sorts"."region", $1)) AS "groups"
-- ["No"]

-- text that does not end so
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "text", "member": "region", "operator": "ends_with", "value": "th", "exclude": true}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "region"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE (NOT (ENDS_WITH(LOWER("all sorts"."region"), LOWER($1))) OR "all sorts"."region" IS NULL)) AS "groups"
-- ["th"]

-- text that equals
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "text", "member": "region", "operator": "equals", "value": "İstanbul"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "region"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE LOWER("all sorts"."region") = LOWER($1)) AS "groups"
-- ["İstanbul"]

-- null
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "null", "member": "rate"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "rate"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE "all sorts"."rate" IS NULL) AS "groups"
-- []

-- not null
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "null", "member": "rate", "is_null": false}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "rate"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE NOT ("all sorts"."rate" IS NULL)) AS "groups"
-- []

-- one of several
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "any", "filters": [{"kind": "in", "member": "region", "values": ["north"]}, {"kind": "range", "member": "amount", "min": 5, "max": null}]}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "region", "amount"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE ("all sorts"."region" IN ($1) OR "all sorts"."amount" >= CAST($2 AS DECIMAL(18, 2)))) AS "groups"
-- ["north", "5.00"]

-- one of several, one of which always holds
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "any", "filters": [{"kind": "in", "member": "region", "values": [], "exclude": true}, {"kind": "range", "member": "amount", "min": 5, "max": null}]}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT 1
FROM "all sorts"
WHERE TRUE) AS "all sorts") AS "groups"
-- []

-- several at once
-- {"measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "in", "member": "is_new", "values": [false]}, {"kind": "range", "member": "id", "min": 1, "max": 10}, {"kind": "text", "member": "region", "operator": "contains", "value": "o"}]}
SELECT "groups"."rows" AS "rows"
FROM (SELECT COUNT(*) AS "rows"
FROM (SELECT "id", "region", "is_new"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE (("all sorts"."is_new" IN ($1) AND "all sorts"."id" >= $2) AND ("all sorts"."id" < $3 AND CONTAINS(LOWER("all sorts"."region"), LOWER($4))))) AS "groups"
-- [false, 1, 10, "o"]

-- groups by their measure
-- {"dimensions": [{"member": "region", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}], "filters": [{"kind": "measure", "measure": "rows", "min": 2, "max": 9}]}
WITH "groups" AS MATERIALIZED (SELECT "all sorts"."region" AS "d", COUNT(*) AS "rows"
FROM (SELECT "region"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
GROUP BY 1
HAVING (COUNT(*) >= $1 AND COUNT(*) <= $2)) SELECT "groups"."d" AS "d", "groups"."rows" AS "rows", (SELECT COUNT(*)
FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."d" ASC
LIMIT 10000
-- [2, 9]

-- groups by a sum that is a decimal
-- {"dimensions": [{"member": "region"}], "measures": [{"member": "amount", "aggregation": "sum", "name": "total"}], "filters": [{"kind": "measure", "measure": "total", "min": "10.50"}, {"kind": "in", "member": "is_new", "values": [true]}]}
WITH "groups" AS MATERIALIZED (SELECT "all sorts"."region" AS "region", SUM("all sorts"."amount") AS "total"
FROM (SELECT "region", "amount", "is_new"
FROM "all sorts"
WHERE TRUE) AS "all sorts"
WHERE "all sorts"."is_new" IN ($1)
GROUP BY 1
HAVING SUM("all sorts"."amount") >= CAST($2 AS DECIMAL(38, 2))) SELECT "groups"."region" AS "region", CAST("groups"."total" AS TEXT) AS "total", (SELECT COUNT(*)
FROM "groups") AS "__total"
FROM "groups"
ORDER BY "groups"."region" ASC
LIMIT 10000
-- [true, "10.50"]
