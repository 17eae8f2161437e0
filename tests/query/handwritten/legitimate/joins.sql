---- inner join
SELECT o.order_id, c.name FROM orders o JOIN customers c ON o.customer_id = c.customer_id ORDER BY o.order_id
---- inner join, using
SELECT order_id, name, customer_id FROM orders JOIN customers USING (customer_id) ORDER BY order_id
---- left join
SELECT o.order_id, c.name FROM orders o LEFT JOIN customers c USING (customer_id) ORDER BY o.order_id
---- right join
SELECT c.name, count(o.order_id) FROM orders o RIGHT OUTER JOIN customers c USING (customer_id) GROUP BY c.name ORDER BY c.name
---- full join
SELECT o.order_id, c.customer_id FROM orders o FULL OUTER JOIN customers c ON o.customer_id = c.customer_id ORDER BY ALL
---- cross join
SELECT count(*) FROM orders CROSS JOIN customers
---- a comma
SELECT count(*) FROM orders, customers WHERE orders.customer_id = customers.customer_id
---- natural join
SELECT count(*) FROM orders NATURAL JOIN customers
---- natural left join
SELECT count(name), count(*) FROM orders NATURAL LEFT JOIN customers
---- semi join
SELECT name FROM customers SEMI JOIN orders USING (customer_id) ORDER BY name
---- anti join
SELECT name FROM customers ANTI JOIN orders USING (customer_id) ORDER BY name
---- asof join
SELECT e.event_id, o.order_id FROM events e ASOF JOIN orders o ON e.customer_id = o.customer_id AND e.occurred_at >= o.ordered_on ORDER BY e.event_id
---- asof left join
SELECT e.event_id, o.order_id FROM events e ASOF LEFT JOIN orders o ON e.customer_id = o.customer_id AND e.occurred_at >= o.ordered_on ORDER BY e.event_id
---- asof join, using
SELECT count(*) FROM (SELECT customer_id, occurred_at AS moment FROM events) ASOF JOIN (SELECT customer_id, ordered_on::TIMESTAMP AS moment, amount FROM orders) USING (customer_id, moment)
---- positional join
SELECT a.order_id, b.event_id FROM (SELECT order_id FROM orders ORDER BY order_id LIMIT 3) a POSITIONAL JOIN (SELECT event_id FROM events ORDER BY event_id LIMIT 4) b ORDER BY ALL
---- lateral join
SELECT c.name, top.amount FROM customers c, LATERAL (SELECT amount FROM orders o WHERE o.customer_id = c.customer_id ORDER BY amount DESC LIMIT 2) AS top ORDER BY c.name, top.amount
---- left lateral join
SELECT c.name, top.n FROM customers c LEFT JOIN LATERAL (SELECT count(*) AS n FROM orders o WHERE o.customer_id = c.customer_id) AS top ON true ORDER BY c.name
---- lateral without the word
SELECT o.order_id, x.double FROM orders o, (SELECT o.amount * 2 AS double) AS x ORDER BY o.order_id LIMIT 5
---- a table with itself
SELECT a.name, b.name AS referrer FROM customers a LEFT JOIN customers b ON a.referred_by = b.customer_id ORDER BY a.customer_id
---- a table with itself, by its own name once
SELECT orders.order_id, later.order_id FROM orders JOIN orders AS later ON later.customer_id = orders.customer_id AND later.order_id > orders.order_id ORDER BY ALL
---- three tables
SELECT c.country, count(DISTINCT o.order_id) AS orders, count(DISTINCT e.event_id) AS events FROM customers c LEFT JOIN orders o USING (customer_id) LEFT JOIN events e USING (customer_id) GROUP BY c.country ORDER BY c.country NULLS LAST
---- join with an inequality
SELECT count(*) FROM orders a JOIN orders b ON a.amount < b.amount AND a.region = b.region
---- join with a function
SELECT count(*) FROM customers c JOIN orders o ON lower(c.country) || o.order_id = 'gb' || o.order_id
---- join with a range
SELECT o.order_id, d.day FROM orders o JOIN generate_series(DATE '2024-02-01', DATE '2024-02-10', INTERVAL 1 DAY) AS d(day) ON o.ordered_on = d.day ORDER BY o.order_id
---- join with values
SELECT v.label, count(*) FROM orders o JOIN (VALUES ('north', 'N'), ('south', 'S')) AS v(region, label) USING (region) GROUP BY v.label ORDER BY v.label
---- join with odd columns
SELECT o."order", p."say ""hi""" FROM odd AS o JOIN odd AS p ON o."order" = p."日本語" AND p."it's" ORDER BY 1
---- using an odd column
SELECT "order", l."Größe", r."100%" FROM odd AS l JOIN odd AS r USING ("order") ORDER BY "order"
---- a join of a bracketed table
SELECT count(*) FROM orders JOIN (customers) USING (customer_id)
---- an alias of a bracketed join
SELECT count(*) FROM orders o LEFT JOIN (customers c JOIN events e USING (customer_id)) ON e.customer_id = o.customer_id
