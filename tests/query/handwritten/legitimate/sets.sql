---- union
SELECT customer_id FROM orders UNION SELECT customer_id FROM customers
---- union all
SELECT customer_id FROM orders UNION ALL SELECT customer_id FROM customers ORDER BY customer_id
---- union by name
SELECT order_id AS id, region FROM orders UNION ALL BY NAME SELECT name, customer_id AS id FROM customers
---- distinct union by name
SELECT customer_id, 'o' AS src FROM orders UNION BY NAME SELECT 'o' AS src, customer_id FROM customers
---- except
SELECT customer_id FROM customers EXCEPT SELECT customer_id FROM orders
---- except all
SELECT region FROM orders EXCEPT ALL SELECT 'north' FROM range(3)
---- intersect
SELECT customer_id FROM customers INTERSECT SELECT customer_id FROM orders ORDER BY 1
---- intersect all
SELECT region FROM orders INTERSECT ALL SELECT region FROM orders WHERE status = 'paid'
---- several, in brackets
(SELECT 1 AS a UNION ALL SELECT 2) EXCEPT (SELECT 2 INTERSECT SELECT 2)
---- an order and a limit of the whole
SELECT order_id AS id FROM orders UNION ALL SELECT customer_id FROM customers ORDER BY id DESC NULLS LAST LIMIT 7
---- limits of the parts
(SELECT order_id FROM orders ORDER BY order_id LIMIT 2) UNION ALL (SELECT order_id FROM orders ORDER BY order_id DESC LIMIT 2)
---- from first in a union
FROM (FROM orders SELECT order_id) UNION ALL FROM (FROM customers SELECT customer_id)
---- a union of a table with itself
SELECT count(*) FROM (FROM orders UNION ALL FROM orders)
---- a union of values
VALUES (1), (2) UNION ALL VALUES (3)
---- a union in a common table expression
WITH all_of_it AS (SELECT customer_id, 'order' AS what FROM orders UNION ALL SELECT customer_id, 'event' FROM events) SELECT what, count(*) FROM all_of_it GROUP BY what ORDER BY what
---- types that meet
SELECT 1 AS n UNION ALL SELECT 2.5 UNION ALL SELECT NULL ORDER BY n
