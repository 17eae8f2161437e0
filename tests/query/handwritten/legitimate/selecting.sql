---- everything
SELECT * FROM orders
---- from first
FROM orders
---- from first with a where
FROM orders WHERE amount > 200
---- from before select
FROM orders SELECT order_id, amount WHERE region = 'north' ORDER BY order_id
---- a trailing semicolon
SELECT count(*) FROM orders;
---- several semicolons and blanks behind
SELECT count(*) FROM orders ; ;

---- no table at all
SELECT 1 + 1 AS two, 'x' AS letter, NULL AS nothing, TRUE AS yes
---- no name for a column
SELECT 1, 1 + 1, 'a'
---- values
VALUES (1, 'a'), (2, 'b')
---- values as a table with names
SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS t(id, letter)
---- table
TABLE customers
---- columns that are named twice
SELECT order_id AS a, quantity AS a FROM orders ORDER BY order_id LIMIT 3
---- a table by its own name before columns
SELECT orders.order_id, orders.amount FROM orders ORDER BY orders.order_id
---- an alias that is the table's own name
SELECT orders.amount FROM orders AS orders ORDER BY orders.order_id
---- an alias that is another table's name
SELECT customers.amount FROM orders AS customers ORDER BY customers.order_id
---- tables that exchange their names
SELECT orders.name, customers.amount FROM customers AS orders JOIN orders AS customers USING (customer_id) ORDER BY customers.order_id
---- an alias without as
SELECT o.amount FROM orders o ORDER BY o.order_id LIMIT 5
---- an alias before its table
SELECT o.amount FROM o: orders ORDER BY o.order_id LIMIT 5
---- an alias before an expression
SELECT total: sum(amount), many: count(*) FROM orders
---- an alias with columns
SELECT a, b FROM (SELECT order_id, amount FROM orders) AS t(a, b) ORDER BY a LIMIT 5
---- a table alias with columns
SELECT key, buyer FROM orders AS t(key, buyer) ORDER BY key LIMIT 5
---- a quoted name of a table
SELECT count(*) FROM "orders"
---- names in capitals
SELECT COUNT(*), SUM(Orders.AMOUNT) FROM ORDERS
---- a quoted name in capitals
SELECT "ORDERS"."Amount" FROM "ORDERS" ORDER BY "Order_Id" LIMIT 3
---- exclude
SELECT * EXCLUDE (discount, status) FROM orders ORDER BY order_id LIMIT 4
---- exclude one
SELECT * EXCLUDE discount FROM orders ORDER BY order_id LIMIT 4
---- replace
SELECT * REPLACE (upper(region) AS region, round(amount) AS amount) FROM orders ORDER BY order_id LIMIT 4
---- rename
SELECT * RENAME (order_id AS id, amount AS price) FROM orders ORDER BY id LIMIT 4
---- exclude, replace and rename
SELECT * EXCLUDE (status) REPLACE (quantity * 2 AS quantity) RENAME (amount AS price) FROM orders ORDER BY order_id LIMIT 4
---- the columns of one of two tables
SELECT o.*, c.name FROM orders AS o JOIN customers AS c USING (customer_id) ORDER BY o.order_id LIMIT 5
---- columns by a pattern
SELECT COLUMNS('.*_id') FROM orders ORDER BY ALL
---- columns by a lambda
SELECT COLUMNS(lambda c: c LIKE '%d%') FROM orders ORDER BY order_id LIMIT 5
---- an aggregate of several columns
SELECT min(COLUMNS(['amount', 'quantity'])), max(COLUMNS(['amount', 'quantity'])) FROM orders
---- an aggregate of all columns
SELECT count(COLUMNS(*)) FROM customers
---- columns that are renamed by a pattern
SELECT COLUMNS('(\w+)_id') AS 'key_\1' FROM orders ORDER BY ALL LIMIT 5
---- columns that are unpacked
SELECT coalesce(*COLUMNS(['region', 'status'])) AS one FROM orders ORDER BY order_id
---- columns that are like something
SELECT * LIKE '%_id' FROM events ORDER BY ALL LIMIT 5
---- a row as a struct
SELECT c FROM customers AS c ORDER BY c.customer_id LIMIT 2
---- distinct
SELECT DISTINCT region, category FROM orders
---- distinct on
SELECT DISTINCT ON (region) region, order_id, amount FROM orders ORDER BY region, amount DESC, order_id
---- order by several, with nulls
SELECT region, amount FROM orders ORDER BY region DESC NULLS LAST, amount ASC NULLS FIRST, order_id
---- order by all
SELECT region, category, quantity FROM orders ORDER BY ALL
---- order by all, downwards
SELECT region, quantity FROM orders ORDER BY ALL DESC NULLS FIRST
---- order by a number
SELECT region, order_id FROM orders ORDER BY 2 DESC
---- order by an expression
SELECT order_id FROM orders ORDER BY amount % 7, order_id
---- order by an alias
SELECT order_id, amount * quantity AS worth FROM orders ORDER BY worth DESC, order_id
---- a positional reference
SELECT #1, #3 FROM orders ORDER BY #1 LIMIT 3
---- limit and offset
SELECT order_id FROM orders ORDER BY order_id LIMIT 5 OFFSET 10
---- an offset alone
SELECT order_id FROM orders ORDER BY order_id OFFSET 55
---- a limit in percent
SELECT order_id FROM orders ORDER BY order_id LIMIT 10%
---- a limit that is computed
SELECT order_id FROM orders ORDER BY order_id LIMIT (SELECT count(*) // 20 FROM orders)
---- fetch first
SELECT order_id FROM orders ORDER BY order_id FETCH FIRST 3 ROWS ONLY
---- a sample that takes everything
SELECT count(*) FROM orders TABLESAMPLE 100%
---- a sample that can be repeated
SELECT count(*) FROM (SELECT * FROM orders USING SAMPLE reservoir(10 ROWS) REPEATABLE (42))
---- an alias in where and group
SELECT amount * quantity AS worth, count(*) AS n FROM orders WHERE worth > 500 GROUP BY worth HAVING n >= 1 ORDER BY worth
---- no rows
SELECT * FROM orders WHERE false
---- a list of columns that ends with a comma
SELECT order_id, amount, FROM orders ORDER BY order_id LIMIT 2
