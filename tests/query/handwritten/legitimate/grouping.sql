---- group by
SELECT region, count(*) AS n, sum(amount) AS amount, avg(amount) AS mean FROM orders GROUP BY region ORDER BY region
---- group by all
SELECT region, status, count(*) FROM orders GROUP BY ALL ORDER BY ALL
---- group by a number
SELECT region, count(*) FROM orders GROUP BY 1 ORDER BY 1
---- group by an alias
SELECT upper(region) AS big, count(*) FROM orders GROUP BY big ORDER BY big
---- group by an expression
SELECT count(*) FROM orders GROUP BY amount > 100, status ORDER BY 1
---- having
SELECT customer_id, sum(amount) AS total FROM orders GROUP BY customer_id HAVING sum(amount) > 500 ORDER BY total DESC, customer_id
---- having without a group
SELECT count(*) FROM orders HAVING count(*) > 10
---- rollup
SELECT region, category, sum(amount), grouping(region, category) FROM orders GROUP BY ROLLUP (region, category) ORDER BY ALL
---- cube
SELECT region, status, count(*), grouping_id(region, status) FROM orders GROUP BY CUBE (region, status) ORDER BY ALL
---- grouping sets
SELECT region, category, count(*) FROM orders GROUP BY GROUPING SETS ((region, category), (region), ()) ORDER BY ALL
---- filter
SELECT count(*) FILTER (WHERE status = 'paid') AS paid, sum(amount) FILTER (status = 'open') AS open FROM orders
---- distinct in aggregates
SELECT count(DISTINCT region), count(DISTINCT (region, status)), sum(DISTINCT quantity) FROM orders
---- an order in aggregates
SELECT string_agg(product, ', ' ORDER BY order_id) AS products, list(quantity ORDER BY order_id DESC) AS quantities FROM orders WHERE order_id <= 5
---- arg max and arg min
SELECT arg_max(product, amount) AS dearest, arg_min(product, amount) AS cheapest, max_by(order_id, amount, 3) AS three FROM orders
---- several kinds of middles
SELECT median(amount), mode(region), quantile_cont(amount, [0.25, 0.75]), quantile_disc(amount, 0.5), approx_quantile(quantity, 0.5) FROM orders
---- percentiles within groups
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS p50, percentile_disc(0.9) WITHIN GROUP (ORDER BY amount DESC) AS p90, mode() WITHIN GROUP (ORDER BY status) AS m FROM orders
---- statistics
SELECT stddev(amount), var_pop(amount), corr(amount, quantity), covar_samp(amount, quantity), regr_slope(amount, quantity), skewness(amount), kurtosis(amount), entropy(region), mad(amount) FROM orders
---- any, every and the first
SELECT bool_and(amount > 0), bool_or(amount > 300), any_value(1), first(product ORDER BY order_id), last(product ORDER BY order_id), product(quantity) FROM orders WHERE order_id < 10
---- bits
SELECT bit_and(quantity), bit_or(quantity), bit_xor(quantity) FROM orders
---- a histogram
SELECT histogram(quantity) AS h, histogram(status) AS s FROM orders
---- approximate counts
SELECT approx_count_distinct(product) BETWEEN 4 AND 6 AS near, approx_top_k(product, 1) IS NOT NULL AS top FROM orders
---- count if, and sums of booleans
SELECT count_if(is_mobile), sum(is_mobile::INT), avg(is_mobile::INT), countif(NOT is_mobile) FROM events
---- weighted and geometric means
SELECT weighted_avg(amount, quantity), geomean(amount), favg(amount), fsum(amount), kahan_sum(amount) FROM orders
---- a group by with a null
SELECT region, count(*) FROM orders GROUP BY region ORDER BY region NULLS FIRST
---- aggregates over no rows
SELECT count(*), sum(amount), max(amount), list(amount), string_agg(product) FROM orders WHERE false
---- group by over odd columns
SELECT "group", max("Größe") AS "größte Größe", string_agg("say ""hi""", ';' ORDER BY "order") FROM odd GROUP BY ALL ORDER BY ALL
---- group by a struct and a list
SELECT {'r': region, 's': status} AS key, count(*) FROM orders GROUP BY key ORDER BY key
---- group by months
SELECT date_trunc('month', ordered_on) AS month, count(*), sum(amount) FROM orders GROUP BY month ORDER BY month
---- a top n with the rest
WITH ranked AS (SELECT product, sum(amount) AS amount, row_number() OVER (ORDER BY sum(amount) DESC) AS place FROM orders GROUP BY product) SELECT if(place <= 2, product, 'Other') AS product, sum(amount) AS amount FROM ranked GROUP BY ALL ORDER BY amount DESC
---- the largest of each
SELECT category, max(order_id, 2) AS last_two, min(order_id, 2) AS first_two FROM orders GROUP BY category ORDER BY category
