---- one
WITH big AS (SELECT * FROM orders WHERE amount > 200) SELECT count(*) FROM big
---- several that build on one another
WITH big AS (SELECT * FROM orders WHERE amount > 100), by_region AS (SELECT region, sum(amount) AS amount FROM big GROUP BY region) SELECT * FROM by_region ORDER BY region
---- one that is used twice
WITH big AS (SELECT * FROM orders WHERE amount > 200) SELECT (SELECT count(*) FROM big), (SELECT max(amount) FROM big)
---- with a list of columns
WITH t(id, price) AS (SELECT order_id, amount FROM orders) SELECT max(id), sum(price) FROM t
---- materialized
WITH t AS MATERIALIZED (SELECT region, amount FROM orders) SELECT a.region, count(*) FROM t a JOIN t b USING (region) GROUP BY a.region ORDER BY 1
---- not materialized
WITH t AS NOT MATERIALIZED (SELECT * FROM orders) SELECT count(*) FROM t
---- inside one another
WITH outside AS (WITH inside AS (SELECT order_id FROM orders WHERE amount > 300) SELECT * FROM inside) SELECT count(*) FROM outside
---- in a sub-query
SELECT count(*) FROM (WITH t AS (SELECT * FROM customers) SELECT * FROM t WHERE country = 'SE')
---- in a scalar sub-query that sees the outer one
WITH lim AS (SELECT 100 AS least) SELECT count(*) FROM orders WHERE amount > (WITH l AS (SELECT least FROM lim) SELECT least FROM l)
---- named like the dataset that it reads
WITH orders AS (SELECT * FROM orders WHERE status = 'paid') SELECT count(*), sum(amount) FROM orders
---- named like another dataset
WITH customers AS (SELECT order_id AS customer_id FROM orders) SELECT count(*) FROM customers
---- named like a dataset, inside of a sub-query only
SELECT (WITH orders AS (SELECT 1 AS one) SELECT count(*) FROM orders) AS inner_count, count(*) AS outer_count FROM orders
---- named like a dataset, twice
WITH orders AS (WITH orders AS (SELECT * FROM orders WHERE amount > 100) SELECT * FROM orders WHERE amount > 200) SELECT count(*) FROM orders
---- one that an outer one has the name of
WITH a AS (SELECT 1 AS x), b AS (WITH a AS (SELECT 2 AS x) SELECT x FROM a) SELECT a.x, b.x FROM a, b
---- named like a dataset in other letters
WITH "ORDERS" AS (SELECT 7 AS n) SELECT n FROM orders
---- a dataset that is used before an expression takes its name
WITH first AS (SELECT count(*) AS n FROM orders), orders AS (SELECT 1 AS x) SELECT first.n, orders.x FROM first, orders
---- recursive
WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 10) SELECT sum(n) FROM counted
---- recursive over a dataset
WITH RECURSIVE line AS (SELECT customer_id, name, referred_by, 0 AS depth FROM customers WHERE referred_by IS NULL UNION ALL SELECT c.customer_id, c.name, c.referred_by, l.depth + 1 FROM customers c JOIN line l ON c.referred_by = l.customer_id) SELECT * FROM line ORDER BY depth, customer_id
---- recursive with a path
WITH RECURSIVE path(id, trail) AS (SELECT customer_id, [customer_id] FROM customers WHERE customer_id = 1 UNION ALL SELECT c.customer_id, list_append(trail, c.customer_id) FROM customers c, path WHERE c.referred_by = path.id) SELECT * FROM path ORDER BY id
---- recursive with a union that ends by itself
WITH RECURSIVE r(a) AS (SELECT 1 UNION SELECT (a * 3) % 7 FROM r) SELECT * FROM r ORDER BY a
---- recursive with a key
WITH RECURSIVE r(k, v) USING KEY (k) AS (SELECT 1, 10 UNION SELECT k, v + 1 FROM r WHERE v < 15) SELECT * FROM r
---- recursive with a key and a look back
WITH RECURSIVE r(k, v) USING KEY (k) AS (SELECT 1, 1 UNION SELECT k + 1, v * 2 FROM r WHERE k < 5 AND NOT EXISTS (SELECT 1 FROM recurring.r AS seen WHERE seen.k = r.k + 1)) SELECT * FROM r ORDER BY k
---- the word recursive, without a recursion
WITH RECURSIVE orders AS (SELECT 3 AS x), t AS (SELECT x FROM orders) SELECT * FROM t
---- from first behind it
WITH t AS (FROM orders) FROM t SELECT count(*)
---- values in it
WITH t(a, b) AS (VALUES (1, 'x'), (2, 'y')) SELECT * FROM t ORDER BY a
---- before a union
WITH t AS (SELECT 1 AS a) SELECT a FROM t UNION ALL SELECT a + 1 FROM t ORDER BY a
---- named with blanks
WITH "my orders" AS (SELECT * FROM orders) SELECT count(*) FROM "my orders" AS "mine"
---- never used
WITH unused AS (SELECT * FROM events) SELECT count(*) FROM orders
