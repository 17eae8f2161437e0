---- REFUSED attach a file
ATTACH '/tmp/other.db' AS other
---- REFUSED attach memory
ATTACH ':memory:' AS other
---- REFUSED attach another system
ATTACH 'host=127.0.0.1 user=postgres' AS pg (TYPE postgres)
---- REFUSED attach by address
ATTACH 'https://example.com/a.duckdb'
---- REFUSED detach
DETACH memory
---- REFUSED use
USE memory
---- REFUSED use a schema
USE "datasets of the workspace"
---- REFUSED install
INSTALL httpfs
---- REFUSED install from somewhere
INSTALL httpfs FROM 'http://127.0.0.1:1/extensions'
---- REFUSED load
LOAD httpfs
---- REFUSED load a file
LOAD '/tmp/evil.duckdb_extension'
---- REFUSED update extensions
UPDATE EXTENSIONS
---- REFUSED set
SET memory_limit = '100GB'
---- REFUSED set global
SET GLOBAL threads = 64
---- REFUSED set session
SET SESSION TimeZone = 'Europe/Berlin'
---- REFUSED set a variable
SET VARIABLE x = (SELECT 1)
---- REFUSED set the search path
SET search_path = 'datasets of the workspace'
---- REFUSED set the schema
SET schema = 'main'
---- REFUSED set external access
SET enable_external_access = true
---- REFUSED unlock
SET lock_configuration = false
---- REFUSED reset
RESET memory_limit
---- REFUSED reset a variable
RESET VARIABLE x
---- REFUSED pragma
PRAGMA version
---- REFUSED pragma with a value
PRAGMA memory_limit = '1GB'
---- REFUSED pragma with an argument
PRAGMA table_info('orders')
---- REFUSED pragma database list
PRAGMA database_list
---- REFUSED pragma show tables
PRAGMA show_tables
---- REFUSED pragma of a profile
PRAGMA enable_profiling
---- REFUSED pragma of a log
PRAGMA enable_logging
---- REFUSED pragma of a plan
PRAGMA json_execute_serialized_sql('{}')
---- REFUSED pragma import
PRAGMA import_database('/tmp/x')
---- REFUSED call
CALL pragma_version()
---- REFUSED call a log
CALL enable_logging(storage = 'file', storage_path = '/tmp/log')
---- REFUSED call a checkpoint
CALL force_checkpoint()
---- REFUSED call a function that is harmless elsewhere
CALL range(5)
---- REFUSED prepare
PREPARE p AS SELECT 1
---- REFUSED execute
EXECUTE p
---- REFUSED deallocate
DEALLOCATE p
---- REFUSED explain
EXPLAIN SELECT * FROM orders
---- REFUSED explain analyze
EXPLAIN ANALYZE SELECT * FROM orders
---- REFUSED explain as json
EXPLAIN (FORMAT json) SELECT * FROM orders
---- REFUSED show tables
SHOW TABLES
---- REFUSED show all tables
SHOW ALL TABLES
---- REFUSED show databases
SHOW DATABASES
---- REFUSED show schemas
SHOW SCHEMAS
---- REFUSED show a setting
SHOW memory_limit
---- REFUSED show everything
SHOW ALL
---- REFUSED show variables
SHOW VARIABLES
---- REFUSED show tables from a schema
SHOW TABLES FROM "datasets of the workspace"
---- REFUSED show a table
SHOW orders
---- REFUSED describe everything
DESCRIBE
---- REFUSED describe tables
DESCRIBE TABLES
---- ANY describe a query of nothing allowed
DESCRIBE SELECT * FROM duckdb_settings()
---- ANY show inside of a query
SELECT * FROM (SHOW TABLES)
---- ANY show all inside of a query
FROM (SHOW ALL TABLES)
---- ANY show databases inside of a query
WITH d AS (SHOW DATABASES) SELECT * FROM d
---- ANY pragma inside of a query
SELECT * FROM (PRAGMA database_list)
---- ANY explain inside of a query
SELECT * FROM (EXPLAIN SELECT 1)
---- ANY call inside of a query
SELECT * FROM (CALL pragma_version())
---- REFUSED two statements
SELECT 1; SELECT 2
---- REFUSED a statement that hides behind another
SELECT * FROM orders; DROP TABLE orders
---- REFUSED a statement that hides behind a comment
SELECT 1 -- harmless
; COPY orders TO '/tmp/x'
---- REFUSED a statement before a harmless one
SET threads = 4; SELECT 1
---- REFUSED two selects with pivots
PIVOT orders ON status USING count(*); PIVOT orders ON status USING count(*)
---- REFUSED a statement behind a pivot
PIVOT orders ON status USING count(*); DROP VIEW orders
---- REFUSED nothing
;
---- REFUSED only a comment
-- nothing
---- REFUSED only blanks
   	
---- ANY words
please delete everything
---- ANY a dot command
.shell ls
---- ANY a backslash command
\! ls
