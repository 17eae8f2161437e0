---- REFUSED a csv file
SELECT * FROM read_csv('/etc/passwd')
---- REFUSED a csv file with options
SELECT * FROM read_csv_auto('/etc/passwd', header := false, sep := ':')
---- REFUSED a text file
SELECT * FROM read_text('/etc/passwd')
---- REFUSED bytes of a file
SELECT content FROM read_blob('/proc/self/environ')
---- REFUSED a json file
SELECT * FROM read_json('/etc/passwd')
---- REFUSED json lines
SELECT * FROM read_ndjson_objects('/etc/passwd')
---- REFUSED a parquet file
SELECT * FROM read_parquet('/tmp/x.parquet')
---- REFUSED parquet under another name
SELECT * FROM parquet_scan('*.parquet')
---- REFUSED what a parquet file tells about itself
SELECT * FROM parquet_metadata('*.parquet')
---- REFUSED the keys of a parquet file
SELECT * FROM parquet_kv_metadata('*.parquet')
---- REFUSED the schema of a parquet file
SELECT * FROM parquet_schema('*.parquet')
---- REFUSED a bloom filter
SELECT * FROM parquet_bloom_probe('x.parquet', 'a', 1)
---- REFUSED a database file
SELECT * FROM read_duckdb('/tmp/x.db', table_name := 't')
---- REFUSED guessing a csv file
SELECT * FROM sniff_csv('/etc/passwd')
---- REFUSED a list of files
SELECT * FROM glob('/**')
---- REFUSED a single file
SELECT * FROM read_single_csv_file('/etc/passwd')
---- REFUSED a function with a schema
SELECT * FROM main.read_csv('/etc/passwd')
---- REFUSED a function with a database
SELECT * FROM system.main.read_text('/etc/passwd')
---- REFUSED a function in capitals
SELECT * FROM READ_TEXT('/etc/passwd')
---- REFUSED a function in quotes
SELECT * FROM "read_text"('/etc/passwd')
---- REFUSED a function in mixed letters and quotes
SELECT * FROM "Read_Csv_AUTO"('/etc/passwd')
---- REFUSED a function behind a comment
SELECT * FROM read_text/**/('/etc/passwd')
---- REFUSED a function in a lateral join
SELECT * FROM orders, LATERAL (SELECT * FROM read_text('/etc/passwd')) AS t
---- REFUSED a function in a lateral call
SELECT * FROM customers AS c, read_text(c.name) AS t
---- REFUSED a function in a common table expression
WITH t AS (SELECT * FROM read_text('/etc/passwd')) SELECT 1
---- REFUSED a function in an unused expression
WITH t AS (FROM glob('*')) SELECT count(*) FROM orders
---- REFUSED a function in a scalar sub-query
SELECT (SELECT content FROM read_text('/etc/passwd') LIMIT 1)
---- REFUSED a function in exists
SELECT 1 WHERE EXISTS (FROM glob('/etc/*'))
---- REFUSED a function in order by
SELECT * FROM orders ORDER BY (SELECT count(*) FROM glob('/etc/*'))
---- REFUSED a function in limit
SELECT * FROM orders LIMIT (SELECT count(*) FROM glob('/etc/*'))
---- REFUSED a function in a pivot's source
PIVOT (FROM read_csv('/etc/passwd')) ON column0 USING count(*)
---- REFUSED a function in an unpivot's source
UNPIVOT (FROM read_csv('/etc/passwd')) ON COLUMNS(*)
---- REFUSED a function that is summarized
SUMMARIZE FROM read_csv('/etc/passwd')
---- REFUSED a function in a union
SELECT 1 UNION ALL SELECT count(*) FROM glob('*')
---- REFUSED a function in a lambda
SELECT list_transform([1], lambda x: getvariable('x'))
---- REFUSED a function in a window
SELECT sum(amount) OVER (ORDER BY current_setting('threads')) FROM orders
---- REFUSED a function in a filter
SELECT count(*) FILTER (WHERE version() IS NOT NULL) FROM orders
---- REFUSED a function in group by
SELECT count(*) FROM orders GROUP BY current_database()
---- REFUSED a function in a cast
SELECT CAST(current_setting('memory_limit') AS VARCHAR)
---- REFUSED a function in a sample
SELECT * FROM (SELECT current_schemas(true)) USING SAMPLE 10
---- REFUSED a function by method
SELECT 'memory_limit'.current_setting()
---- REFUSED a function by method of a column
SELECT c.name.getvariable() FROM customers AS c
---- REFUSED a function in using key
WITH RECURSIVE r(a) USING KEY (a) AS (SELECT 1 UNION SELECT length(version()) FROM r) SELECT * FROM r
---- REFUSED a function in values
VALUES (current_database())
---- REFUSED a function in qualify
SELECT 1 AS a QUALIFY row_number() OVER () = length(current_query())
---- REFUSED a function in the join's condition
SELECT 1 FROM orders JOIN customers ON version() <> ''
---- REFUSED a setting
SELECT current_setting('secret_directory')
---- REFUSED a variable
SELECT getvariable('x')
---- REFUSED an environment variable
SELECT getenv('HOME')
---- REFUSED the version
SELECT version()
---- REFUSED the query as it runs
SELECT current_query()
---- REFUSED the schema
SELECT current_schema()
---- REFUSED the database
SELECT current_database()
---- REFUSED the transaction
SELECT txid_current()
---- REFUSED the connection
SELECT current_connection_id()
---- REFUSED the search path
SELECT in_search_path('memory', 'main')
---- REFUSED a sequence
SELECT nextval('s')
---- REFUSED a seed
SELECT setseed(0.5)
---- REFUSED sleep
SELECT sleep_ms(100000)
---- REFUSED sleep like another engine
SELECT pg_sleep(100)
---- REFUSED a log
SELECT write_log('x')
---- REFUSED statistics of a column
SELECT stats(amount) FROM orders
---- REFUSED the form of a vector
SELECT vector_type(amount) FROM orders
---- REFUSED a plan
SELECT json_serialize_plan('SELECT * FROM orders')
---- REFUSED a tree
SELECT json_serialize_sql('SELECT 1')
---- REFUSED a tree that becomes SQL
SELECT json_deserialize_sql('{}')
---- REFUSED a tree that is run
SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM duckdb_settings()'))
---- REFUSED a query in a text
SELECT * FROM query('SELECT * FROM duckdb_settings()')
---- REFUSED a query in a text with a schema
SELECT * FROM main.query('SELECT 1')
---- REFUSED a table by a text
SELECT * FROM query_table('orders')
---- REFUSED tables by a list
SELECT * FROM query_table(['orders', 'customers'])
---- REFUSED a histogram of a table
SELECT * FROM histogram_values(orders, amount)
---- REFUSED another histogram of a table
SELECT * FROM histogram('orders', 'amount')
---- REFUSED a summary
SELECT * FROM summary((SELECT * FROM orders))
---- REFUSED an aggregate of raw bytes
SELECT finalize(to_aggregate_state('\x00'::BLOB, 'sum', ['BIGINT']))
---- REFUSED raw bytes
SELECT variant_bytes_to_variant('\xff\xff'::BLOB)
---- REFUSED a function of the inside
SELECT __internal_decompress_string(1::UBIGINT)
---- REFUSED settings
SELECT * FROM duckdb_settings()
---- REFUSED settings with a schema
SELECT * FROM system.main.duckdb_settings()
---- REFUSED tables
SELECT * FROM duckdb_tables()
---- REFUSED views
SELECT sql FROM duckdb_views()
---- REFUSED columns
SELECT * FROM duckdb_columns()
---- REFUSED databases
SELECT path FROM duckdb_databases()
---- REFUSED secrets
SELECT * FROM duckdb_secrets(redact = false)
---- REFUSED which secret
SELECT * FROM which_secret('s3://x', 's3')
---- REFUSED functions
SELECT * FROM duckdb_functions()
---- REFUSED extensions
SELECT install_path FROM duckdb_extensions()
---- REFUSED memory
SELECT * FROM duckdb_memory()
---- REFUSED temporary files
SELECT * FROM duckdb_temporary_files()
---- ERROR logs
SELECT * FROM duckdb_logs
---- REFUSED logs as a function
SELECT * FROM duckdb_logs_parsed('QueryLog')
---- REFUSED external files
SELECT * FROM duckdb_external_file_cache()
---- REFUSED variables
SELECT * FROM duckdb_variables()
---- REFUSED connections
SELECT * FROM duckdb_connection_count()
---- REFUSED a pragma as a function
SELECT * FROM pragma_database_size()
---- REFUSED the platform
SELECT * FROM pragma_platform()
---- REFUSED the columns of a table
SELECT * FROM pragma_table_info('orders')
---- REFUSED how a table is stored
SELECT * FROM pragma_storage_info('orders')
---- REFUSED a checkpoint
SELECT * FROM checkpoint()
---- REFUSED a sequential scan
SELECT * FROM seq_scan()
---- REFUSED memory by its address
SELECT * FROM arrow_scan(1::UBIGINT, 2::UBIGINT, 3::UBIGINT)
---- REFUSED a frame by its address
SELECT * FROM pandas_scan(94000000000000)
---- REFUSED a python function
SELECT * FROM python_map_function(1)
---- REFUSED another system
SELECT * FROM postgres_scan('host=127.0.0.1', 'public', 't')
---- REFUSED another system's query
SELECT * FROM postgres_query('x', 'SELECT pg_read_file(''/etc/passwd'')')
---- REFUSED a sqlite file
SELECT * FROM sqlite_scan('/tmp/x.db', 't')
---- REFUSED a workbook
SELECT * FROM read_xlsx('/tmp/x.xlsx')
---- REFUSED an http call
SELECT http_get('http://127.0.0.1:1/')
---- REFUSED who may do what
SELECT has_table_privilege('orders', 'SELECT')
---- REFUSED the address of the server
SELECT inet_server_addr()
---- REFUSED completions
SELECT * FROM sql_auto_complete('SEL')
---- REFUSED functions to test with
SELECT * FROM test_all_types()
---- REFUSED a function that nobody knows
SELECT definitely_not_a_function(1)
---- REFUSED an operator that nobody knows
SELECT 1 @@@ 2
---- REFUSED a refused function in an aggregate's order
SELECT list(amount ORDER BY current_setting('threads')) FROM orders
---- REFUSED a refused function in COLUMNS
SELECT COLUMNS(lambda c: c = getvariable('x')) FROM orders
---- REFUSED a refused function in replace
SELECT * REPLACE (version() AS status) FROM orders
---- REFUSED a refused function in the argument of a table function
SELECT * FROM range((SELECT length(version())))
---- REFUSED a refused function in a struct
SELECT {'a': version()}
---- REFUSED a refused function in a list comprehension
SELECT [version() FOR x IN [1]]
---- REFUSED a refused function in an interval
SELECT INTERVAL (length(version())) DAY
---- REFUSED a refused function in a slice
SELECT 'abc'[length(version()):]
---- REFUSED a refused function in a collation
SELECT version() COLLATE nocase
---- REFUSED a refused function in unnest
SELECT unnest([version()])
---- REFUSED a refused function in at time zone
SELECT now() AT TIME ZONE current_setting('TimeZone')
---- REFUSED a refused function in pivot's using
PIVOT orders ON status USING max(version())
---- REFUSED a refused function in pivot's on
PIVOT orders ON version() USING count(*)
---- REFUSED a refused function in pivot's values
PIVOT orders ON status IN (version()) USING count(*)
---- REFUSED the function of the guards
SELECT __internal_barrier(amount) FROM orders
