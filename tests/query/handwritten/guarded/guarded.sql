---- all of it
SELECT * FROM dataset ORDER BY ALL
---- from alone
FROM dataset ORDER BY ALL
---- table
TABLE dataset ORDER BY ALL
---- how many
SELECT count(*) FROM dataset
---- the largest
SELECT max(number), max(day), sum(number), string_agg(name, ',' ORDER BY name) FROM dataset
---- with itself
SELECT a.name, b.number FROM dataset a JOIN dataset b USING (name) ORDER BY ALL
---- without a match
SELECT a.name FROM range(1) r LEFT JOIN dataset a ON a.number > 100 ORDER BY ALL
---- from the right
SELECT d.name FROM range(1) r RIGHT JOIN dataset d ON false ORDER BY ALL
---- the full join
SELECT * FROM dataset a FULL JOIN dataset b ON a.number = b.number + 1 ORDER BY ALL
---- a semi join
SELECT count(*) FROM dataset SEMI JOIN (SELECT name FROM dataset) USING (name)
---- side by side
SELECT count(*) FROM dataset POSITIONAL JOIN range(1)
---- an expression of its name
WITH dataset AS (SELECT * FROM dataset) SELECT * FROM dataset ORDER BY ALL
---- an expression within
SELECT * FROM (WITH d AS (FROM dataset) SELECT max(day) FROM d)
---- an expression of its name, elsewhere
SELECT (WITH dataset AS (SELECT 1) SELECT count(*) FROM dataset) AS one, max(day) FROM dataset
---- an expression that is kept
WITH d AS MATERIALIZED (FROM dataset) SELECT max(a.day), count(*) FROM d a, d b
---- a recursion
WITH RECURSIVE r AS (SELECT max(number) AS n, 1 AS i FROM dataset UNION ALL SELECT (SELECT count(*) FROM dataset), i + 1 FROM r WHERE i < 2) FROM r ORDER BY ALL
---- a union
SELECT name FROM dataset UNION SELECT branch FROM dataset ORDER BY ALL
---- what is left over
SELECT name FROM dataset EXCEPT SELECT 'item 0' ORDER BY ALL
---- what is in both
SELECT name FROM dataset INTERSECT SELECT name FROM dataset ORDER BY ALL
---- a summary
SUMMARIZE dataset
---- a summary of a part
SUMMARIZE SELECT name, number FROM dataset
---- a pivot
PIVOT dataset ON name USING count(*) GROUP BY branch ORDER BY ALL
---- a pivot of two
PIVOT dataset ON branch, name USING max(number)
---- a pivot with values
PIVOT dataset ON branch IN ('mine', 'CANARY branch') USING count(*) GROUP BY name ORDER BY ALL
---- an unpivot
UNPIVOT dataset ON branch, name INTO NAME n VALUE v ORDER BY ALL
---- whether there is one
SELECT EXISTS (FROM dataset WHERE number > 100) AS found
---- whether there is one for each
SELECT i, EXISTS (FROM dataset d WHERE d.number = i * 987654321) AS found FROM range(3) r(i) ORDER BY i
---- whether it is in it
SELECT 'CANARY 1' IN (SELECT name FROM dataset) AS found
---- whether all are
SELECT 100 > ALL (SELECT number FROM dataset) AS found
---- a value of it
SELECT (SELECT max(number) FROM dataset) AS n
---- as an array
SELECT ARRAY(SELECT name FROM dataset ORDER BY ALL) AS names
---- in an order
SELECT i FROM range(2) r(i) ORDER BY i * (SELECT max(number) - 100 FROM dataset) DESC
---- in a limit
SELECT i FROM range(20) r(i) ORDER BY i LIMIT (SELECT count(*) FROM dataset)
---- in having
SELECT count(*) FROM range(3) HAVING (SELECT count(*) FROM dataset) > 7
---- a window
SELECT name, count(*) OVER (), rank() OVER (ORDER BY number DESC) FROM dataset ORDER BY ALL
---- a window's neighbours
SELECT name, lead(name) OVER (ORDER BY number), last_value(day) OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM dataset QUALIFY true ORDER BY ALL
---- a sample
SELECT count(*), max(name) FROM dataset TABLESAMPLE 100%
---- a sample of rows
SELECT count(*), max(name) FROM (FROM dataset USING SAMPLE 100 ROWS)
---- groups
SELECT name, count(*) FROM dataset GROUP BY ALL ORDER BY ALL
---- totals
SELECT branch, name, count(*) FROM dataset GROUP BY ROLLUP (branch, name) ORDER BY ALL
---- distinct values
SELECT DISTINCT branch FROM dataset ORDER BY ALL
---- the first of each
SELECT DISTINCT ON (branch) branch, number FROM dataset ORDER BY branch, number DESC
---- lateral
SELECT * FROM range(2) r(i), LATERAL (SELECT max(number) * i AS n FROM dataset) ORDER BY ALL
---- lateral over the rows
SELECT d.name, l.n FROM dataset d, LATERAL (SELECT count(*) AS n FROM dataset e WHERE e.number >= d.number) l ORDER BY ALL
---- another alias
SELECT dataset.name FROM dataset AS dataset ORDER BY ALL
---- an alias of a condition
SELECT "true".name FROM dataset AS "true" ORDER BY ALL
---- an alias before it
FROM "d OR 1=1": dataset ORDER BY ALL
---- other columns
SELECT a, b FROM dataset AS t(a, b) ORDER BY ALL
---- in quotes
SELECT * FROM "DataSet" ORDER BY ALL
---- a wide condition
SELECT name FROM dataset WHERE true OR branch = 'mine' ORDER BY ALL
---- a condition that closes the guard
SELECT name FROM dataset WHERE (branch <> 'mine') OR (1 = 1) ORDER BY ALL
---- columns that are chosen
SELECT COLUMNS('n.*') FROM dataset ORDER BY ALL
---- whole rows
SELECT d FROM dataset d ORDER BY ALL
---- json of it
SELECT json_group_array(name) FROM (FROM dataset ORDER BY ALL)
---- lists of it
SELECT list(name ORDER BY name), histogram(branch), approx_count_distinct(name), mode(name) FROM dataset
---- another comment
SELECT name FROM dataset -- 
 ORDER BY ALL
---- with blanks

	 SELECT name /* */ FROM /**/ dataset /**/ ORDER BY ALL ; 
---- a cast that only hidden rows break
SELECT replace(name, 'item ', '')::INTEGER AS n, number FROM dataset WHERE number >= 0 ORDER BY ALL
---- a date that only hidden rows break
SELECT count(*) FROM dataset WHERE replace(name, 'item ', '')::INTEGER >= 0
---- a cast of an aggregate
SELECT max(replace(name, 'item ', '')::INTEGER) FROM dataset
---- a cast that is joined
SELECT count(*) FROM dataset d JOIN range(3) r(i) ON replace(d.name, 'item ', '')::INTEGER = r.i
---- a cast in exists
SELECT count(*) FROM dataset d WHERE EXISTS (SELECT 1 FROM range(3) r(i) WHERE r.i = replace(d.name, 'item ', '')::INTEGER)
---- a cast in a window
SELECT sum(replace(name, 'item ', '')::INTEGER) OVER (ORDER BY day) FROM dataset ORDER BY ALL
---- a cast in an order
SELECT name FROM dataset ORDER BY replace(name, 'item ', '')::INTEGER DESC, number LIMIT 3
---- a cast in a group
SELECT replace(name, 'item ', '')::INTEGER AS n, count(*) FROM dataset GROUP BY n ORDER BY n
---- a cast in having
SELECT name FROM dataset GROUP BY name HAVING min(replace(name, 'item ', '')::INTEGER) > 0 ORDER BY ALL
---- a cast in a semi join
SELECT count(*) FROM dataset d SEMI JOIN range(3) r(i) ON r.i = replace(d.name, 'item ', '')::INTEGER
---- a cast in a lateral join
SELECT count(*) FROM dataset d, LATERAL (SELECT replace(d.name, 'item ', '')::INTEGER AS n) l WHERE l.n < 5
---- a cast in a union
SELECT count(*) FROM (SELECT replace(name, 'item ', '')::INTEGER AS n FROM dataset UNION ALL SELECT 1) WHERE n > 0
---- a cast in an asof join
SELECT count(*) FROM dataset d ASOF JOIN range(3) r(i) ON replace(d.name, 'item ', '')::INTEGER >= r.i
---- a cast in a pivot
PIVOT (SELECT replace(name, 'item ', '')::INTEGER AS n FROM dataset) ON n USING count(*)
---- a cast that is kept
WITH d AS MATERIALIZED (SELECT replace(name, 'item ', '')::INTEGER AS n FROM dataset) SELECT sum(n) FROM d WHERE n > 0
---- an error of one's own
SELECT count(*) FROM dataset WHERE CASE WHEN number > 100 THEN error('seen: ' || name) ELSE 1 END = 1
---- an error beside a condition
SELECT count(*) FROM dataset WHERE number <> 3 AND (number < 100 OR error('seen: ' || name) IS NULL)
---- an error in a join
SELECT count(*) FROM dataset a JOIN dataset b ON a.number = b.number AND (b.number < 100 OR error('seen: ' || b.name) IS NULL)
---- an overflow of hidden numbers
SELECT count(*) FROM dataset WHERE (number * 9000000000)::BIGINT >= 0
---- a small integer
SELECT max(number::TINYINT) FROM dataset
---- a square root of what is hidden
SELECT sum(sqrt(100 - number)) FROM dataset WHERE sqrt(100 - number) > 1
---- a limit without an order
SELECT count(*) FROM (SELECT name::VARCHAR, (100 - number)::UTINYINT AS n FROM dataset LIMIT 100)
---- a cast between what is asked for
SELECT count(*) FROM dataset WHERE replace(name, 'item ', '')::INTEGER BETWEEN (SELECT min(i) FROM range(3) r(i)) AND 40
---- a cast at least what is asked for
SELECT count(*) FROM dataset WHERE replace(name, 'item ', '')::INTEGER >= (SELECT min(i) FROM range(3) r(i))
---- an error between what is asked for
SELECT count(*) FROM dataset WHERE coalesce(if(number > 100, error('seen: ' || name), NULL)::INTEGER, number) BETWEEN (SELECT min(i) FROM range(3) r(i)) AND 40
