---- the side that has many
SELECT c.country, SUM(o.amount), COUNT(*) FROM orders o JOIN customers c USING (customer_id) GROUP BY 1
---- the end of a chain
SELECT SUM(i.qty), AVG(i.qty), COUNT(i.item_id) FROM items i JOIN orders o USING (order_id)
JOIN customers c USING (customer_id) JOIN products p ON p.sku = i.sku
---- a chain that begins at its other end
SELECT SUM(i.qty) FROM customers c JOIN orders o USING (customer_id) JOIN items i USING (order_id)
---- a key of two columns
SELECT SUM(a.qty) FROM items a JOIN items b ON a.order_id = b.order_id AND a.line = b.line
---- a key with a column that has one value
SELECT SUM(o.amount) FROM orders o JOIN items i ON i.order_id = o.order_id AND i.line = 0
---- a key with a column that has one value in WHERE
SELECT SUM(i.qty), SUM(o.amount) FROM orders o, items i WHERE i.order_id = o.order_id AND 0 = i.line
---- a filter that leaves one row for each
SELECT SUM(o.amount) FROM orders o JOIN items i USING (order_id) WHERE i.line < 1
---- validities that do not overlap
SELECT SUM(o.amount) FROM orders o
JOIN prices p ON p.sku = 'sku1' AND o.day >= p.valid_from AND o.day < p.valid_to
---- groups in which no row comes twice
SELECT i.line, SUM(o.amount) FROM orders o JOIN items i USING (order_id) GROUP BY 1
---- means that do not change within their groups
SELECT o.order_id, AVG(o.amount), SUM(i.qty) FROM orders o JOIN items i USING (order_id) GROUP BY o.order_id
---- groups that HAVING leaves out
SELECT o.order_id, SUM(o.amount) FROM orders o JOIN items i USING (order_id) GROUP BY 1 HAVING COUNT(*) = 1
---- groups that QUALIFY leaves out
SELECT o.order_id, SUM(o.amount) FROM orders o JOIN items i USING (order_id) GROUP BY 1
QUALIFY ROW_NUMBER() OVER (ORDER BY COUNT(*), o.order_id) < 3
---- groups beyond the limit
SELECT o.order_id, SUM(o.amount) FROM orders o JOIN items i USING (order_id)
GROUP BY 1 ORDER BY COUNT(*), 1 LIMIT 2
---- least and greatest values
SELECT MIN(o.amount), MAX(o.amount), ANY_VALUE(o.region) FROM orders o JOIN items i USING (order_id)
---- distinct values
SELECT COUNT(DISTINCT o.order_id), SUM(DISTINCT o.amount) FROM orders o JOIN items i USING (order_id)
---- a count of the joined rows
SELECT COUNT(*), COUNT(1) FROM orders o JOIN items i USING (order_id)
---- a value of two tables
SELECT SUM(o.amount * i.qty) FROM orders o JOIN items i USING (order_id)
---- rows counted by a condition on the one side
SELECT SUM(CASE WHEN c.country = 'FR' THEN 1 ELSE 0 END), COUNT(CASE WHEN c.is_vip THEN 1 END),
       AVG((c.country = 'FR')::INT), SUM(c.is_vip::INT), SUM(IF(c.country LIKE 'F%', 1, 0)),
       AVG(c.is_vip::INT), COUNT(*) FILTER (WHERE c.is_vip)
FROM orders o JOIN customers c USING (customer_id)
---- a semi join
SELECT SUM(o.amount) FROM orders o SEMI JOIN items i USING (order_id)
---- an anti join
SELECT SUM(o.amount) FROM orders o ANTI JOIN payments p USING (order_id)
---- EXISTS and IN
SELECT SUM(o.amount) FROM orders o JOIN customers c USING (customer_id)
WHERE EXISTS (SELECT 1 FROM items i WHERE i.order_id = o.order_id) AND o.order_id IN (SELECT order_id FROM items)
---- windows
SELECT SUM(o.amount) OVER (PARTITION BY o.region) FROM orders o JOIN items i USING (order_id)
---- what is aggregated first
SELECT SUM(o.amount), SUM(i.qty) FROM orders o
JOIN (SELECT order_id, SUM(qty) AS qty FROM items GROUP BY order_id) i USING (order_id)
---- what is aggregated first in a common table expression
WITH i AS (SELECT order_id, SUM(qty) AS qty FROM items GROUP BY order_id)
SELECT SUM(o.amount), SUM(i.qty) FROM orders o JOIN i USING (order_id)
---- a common table expression that is called like a dataset
WITH items AS (SELECT DISTINCT order_id FROM main.items)
SELECT SUM(o.amount) FROM orders o JOIN items USING (order_id)
---- a range instead of an equality
SELECT SUM(o.amount) FROM orders o JOIN products p ON o.amount > p.price
---- every pair of two tables
SELECT SUM(o.amount) FROM orders o CROSS JOIN products p
---- a function that gives rows
SELECT SUM(o.amount) FROM orders o, UNNEST([1, 2]) AS u(n) WHERE o.order_id = u.n
---- the nearest row
SELECT SUM(o.amount) FROM orders o ASOF JOIN prices p ON o.day >= p.valid_from
---- a sub-query that leans on the one around it
SELECT o.order_id, (SELECT SUM(i.qty) FROM items i JOIN products p ON p.sku = i.sku WHERE i.order_id = o.order_id)
FROM orders o
---- sub-queries over one table each
SELECT (SELECT SUM(amount) FROM orders), (SELECT SUM(qty) FROM items)
---- sets of groups of which none holds the others
SELECT o.region, o.customer_id, SUM(o.amount) FROM orders o JOIN items i USING (order_id)
GROUP BY GROUPING SETS ((o.region), (o.customer_id))
