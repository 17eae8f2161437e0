---- the classic
SELECT SUM(o.amount), SUM(i.qty) FROM orders o JOIN items i ON o.order_id = i.order_id
---- unqualified names and USING
SELECT region, AVG(amount) FROM orders JOIN items USING (order_id) GROUP BY 1 HAVING AVG(amount) > 0
---- NATURAL
SELECT SUM(amount) FROM orders NATURAL JOIN items
---- a comma and WHERE
SELECT MEDIAN(o.amount) FROM orders o, items i WHERE i.order_id = o.order_id AND o.region <> 'b'
---- an outer join
SELECT COUNT(o.order_id) FROM orders o LEFT JOIN items i ON i.order_id = o.order_id
---- an outer join the other way round
SELECT SUM(o.amount) FROM items i RIGHT JOIN orders o ON i.order_id = o.order_id
---- a chain of two
SELECT c.country, SUM(c.credit) FROM customers c JOIN orders o USING (customer_id)
JOIN items USING (order_id) GROUP BY ALL
---- the middle of a chain, through its end
SELECT SUM(o.amount), SUM(i.qty) FROM customers c JOIN orders o USING (customer_id)
JOIN items i USING (order_id)
---- both sides of a chasm
SELECT SUM(p.paid), SUM(i.qty) FROM orders o JOIN payments p ON p.order_id = o.order_id
JOIN items i ON i.order_id = o.order_id
---- both sides of a chasm without its middle
SELECT SUM(p.paid) FROM payments p JOIN items i ON p.order_id = i.order_id
---- a table joined to itself
SELECT SUM(a.amount) FROM orders a JOIN orders b ON a.customer_id = b.customer_id
---- names in quotes, keywords and another case
SELECT "group", STDDEV(O."unit ""price""") FROM "Odd Ones" AS o JOIN PARTS p ON p."ORDER" = o."order"
WHERE p."select" <> 1 GROUP BY "group"
---- a common table expression
WITH t AS (SELECT o.region, SUM(o.amount) AS s FROM orders o JOIN items i USING (order_id)
GROUP BY o.region) SELECT MAX(s) FROM t
---- a common table expression that sees another
WITH chosen AS (SELECT 'a' AS region), t AS (SELECT SUM(o.amount) AS s FROM orders o
JOIN items i USING (order_id) JOIN chosen ON chosen.region = o.region) SELECT s FROM t
---- a sub-query
SELECT (SELECT SUM(o.amount) FROM orders o JOIN items i USING (order_id)) AS total, country FROM customers
---- one part of a union
SELECT SUM(o.amount) FROM orders o JOIN items i USING (order_id) UNION ALL SELECT SUM(amount) FROM orders
---- within an expression, and a filter over the other side
SELECT ROUND(SUM(o.amount) FILTER (WHERE i.qty > 1) / 100, 1) AS s FROM orders o
JOIN items i USING (order_id) WHERE i.sku IN (SELECT sku FROM products)
---- a product of columns of one table
SELECT SUM(o.amount * (1 + o.customer_id)) FROM orders o JOIN items i USING (order_id)
---- a case over one table
SELECT SUM(CASE WHEN o.is_paid THEN o.amount END) FROM orders o JOIN items i USING (order_id)
---- a total that is summed again over a window
SELECT o.region, SUM(SUM(o.amount)) OVER () AS s FROM orders o JOIN items i USING (order_id) GROUP BY o.region
---- a roll-up
SELECT o.region, SUM(o.amount) FROM orders o JOIN items i USING (order_id) GROUP BY ROLLUP (o.region)
---- FROM first
FROM orders o JOIN items i USING (order_id) SELECT quantile_cont(o.amount, 0.25)
---- within a group
SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY o.amount DESC) FROM orders o JOIN items i USING (order_id)
---- only in HAVING
SELECT o.region FROM orders o JOIN items i USING (order_id) GROUP BY o.region HAVING SUM(o.amount) > 20
