---- row number
SELECT order_id, row_number() OVER (ORDER BY amount DESC, order_id) AS place FROM orders ORDER BY order_id
---- ranks
SELECT order_id, rank() OVER w, dense_rank() OVER w, percent_rank() OVER w, cume_dist() OVER w, ntile(4) OVER w FROM orders WINDOW w AS (PARTITION BY region ORDER BY quantity) ORDER BY order_id LIMIT 0
---- ranks without ties
SELECT order_id, rank() OVER w AS r, dense_rank() OVER w AS d, percent_rank() OVER w AS p, cume_dist() OVER w AS c, ntile(4) OVER w AS n FROM orders WINDOW w AS (PARTITION BY region ORDER BY quantity, order_id) ORDER BY order_id
---- lag and lead
SELECT order_id, lag(amount) OVER w AS before, lead(amount, 2, 0) OVER w AS after FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY ordered_on) ORDER BY order_id
---- first, last and nth
SELECT order_id, first_value(order_id) OVER w AS first, last_value(order_id) OVER w AS last, nth_value(order_id, 2) OVER w AS second FROM orders WINDOW w AS (PARTITION BY category ORDER BY ordered_on) ORDER BY order_id
---- ignore nulls
SELECT order_id, last_value(region IGNORE NULLS) OVER (ORDER BY order_id) AS known, lag(discount IGNORE NULLS) OVER (ORDER BY order_id) AS d FROM orders ORDER BY order_id
---- a running total
SELECT order_id, sum(amount) OVER (ORDER BY order_id) AS so_far FROM orders ORDER BY order_id
---- a moving average over rows
SELECT order_id, avg(amount) OVER (ORDER BY order_id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS smooth FROM orders ORDER BY order_id
---- a moving sum over days
SELECT order_id, sum(amount) OVER (ORDER BY ordered_on RANGE BETWEEN INTERVAL 30 DAYS PRECEDING AND CURRENT ROW) AS month FROM orders ORDER BY order_id
---- groups in a frame
SELECT order_id, count(*) OVER (ORDER BY quantity GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS n FROM orders ORDER BY order_id
---- excluding rows from a frame
SELECT order_id, sum(amount) OVER (ORDER BY order_id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS around, count(*) OVER (ORDER BY quantity RANGE UNBOUNDED PRECEDING EXCLUDE TIES) AS ties, count(*) OVER (ORDER BY quantity RANGE UNBOUNDED PRECEDING EXCLUDE GROUP) AS rest FROM orders ORDER BY order_id
---- windows that build on one another
SELECT order_id, sum(amount) OVER running AS total, count(*) OVER part AS n FROM orders WINDOW part AS (PARTITION BY region), running AS (part ORDER BY order_id) ORDER BY order_id
---- qualify
SELECT region, order_id, amount FROM orders QUALIFY row_number() OVER (PARTITION BY region ORDER BY amount DESC, order_id) = 1 ORDER BY region
---- qualify with a named window and an alias
SELECT region, order_id, rank() OVER w AS place FROM orders WINDOW w AS (PARTITION BY region ORDER BY amount DESC, order_id) QUALIFY place <= 2 ORDER BY region, place
---- share of the total
SELECT category, sum(amount) AS amount, sum(amount)::DOUBLE / sum(sum(amount)) OVER () AS share FROM orders GROUP BY category ORDER BY category
---- a filter in a window
SELECT order_id, count(*) FILTER (WHERE status = 'paid') OVER (ORDER BY order_id) AS paid FROM orders ORDER BY order_id
---- distinct in a window
SELECT order_id, count(DISTINCT category) OVER (PARTITION BY region) AS kinds FROM orders ORDER BY order_id
---- an order inside of a window's function
SELECT order_id, first_value(order_id ORDER BY amount DESC, order_id) OVER (PARTITION BY region) AS dearest FROM orders ORDER BY order_id
---- lists in a window
SELECT order_id, list(order_id) OVER (ORDER BY order_id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS last_three FROM orders ORDER BY order_id LIMIT 6
---- filling gaps
SELECT event_id, fill(duration_ms) OVER (ORDER BY event_id) AS filled FROM events ORDER BY event_id
---- a window over a join
SELECT c.name, o.order_id, row_number() OVER (PARTITION BY c.customer_id ORDER BY o.ordered_on) AS nth FROM customers c JOIN orders o USING (customer_id) ORDER BY o.order_id
---- quantiles in a window
SELECT order_id, median(amount) OVER (PARTITION BY category) AS m, quantile_cont(amount, 0.9) OVER (PARTITION BY category) AS q FROM orders ORDER BY order_id
---- windows over odd columns
SELECT "order", sum("unit price") OVER (PARTITION BY "group" ORDER BY "order") AS "so far" FROM odd ORDER BY "order"
---- sessions
SELECT event_id, sum(CASE WHEN gap > INTERVAL 60 MINUTE OR gap IS NULL THEN 1 ELSE 0 END) OVER (PARTITION BY customer_id ORDER BY occurred_at, event_id) AS session FROM (SELECT *, occurred_at - lag(occurred_at) OVER (PARTITION BY customer_id ORDER BY occurred_at, event_id) AS gap FROM events) ORDER BY event_id
