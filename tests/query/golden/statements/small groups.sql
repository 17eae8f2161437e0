-- one number
-- {"measures": [{"member": "amount", "aggregation": "sum", "name": "m"}], "hides_small": {"below": 5}}
SELECT CAST(CASE WHEN NOT "groups"."__hidden" THEN "groups"."m" END AS TEXT) AS "m", "groups"."__hidden" AS "__hidden"
FROM (
  SELECT "inner"."m", "inner"."__records", "inner"."__whole", CAST("inner"."__whole" < $1 AS BOOLEAN) AS "__hidden"
  FROM (
    SELECT "inner"."m", "inner"."__records", CAST(SUM("inner"."__records") OVER () AS BIGINT) AS "__whole"
    FROM (
      SELECT SUM("all ""sorts"""."amount") AS "m", COUNT(*) AS "__records"
      FROM (
        SELECT "amount"
        FROM "all ""sorts"""
        WHERE TRUE) AS "all ""sorts""") AS "inner") AS "inner") AS "groups"
LIMIT 10000
-- [5]

-- one dimension, sorted by what is hidden
-- {"dimensions": [{"member": "region", "name": "d"}], "measures": [{"aggregation": "count", "name": "rows"}], "hides_small": {"below": 5}, "sort": [{"by": "rows", "descending": true}], "limit": 3}
WITH "groups" AS MATERIALIZED (
  SELECT "inner"."d", "inner"."rows", "inner"."__records", "inner"."__whole", "inner"."__size", "inner"."__place", "inner"."__small", "inner"."__few", CAST(("inner"."__whole" < $1 OR "inner"."__place" <= CASE WHEN "inner"."__small" IS NULL THEN 0 WHEN "inner"."__small" >= 2 AND "inner"."__few" >= $2 THEN "inner"."__small" ELSE "inner"."__small" + 1 END) AS BOOLEAN) AS "__hidden"
  FROM (
    SELECT "inner"."d", "inner"."rows", "inner"."__records", "inner"."__whole", "inner"."__size", "inner"."__place", CAST(MAX(CASE WHEN "inner"."__size" < $3 THEN "inner"."__place" END) OVER () AS BIGINT) AS "__small", CAST(SUM(CASE WHEN "inner"."__size" < $4 THEN "inner"."__records" END) OVER () AS BIGINT) AS "__few"
    FROM (
      SELECT "inner"."d", "inner"."rows", "inner"."__records", "inner"."__whole", "inner"."__size", CAST(DENSE_RANK() OVER (ORDER BY "inner"."__size" ASC, "inner"."d" ASC) AS BIGINT) AS "__place"
      FROM (
        SELECT "inner"."d", "inner"."rows", "inner"."__records", CAST(SUM("inner"."__records") OVER () AS BIGINT) AS "__whole", CAST(SUM("inner"."__records") OVER (PARTITION BY "inner"."d") AS BIGINT) AS "__size"
        FROM (
          SELECT "all ""sorts"""."region" AS "d", COUNT(*) AS "rows", COUNT(*) AS "__records"
          FROM (
            SELECT "region"
            FROM "all ""sorts"""
            WHERE TRUE) AS "all ""sorts"""
          GROUP BY 1) AS "inner") AS "inner") AS "inner") AS "inner")
SELECT "groups"."d" AS "d", CASE WHEN NOT "groups"."__hidden" THEN "groups"."rows" END AS "rows", "groups"."__hidden" AS "__hidden", (
  SELECT COUNT(*)
  FROM "groups") AS "__total"
FROM "groups"
ORDER BY CASE WHEN NOT "groups"."__hidden" THEN "groups"."rows" END DESC, "groups"."d" ASC
LIMIT 3
-- [5, 5, 5, 5]

-- a matrix with its totals
-- {"dimensions": [{"member": "region"}, {"member": "is_new"}], "measures": [{"aggregation": "count", "name": "rows"}], "totals": [["region"], ["is_new"], []], "hides_small": {"below": 10, "within": ["region", "is_new"]}}
SELECT "groups"."region" AS "region", "groups"."is_new" AS "is_new", CASE WHEN NOT "groups"."__hidden" THEN "groups"."rows" END AS "rows", "groups"."__level" AS "__level", "groups"."__hidden" AS "__hidden"
FROM (
  SELECT "inner"."region", "inner"."is_new", "inner"."rows", "inner"."__records", "inner"."__level", "inner"."__whole", "inner"."__size", "inner"."__size_", "inner"."__place", "inner"."__place_", "inner"."__small", "inner"."__few", "inner"."__small_", "inner"."__few_", "inner"."__hides", "inner"."__hides_", "inner"."__hides__", CAST(CASE WHEN "inner"."__level" = 1 THEN COALESCE(MAX(CASE WHEN "inner"."__level" < $1 THEN "inner"."__hides_" END) OVER (PARTITION BY "inner"."region"), TRUE) WHEN "inner"."__level" = 2 THEN COALESCE(MAX(CASE WHEN "inner"."__level" < $2 THEN "inner"."__hides__" END) OVER (PARTITION BY "inner"."is_new"), TRUE) WHEN "inner"."__level" = 3 THEN COALESCE(MAX(CASE WHEN "inner"."__level" < $3 THEN "inner"."__hides" END) OVER (), TRUE) ELSE "inner"."__hides__" END AS BOOLEAN) AS "__hidden"
  FROM (
    SELECT "inner"."region", "inner"."is_new", "inner"."rows", "inner"."__records", "inner"."__level", "inner"."__whole", "inner"."__size", "inner"."__size_", "inner"."__place", "inner"."__place_", "inner"."__small", "inner"."__few", "inner"."__small_", "inner"."__few_", CAST("inner"."__whole" < $4 AS BOOLEAN) AS "__hides", CAST(("inner"."__whole" < $5 OR "inner"."__place" <= CASE WHEN "inner"."__small" IS NULL THEN 0 WHEN "inner"."__small" >= 2 AND "inner"."__few" >= $6 THEN "inner"."__small" ELSE "inner"."__small" + 1 END) AS BOOLEAN) AS "__hides_", CAST(("inner"."__whole" < $7 OR ("inner"."__place" <= CASE WHEN "inner"."__small" IS NULL THEN 0 WHEN "inner"."__small" >= 2 AND "inner"."__few" >= $8 THEN "inner"."__small" ELSE "inner"."__small" + 1 END OR "inner"."__place_" <= CASE WHEN "inner"."__small_" IS NULL THEN 0 WHEN "inner"."__small_" >= 2 AND "inner"."__few_" >= $9 THEN "inner"."__small_" ELSE "inner"."__small_" + 1 END)) AS BOOLEAN) AS "__hides__"
    FROM (
      SELECT "inner"."region", "inner"."is_new", "inner"."rows", "inner"."__records", "inner"."__level", "inner"."__whole", "inner"."__size", "inner"."__size_", "inner"."__place", "inner"."__place_", CAST(MAX(CASE WHEN "inner"."__size" < $10 THEN "inner"."__place" END) OVER (PARTITION BY "inner"."__level") AS BIGINT) AS "__small", CAST(SUM(CASE WHEN "inner"."__size" < $11 THEN "inner"."__records" END) OVER (PARTITION BY "inner"."__level") AS BIGINT) AS "__few", CAST(MAX(CASE WHEN "inner"."__size_" < $12 THEN "inner"."__place_" END) OVER (PARTITION BY "inner"."__level", "inner"."region") AS BIGINT) AS "__small_", CAST(SUM(CASE WHEN "inner"."__size_" < $13 THEN "inner"."__records" END) OVER (PARTITION BY "inner"."__level", "inner"."region") AS BIGINT) AS "__few_"
      FROM (
        SELECT "inner"."region", "inner"."is_new", "inner"."rows", "inner"."__records", "inner"."__level", "inner"."__whole", "inner"."__size", "inner"."__size_", CAST(DENSE_RANK() OVER (PARTITION BY "inner"."__level"
        ORDER BY "inner"."__size" ASC, "inner"."region" ASC) AS BIGINT) AS "__place", CAST(DENSE_RANK() OVER (PARTITION BY "inner"."__level", "inner"."region"
        ORDER BY "inner"."__size_" ASC, "inner"."is_new" ASC) AS BIGINT) AS "__place_"
        FROM (
          SELECT "inner"."region", "inner"."is_new", "inner"."rows", "inner"."__records", "inner"."__level", CAST(SUM("inner"."__records") OVER (PARTITION BY "inner"."__level") AS BIGINT) AS "__whole", CAST(SUM("inner"."__records") OVER (PARTITION BY "inner"."__level", "inner"."region") AS BIGINT) AS "__size", CAST(SUM("inner"."__records") OVER (PARTITION BY "inner"."__level", "inner"."region", "inner"."is_new") AS BIGINT) AS "__size_"
          FROM (
            SELECT "rows"."group 0" AS "region", "rows"."group 1" AS "is_new", COUNT(*) AS "rows", COUNT(*) AS "__records", CAST(CASE WHEN GROUPING("rows"."group 0", "rows"."group 1") = 0 THEN 0 WHEN GROUPING("rows"."group 0", "rows"."group 1") = 1 THEN 1 WHEN GROUPING("rows"."group 0", "rows"."group 1") = 2 THEN 2 WHEN GROUPING("rows"."group 0", "rows"."group 1") = 3 THEN 3 END AS BIGINT) AS "__level"
            FROM (
              SELECT *, "all ""sorts"""."region" AS "group 0", "all ""sorts"""."is_new" AS "group 1"
              FROM (
                SELECT "region", "is_new"
                FROM "all ""sorts"""
                WHERE TRUE) AS "all ""sorts""") AS "rows"
            GROUP BY GROUPING SETS ((1, 2), (1), (2), ())) AS "inner") AS "inner") AS "inner") AS "inner") AS "inner") AS "groups"
ORDER BY "groups"."__level" DESC, "groups"."region" ASC, "groups"."is_new" ASC
LIMIT 10000
-- [1, 1, 1, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10]
