---- parts of dates
SELECT order_id, year(ordered_on), month(ordered_on), day(ordered_on), quarter(ordered_on), week(ordered_on), isodow(ordered_on), dayname(ordered_on), monthname(ordered_on), dayofyear(ordered_on) FROM orders ORDER BY order_id LIMIT 6
---- extract
SELECT EXTRACT(year FROM ordered_on) AS y, EXTRACT('month' FROM ordered_on) AS m, date_part('dow', ordered_on) AS d, date_part(['year', 'month'], ordered_on) AS both FROM orders ORDER BY order_id LIMIT 3
---- truncating
SELECT event_id, date_trunc('hour', occurred_at) AS h, date_trunc('week', occurred_at) AS w, time_bucket(INTERVAL 2 HOURS, occurred_at) AS b FROM events ORDER BY event_id LIMIT 8
---- adding and subtracting
SELECT ordered_on + 7 AS later, ordered_on - INTERVAL 1 MONTH AS before, ordered_on + INTERVAL (quantity) DAY AS by_quantity, ordered_on - DATE '2024-01-01' AS days FROM orders ORDER BY order_id LIMIT 5
---- differences
SELECT date_diff('day', DATE '2024-01-01', ordered_on) AS d, datediff('month', DATE '2023-11-30', ordered_on) AS m, date_sub('month', DATE '2023-11-30', ordered_on) AS whole, age(TIMESTAMP '2024-03-31', TIMESTAMP '2024-02-29') AS a FROM orders ORDER BY order_id LIMIT 5
---- formats
SELECT strftime(ordered_on, '%Y-W%V %A') AS f, strptime('31.12.2024', '%d.%m.%Y') AS p, try_strptime('x', '%Y') AS t FROM orders ORDER BY order_id LIMIT 3
---- making dates
SELECT make_date(2024, 2, 29), make_time(23, 59, 59.5), make_timestamp(2024, 1, 1, 0, 0, 0), last_day(DATE '2024-02-01'), to_timestamp(0), epoch(TIMESTAMP '2024-01-01'), epoch_ms(1700000000000)
---- intervals
SELECT INTERVAL 1 DAY AS d, INTERVAL '2 hours 30 minutes' AS h, to_months(14) AS m, INTERVAL 90 MINUTE + INTERVAL 1 DAY AS sum, INTERVAL (3) WEEK AS w
---- times
SELECT TIME '10:20:30' AS t, occurred_at::TIME AS of_day, TIME '23:00' + INTERVAL 2 HOUR AS wrapped FROM events ORDER BY event_id LIMIT 3
---- moments with a zone
SELECT event_id, seen_at, seen_at AT TIME ZONE 'Europe/Berlin' AS berlin, timezone('America/New_York', seen_at) AS york FROM events ORDER BY event_id LIMIT 12
---- a day that loses an hour
SELECT (occurred_at AT TIME ZONE 'UTC') AT TIME ZONE 'Europe/Berlin' AS local, count(*) FROM events WHERE occurred_at BETWEEN '2024-03-31 00:00' AND '2024-03-31 03:00' GROUP BY ALL ORDER BY ALL
---- a local time that is an instant
SELECT TIMESTAMP '2024-07-01 12:00:00' AT TIME ZONE 'Asia/Tokyo' AS instant
---- hours of the day
SELECT hour(occurred_at) AS h, count(*) FROM events GROUP BY h ORDER BY h
---- the extremes of the calendar
SELECT DATE '0001-01-01' AS first, DATE '9999-12-31' AS last, DATE '2024-02-29' + INTERVAL 1 YEAR AS leap, TIMESTAMP '1969-12-31 23:59:59.999999' AS before
---- a series of days
SELECT d::DATE AS day, count(o.order_id) FROM generate_series(DATE '2024-01-01', DATE '2024-01-31', INTERVAL 1 DAY) AS s(d) LEFT JOIN orders o ON o.ordered_on = d GROUP BY day ORDER BY day
---- comparing to the period before
SELECT month, amount, lag(amount) OVER (ORDER BY month) AS before, round(100 * (amount / lag(amount) OVER (ORDER BY month) - 1), 1) AS change FROM (SELECT date_trunc('month', ordered_on) AS month, sum(amount) AS amount FROM orders GROUP BY month) ORDER BY month
---- cohorts
SELECT date_trunc('month', c.signed_up_on) AS cohort, date_diff('month', c.signed_up_on, o.ordered_on) AS age, count(DISTINCT c.customer_id) AS customers FROM customers c JOIN orders o USING (customer_id) GROUP BY ALL ORDER BY ALL
---- a funnel
SELECT count(DISTINCT customer_id) FILTER (kind = 'view') AS viewed, count(DISTINCT customer_id) FILTER (kind = 'cart') AS put_in, count(DISTINCT customer_id) FILTER (kind = 'buy') AS bought FROM events
---- names of time zones
SELECT count(*) > 300 AS many FROM pg_timezone_names()
---- finer and coarser moments
SELECT TIMESTAMP_NS '2024-01-01 00:00:00.123456789' AS ns, '2024-01-01 00:00:00'::TIMESTAMP_S AS s, '2024-01-01 00:00:00.5'::TIMESTAMP_MS AS ms
