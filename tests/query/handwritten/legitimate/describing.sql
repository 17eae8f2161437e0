---- describe a dataset
DESCRIBE orders
---- describe a statement
DESCRIBE SELECT region, sum(amount) AS amount FROM orders GROUP BY region
---- desc
DESC customers
---- describe an odd dataset
DESCRIBE odd
---- summarize a dataset
SUMMARIZE orders
---- summarize a statement
SUMMARIZE SELECT amount, region FROM orders WHERE status = 'paid'
---- summarize in from
SELECT column_name, null_percentage FROM (SUMMARIZE customers) ORDER BY column_name
---- describe in from
SELECT column_name, column_type FROM (DESCRIBE events) ORDER BY column_name
---- describe a common table expression
WITH t AS (SELECT 1 AS a) SELECT * FROM (DESCRIBE SELECT * FROM t)
---- a range
SELECT * FROM range(5)
---- a range with names
SELECT r.i * 2 AS double FROM range(1, 10, 3) AS r(i)
---- a series of moments
SELECT count(*) FROM generate_series(TIMESTAMP '2024-01-01', TIMESTAMP '2024-01-02', INTERVAL 15 MINUTE)
---- repeat
SELECT count(*) FROM repeat('x', 7)
---- a series for each row
SELECT o.order_id, s.n FROM orders o, range(o.quantity) AS s(n) ORDER BY ALL LIMIT 9
---- words of the session that everybody may know
SELECT user = 'duckdb' AS same
