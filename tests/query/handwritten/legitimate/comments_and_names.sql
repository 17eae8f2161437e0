---- comments everywhere
/* first */ SELECT -- the region
    region /* as it is */, count(*) -- how many
FROM /* the */ orders -- table
/* nothing */ GROUP BY region -- end
---- a comment that ends the text
SELECT count(*) FROM orders -- orders
---- a comment with a quote
SELECT count(*) /* it's */ FROM orders -- "unclosed
---- a comment between a table and its alias
SELECT o.order_id FROM orders/**/o ORDER BY o.order_id LIMIT 2
---- comments inside one another
SELECT /* outer /* inner */ still */ 1 AS one FROM orders LIMIT 1
---- a text that looks like a comment
SELECT '-- no comment /* at all */' AS text, count(*) FROM orders
---- a text that looks like a table
SELECT 'FROM orders JOIN customers' AS text FROM events LIMIT 1
---- a dollar quote
SELECT $$it's "plain"$$ AS text, $tag$a $$ b$tag$ AS more
---- an escaped text
SELECT E'tab\there', 'it''s' FROM orders LIMIT 1
---- a table's name across lines
SELECT
    *
FROM
    orders
        AS
            o
ORDER BY
    o.order_id
LIMIT
    1
---- tabs and odd blanks
SELECT	order_id	FROM	orders	ORDER	BY	1	LIMIT	2
---- windows line ends
SELECT order_id
FROM orders
ORDER BY order_id
LIMIT 2
---- columns that are named like keywords
SELECT "order", "group", "select", "from" FROM odd ORDER BY "order"
---- columns with umlauts, blanks and quotes
SELECT "Größe", "unit price", "it's", "say ""hi""", "100%", "x.y", "1st", "ÜBER-Name", "日本語" FROM odd ORDER BY "order"
---- an umlaut without quotes
SELECT Größe, 日本語 FROM odd ORDER BY Größe
---- grouping by a keyword
SELECT "group", sum("unit price") AS "sum of it" FROM odd GROUP BY "group" ORDER BY "group"
---- qualified names of odd columns
SELECT odd."order", odd."x.y" FROM odd WHERE odd."group" = 'a' ORDER BY odd."order"
---- a column that is called user
SELECT odd.user, "user", user FROM odd ORDER BY "order"
---- everything of odd columns
SELECT * FROM odd
---- odd columns that are excluded and replaced
SELECT * EXCLUDE ("say ""hi""", "x.y") REPLACE (lower("ÜBER-Name") AS "ÜBER-Name") FROM odd ORDER BY "order"
---- odd columns by a pattern
SELECT COLUMNS('^[oG].*') FROM odd ORDER BY "order"
---- aliases that are keywords
SELECT amount AS "select", region AS "from", order_id "where" FROM orders ORDER BY "where" LIMIT 3
---- aliases with emoji
SELECT count(*) AS "🦆", max(name) AS "名前" FROM customers
---- a table alias with umlauts
SELECT Übersicht.amount FROM orders AS Übersicht ORDER BY Übersicht.order_id LIMIT 2
---- umlauts before the table's name
SELECT 'äöü€🦆' AS t, order_id FROM orders WHERE 'ß' <> 'ss' ORDER BY order_id LIMIT 2
---- texts in many languages
SELECT customer_id, name FROM customers WHERE name IN ('李小龍', 'Κώστας', 'Eve O''Neil', 'Björn Ångström') ORDER BY customer_id
---- a long list of values
SELECT count(*) FROM orders WHERE order_id IN (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987)
---- many brackets
SELECT ((((((((((amount)))))))))) AS amount FROM (((((SELECT * FROM orders))))) AS o ORDER BY order_id LIMIT 3
---- a bracketed statement
(SELECT order_id FROM orders ORDER BY order_id LIMIT 2)
---- bracketed joins
SELECT count(*) FROM (orders AS o JOIN (customers AS c JOIN events AS e USING (customer_id)) ON o.customer_id = c.customer_id)
---- words that are also statements
SELECT 'delete' AS "delete", 'update' AS "update", 'drop' AS "drop", 'copy' AS "copy", 'set' AS "set", 'pragma' AS "pragma"
---- columns called like refused functions
SELECT 1 AS version, 2 AS current_setting, 3 AS glob, 4 AS getvariable, 5 AS query
---- a common table expression called like a refused function
WITH read_csv AS (SELECT 1 AS a), "glob" AS (SELECT 2 AS b) SELECT * FROM read_csv, "glob"
---- a common table expression called like the catalog
WITH pg_tables AS (SELECT order_id FROM orders), duckdb_settings AS (SELECT 1 AS x) SELECT count(*) FROM pg_tables, duckdb_settings
---- keywords in mixed case
sElEcT cOuNt(*) FrOm OrDeRs WhErE ReGiOn Is NoT nUlL
