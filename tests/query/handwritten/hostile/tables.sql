---- ERROR a file in quotes
SELECT * FROM '/etc/passwd'
---- ERROR a file in double quotes
SELECT * FROM "/etc/passwd"
---- ERROR a file that has an ending
FROM '/etc/passwd.csv'
---- ERROR a file in the folder
SELECT * FROM 'metadata.db'
---- ERROR a parquet file in double quotes
SELECT * FROM "data/datasets/0.parquet"
---- ERROR files by a pattern
SELECT * FROM '/**/*.parquet'
---- ERROR an address
SELECT * FROM 'https://example.com/a.csv'
---- ERROR another address
SELECT * FROM 's3://bucket/a.parquet'
---- ERROR a file by its address
SELECT * FROM 'file:///etc/passwd'
---- ERROR a file with an alias
SELECT p.* FROM '/etc/passwd' AS p
---- ERROR a file with an alias before it
SELECT p.* FROM p: '/etc/passwd'
---- ANY a file behind table
TABLE '/etc/passwd'
---- ERROR a file in double quotes behind table
TABLE "/etc/passwd"
---- ERROR a file that is joined
SELECT * FROM orders JOIN '/etc/passwd' AS p ON true
---- ERROR a file behind a comma
SELECT * FROM orders, '/etc/passwd'
---- ERROR a file in a sub-query
SELECT * FROM (SELECT * FROM (FROM '/etc/passwd'))
---- ERROR a file in a scalar sub-query
SELECT (SELECT count(*) FROM '/etc/passwd')
---- ERROR a file in exists
SELECT 1 FROM orders o WHERE EXISTS (SELECT 1 FROM '/etc/passwd' AS p WHERE p.column0 = o.status)
---- ERROR a file in a lateral join
SELECT * FROM orders, LATERAL (FROM '/etc/passwd')
---- ERROR a file in a union
SELECT 'x' UNION ALL FROM '/etc/passwd'
---- ERROR a file in a common table expression
WITH t AS (SELECT * FROM '/etc/passwd') SELECT * FROM t
---- ERROR a file whose name is an expression that reads it
WITH "/etc/passwd" AS (SELECT * FROM "/etc/passwd") SELECT * FROM "/etc/passwd"
---- ERROR a file whose name is an expression that comes later
WITH a AS (SELECT * FROM "/etc/passwd"), "/etc/passwd" AS (SELECT 1) SELECT * FROM a
---- ERROR a file whose name is an expression elsewhere
SELECT * FROM (WITH "/etc/passwd" AS (SELECT 1 AS x) SELECT * FROM "/etc/passwd"), "/etc/passwd"
---- ERROR a file that an expression has nearly the name of
WITH "/etc/paſſwd" AS (SELECT 1 AS a) SELECT * FROM "/etc/passwd"
---- ERROR a dataset of somebody else that an expression has nearly the name of
WITH "ſtrangers_ſecret" AS (SELECT 1 AS a) SELECT * FROM strangers_secret
---- ERROR a table in other letters than A to Z
WITH "Ä" AS (SELECT 1 AS a) SELECT * FROM "ä"
---- ERROR a Kelvin sign that is no k
WITH "K" AS (SELECT 1 AS a) SELECT * FROM "k"
---- ERROR a file whose name is an alias
SELECT * FROM orders AS "/etc/passwd", "/etc/passwd"
---- ERROR a file that is pivoted
PIVOT '/etc/passwd' ON column0 USING count(*)
---- ERROR a file that is pivoted statically
PIVOT "/etc/passwd" ON column0 IN ('x') USING count(*)
---- ERROR a file that is unpivoted
UNPIVOT '/etc/passwd' ON COLUMNS(*) INTO NAME n VALUE v
---- ANY a file that is summarized
SUMMARIZE '/etc/passwd'
---- ERROR a file in double quotes that is summarized
SUMMARIZE "/etc/passwd"
---- ANY a file that is described
DESCRIBE '/etc/passwd'
---- ERROR a file in double quotes that is described
DESCRIBE "/etc/passwd"
---- ERROR a file of a query that is described
DESCRIBE SELECT * FROM '/etc/passwd'
---- ERROR a file that is sampled
SELECT * FROM '/etc/passwd' TABLESAMPLE 10%
---- ERROR a file in a recursion
WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT r.a FROM r, '/etc/passwd') SELECT * FROM r
---- ERROR a file in a semi join
SELECT * FROM orders SEMI JOIN '/etc/passwd' AS p ON p.column0 = orders.status
---- ERROR a file in a positional join
SELECT * FROM orders POSITIONAL JOIN '/etc/passwd'
---- ERROR a file with escaped letters
SELECT * FROM E'/etc/passw\x64'
---- ERROR a frame of the process
SELECT * FROM df
---- ERROR a name of the process
SELECT * FROM connection
---- REFUSED the schemas of another standard
SELECT * FROM information_schema.tables
---- REFUSED columns of another standard
SELECT * FROM information_schema.columns
---- REFUSED another standard in capitals and quotes
SELECT * FROM "INFORMATION_SCHEMA"."SCHEMATA"
---- REFUSED the catalog of another engine
SELECT * FROM pg_catalog.pg_tables
---- REFUSED more of the catalog of another engine
SELECT * FROM pg_catalog.pg_settings
---- ERROR a table of that catalog without its schema
SELECT * FROM pg_tables
---- ERROR classes without a schema
SELECT * FROM pg_class
---- ERROR the master of another engine
SELECT * FROM sqlite_master
---- ERROR its schema
SELECT * FROM sqlite_schema
---- ERROR its temporary one
SELECT * FROM sqlite_temp_master
---- ERROR views of the engine
SELECT * FROM duckdb_tables
---- ERROR settings as a view
SELECT * FROM duckdb_settings
---- ERROR columns as a view
SELECT * FROM duckdb_columns
---- ERROR a pragma's view
SELECT * FROM pragma_database_list
---- REFUSED a table with a schema
SELECT * FROM main.orders
---- REFUSED a table with a database
SELECT * FROM memory.main.orders
---- ERROR a table with an empty schema
SELECT * FROM "".orders
---- REFUSED the hidden schema
SELECT * FROM "datasets of the workspace".orders
---- REFUSED the hidden schema with its database
SELECT * FROM memory."datasets of the workspace".orders
---- REFUSED the hidden schema in other letters
SELECT * FROM "DATASETS OF THE WORKSPACE"."ORDERS"
---- REFUSED the hidden schema and an expression of that name
WITH orders AS (SELECT 1 AS a) SELECT * FROM "datasets of the workspace".orders
---- REFUSED the hidden schema in a sub-query
SELECT (SELECT count(*) FROM "datasets of the workspace".people)
---- REFUSED the hidden schema that is described
DESCRIBE "datasets of the workspace".people
---- REFUSED the hidden schema that is summarized
SUMMARIZE "datasets of the workspace".people
---- REFUSED the hidden schema that is pivoted
PIVOT "datasets of the workspace".people ON name USING max(salary)
---- REFUSED the hidden schema behind table
TABLE "datasets of the workspace".people
---- REFUSED the schema of recursions
SELECT * FROM recurring.orders
---- REFUSED the schema of recursions with an expression
WITH orders AS (SELECT 1 AS a) SELECT * FROM recurring.nothing
---- ERROR the schema of recursions outside of one
WITH t AS (SELECT 1 AS a) SELECT * FROM recurring.t
---- REFUSED the temporary schema
SELECT * FROM temp.orders
---- REFUSED the system's schema
SELECT * FROM system.main.duckdb_settings
---- ERROR a dataset of somebody else
SELECT * FROM strangers_secret
---- ERROR a dataset of somebody else, in other letters
SELECT * FROM "Strangers_SECRET"
---- ERROR almost a dataset of somebody else
SELECT * FROM strangers_secre
---- REFUSED a dataset of somebody else with a schema
SELECT * FROM "datasets of the workspace".strangers_secret
---- ERROR a dataset that was thrown away
SELECT * FROM thrown_away
---- ERROR the dataset of a request that names none
SELECT * FROM dataset
---- ERROR the name of the guard
SELECT * FROM guarded
---- REFUSED a table at another time
SELECT * FROM orders AT (VERSION => 1)
---- REFUSED a table at another moment
SELECT * FROM orders AT (TIMESTAMP => now())
---- ERROR a hidden column
SELECT salary FROM people
---- ERROR a hidden column of an alias
SELECT p.salary FROM people AS p
---- ERROR a hidden column of a table's name
SELECT people.salary FROM people
---- ERROR a hidden column in where
SELECT name FROM people WHERE salary > 0
---- ERROR a hidden column in group by
SELECT count(*) FROM people GROUP BY salary
---- ERROR a hidden column in order by
SELECT name FROM people ORDER BY salary
---- ERROR a hidden column in a sub-query
SELECT (SELECT max(salary) FROM people)
---- ERROR a hidden column that is correlated
SELECT (SELECT p.salary) FROM people AS p
---- ERROR a hidden column by a pattern
SELECT COLUMNS('salary') FROM people
---- ERROR a hidden column by a lambda
SELECT COLUMNS(lambda c: c = 'salary') FROM people
---- ERROR a hidden column in a list
SELECT COLUMNS(['salary']) FROM people
---- ERROR a hidden column that is excluded
SELECT * EXCLUDE (salary) FROM people
---- ERROR a hidden column that is replaced
SELECT * REPLACE (1 AS salary) FROM people
---- ERROR a hidden column of a row
SELECT p.p.salary FROM (SELECT p FROM people AS p) AS p
---- ERROR a hidden column that is joined
SELECT * FROM people AS a JOIN people AS b USING (salary)
---- ERROR a hidden column that is pivoted
PIVOT people ON name USING max(salary)
---- ERROR a hidden column that is spread
PIVOT people ON salary USING count(*)
---- ERROR a hidden column that is unpivoted
UNPIVOT people ON salary INTO NAME n VALUE v
---- ERROR a hidden column in a window
SELECT max(salary) OVER () FROM people
---- ERROR a hidden column in distinct on
SELECT DISTINCT ON (salary) name FROM people
---- ERROR the number of a row
SELECT rowid FROM people
---- ERROR the file of a row
SELECT filename FROM people
---- ERROR the place of a row in its file
SELECT file_row_number FROM people
---- ERROR the place of the file
SELECT file_index FROM people
---- ERROR a schema before a column
SELECT "datasets of the workspace".people.salary FROM people
---- ERROR what follows the alias
SELECT * FROM orders AS o WHERE orders.amount > 0
