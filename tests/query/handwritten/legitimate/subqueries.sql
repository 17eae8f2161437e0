---- scalar
SELECT order_id, amount - (SELECT avg(amount) FROM orders) AS above FROM orders ORDER BY order_id
---- scalar over nothing
SELECT (SELECT amount FROM orders WHERE false) AS nothing, count(*) FROM customers
---- correlated
SELECT c.name, (SELECT count(*) FROM orders o WHERE o.customer_id = c.customer_id) AS n FROM customers c ORDER BY c.customer_id
---- correlated by the table's own name
SELECT name, (SELECT sum(amount) FROM orders WHERE orders.customer_id = customers.customer_id) AS total FROM customers ORDER BY customer_id
---- correlated twice deep
SELECT c.name, (SELECT max((SELECT count(*) FROM events e WHERE e.customer_id = o.customer_id)) FROM orders o WHERE o.customer_id = c.customer_id) AS n FROM customers c ORDER BY c.customer_id
---- exists
SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.customer_id AND o.amount > 300) ORDER BY name
---- not exists
SELECT name FROM customers c WHERE NOT EXISTS (FROM orders o WHERE o.customer_id = c.customer_id) ORDER BY name
---- in
SELECT name FROM customers WHERE customer_id IN (SELECT customer_id FROM orders WHERE region = 'north') ORDER BY name
---- not in
SELECT name FROM customers WHERE customer_id NOT IN (SELECT customer_id FROM orders WHERE customer_id IS NOT NULL) ORDER BY name
---- any and all
SELECT count(*) FROM orders WHERE amount > ALL (SELECT amount FROM orders WHERE region = 'north')
---- any
SELECT count(*) FROM orders WHERE customer_id = ANY (SELECT customer_id FROM customers WHERE country = 'SE')
---- in from
SELECT region, n FROM (SELECT region, count(*) AS n FROM orders GROUP BY region) AS counted WHERE n > 5 ORDER BY region
---- in from without an alias
SELECT max(n) FROM (SELECT count(*) AS n FROM orders GROUP BY region)
---- in having
SELECT region, sum(amount) FROM orders GROUP BY region HAVING sum(amount) > (SELECT avg(amount) * 10 FROM orders) ORDER BY region
---- in order by
SELECT name FROM customers c ORDER BY (SELECT count(*) FROM orders o WHERE o.customer_id = c.customer_id) DESC, name
---- in a case
SELECT CASE WHEN EXISTS (SELECT 1 FROM events WHERE kind = 'buy') THEN 'yes' ELSE 'no' END AS bought
---- in a join's condition
SELECT count(*) FROM orders o JOIN customers c ON c.customer_id = o.customer_id AND o.amount > (SELECT median(amount) FROM orders)
---- in an argument
SELECT round((SELECT avg(amount) FROM orders), 1) AS a, greatest((SELECT 1), (SELECT 2)) AS b
---- in a filter
SELECT count(*) FILTER (WHERE amount > (SELECT avg(amount) FROM orders)) FROM orders
---- as an array
SELECT ARRAY(SELECT order_id FROM orders ORDER BY order_id LIMIT 3) AS ids
---- as a row
SELECT (SELECT {'n': count(*), 'm': max(amount)} FROM orders).n AS n
---- from first
SELECT (FROM orders SELECT count(*)) AS n
---- in limit and offset
SELECT order_id FROM orders ORDER BY order_id LIMIT (SELECT 3) OFFSET (SELECT min(quantity) FROM orders)
---- in values
SELECT * FROM (VALUES ((SELECT count(*) FROM orders)), ((SELECT count(*) FROM events))) AS t(n)
---- correlated over odd columns
SELECT o."order", (SELECT max(p."Größe") FROM odd p WHERE p."group" = o."group" AND p."order" < o."order") AS before FROM odd o ORDER BY o."order"
---- a correlated lateral join of a function
SELECT c.customer_id, tag FROM customers c, unnest(string_split(c.tags, ',')) AS t(tag) ORDER BY ALL
---- a lambda that sees the table
SELECT order_id, list_transform([1, 2], lambda x: x * orders.quantity) AS l FROM orders ORDER BY order_id LIMIT 4
