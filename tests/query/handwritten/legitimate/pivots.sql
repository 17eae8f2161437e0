---- static
PIVOT orders ON status IN ('paid', 'open') USING sum(amount) GROUP BY region ORDER BY region
---- dynamic
PIVOT orders ON status USING sum(amount) GROUP BY region ORDER BY region
---- dynamic without using
PIVOT (SELECT region, status FROM orders) ON status ORDER BY region
---- dynamic with several aggregates
PIVOT orders ON status USING sum(amount) AS total, count(*) AS n GROUP BY region ORDER BY region
---- two columns
PIVOT orders ON region, status USING count(*) GROUP BY category ORDER BY category
---- two columns, combined by an expression
PIVOT orders ON region || '_' || status USING count(*) GROUP BY category ORDER BY category
---- over a common table expression
WITH t AS (SELECT region, status, amount FROM orders) PIVOT t ON status USING sum(amount) ORDER BY region
---- over a sub-query
PIVOT (SELECT year(ordered_on) AS y, region, amount FROM orders) ON y USING sum(amount) ORDER BY region
---- inside of a sub-query
SELECT * FROM (PIVOT orders ON quantity IN (1, 2) USING count(*) GROUP BY region) ORDER BY region
---- dynamic inside of a sub-query
SELECT count(*) FROM (PIVOT orders ON quantity USING count(*) GROUP BY region)
---- dynamic in a common table expression
WITH p AS (PIVOT orders ON status USING count(*) GROUP BY region) SELECT * FROM p ORDER BY region
---- joined
SELECT c.country, p.* FROM (PIVOT orders ON status IN ('paid') USING sum(amount) GROUP BY customer_id) AS p JOIN customers c USING (customer_id) ORDER BY customer_id
---- as standard SQL
FROM orders PIVOT (sum(amount) AS total FOR status IN ('paid', 'open') GROUP BY region) ORDER BY region
---- as standard SQL with an alias
SELECT p.region, p.paid FROM orders PIVOT (sum(amount) FOR status IN ('paid', 'open') GROUP BY region) AS p ORDER BY p.region
---- with values that have quotes
PIVOT (SELECT name, segment FROM customers) ON name USING count(*) GROUP BY segment ORDER BY segment
---- over odd columns
PIVOT odd ON "group" USING sum("unit price") AS "sum it" GROUP BY "it's" ORDER BY "it's"
---- unpivot
UNPIVOT (SELECT order_id, quantity, customer_id FROM orders) ON quantity, customer_id INTO NAME field VALUE value ORDER BY ALL
---- unpivot of a dataset
SELECT name, count(*) FROM (UNPIVOT orders ON product, category, region, status INTO NAME name VALUE value) GROUP BY name ORDER BY name
---- unpivot columns by a pattern
UNPIVOT (SELECT order_id, quantity, customer_id FROM orders) ON COLUMNS(* EXCLUDE order_id) INTO NAME field VALUE value ORDER BY ALL
---- unpivot as standard SQL
FROM (SELECT order_id, region, status FROM orders) UNPIVOT (value FOR field IN (region, status)) ORDER BY ALL
---- unpivot that keeps nulls
FROM (SELECT order_id, region, status FROM orders) UNPIVOT INCLUDE NULLS (value FOR field IN (region, status)) ORDER BY ALL
---- unpivot of several at once
FROM (SELECT order_id AS id, quantity AS q1, order_id AS o1, quantity * 2 AS q2, order_id * 2 AS o2 FROM orders) UNPIVOT ((q, o) FOR half IN ((q1, o1) AS 'one', (q2, o2) AS 'two')) ORDER BY ALL
---- pivot and then unpivot
UNPIVOT (PIVOT orders ON status IN ('paid', 'open') USING count(*) GROUP BY region) ON paid, open INTO NAME status VALUE n ORDER BY ALL
---- a pivot by a date
PIVOT (SELECT date_trunc('quarter', ordered_on)::DATE AS q, region, amount FROM orders) ON q USING sum(amount) ORDER BY region
---- dynamic with a limit
PIVOT orders ON status USING sum(amount) GROUP BY region ORDER BY region LIMIT 2
---- dynamic with a where in a sub-query
PIVOT (FROM orders WHERE region IS NOT NULL) ON region USING count(*) GROUP BY status ORDER BY status
---- dynamic in a union
SELECT sum(n) FROM ((SELECT * FROM (PIVOT events ON is_mobile USING count(*) GROUP BY kind)) UNION ALL SELECT 'more', 1, 2) AS t(kind, n, m)
