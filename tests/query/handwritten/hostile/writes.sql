---- REFUSED insert
INSERT INTO orders VALUES (1)
---- REFUSED insert of a query
INSERT INTO orders SELECT * FROM orders
---- REFUSED insert or replace
INSERT OR REPLACE INTO orders BY NAME SELECT * FROM orders
---- REFUSED update
UPDATE orders SET amount = 0
---- REFUSED delete
DELETE FROM orders
---- REFUSED truncate
TRUNCATE orders
---- REFUSED merge
MERGE INTO orders USING customers USING (customer_id) WHEN MATCHED THEN DELETE
---- REFUSED create table
CREATE TABLE t (a INTEGER)
---- REFUSED create table as
CREATE OR REPLACE TABLE orders AS SELECT 1 AS a
---- REFUSED create temporary table
CREATE TEMP TABLE t AS FROM orders
---- REFUSED create view
CREATE VIEW v AS SELECT * FROM orders
---- REFUSED create macro
CREATE OR REPLACE MACRO count(x) AS 42
---- REFUSED create table macro
CREATE TEMP MACRO m() AS TABLE SELECT * FROM orders
---- REFUSED create function
CREATE FUNCTION f(x) AS x + 1
---- REFUSED create schema
CREATE SCHEMA s
---- REFUSED create sequence
CREATE SEQUENCE s
---- REFUSED create type
CREATE TYPE mood AS ENUM ('a')
---- REFUSED create index
CREATE INDEX i ON orders (order_id)
---- REFUSED create secret
CREATE SECRET s (TYPE http, BEARER_TOKEN 'x')
---- REFUSED create persistent secret
CREATE PERSISTENT SECRET s (TYPE s3, KEY_ID 'x', SECRET 'y')
---- REFUSED drop table
DROP TABLE orders
---- REFUSED drop view
DROP VIEW IF EXISTS orders CASCADE
---- REFUSED drop schema
DROP SCHEMA "datasets of the workspace" CASCADE
---- REFUSED drop secret
DROP SECRET s
---- REFUSED alter table
ALTER TABLE orders ADD COLUMN x INTEGER
---- REFUSED alter view
ALTER VIEW orders RENAME TO stolen
---- REFUSED comment
COMMENT ON TABLE orders IS 'x'
---- REFUSED copy to
COPY orders TO '/tmp/stolen.csv'
---- REFUSED copy a query
COPY (SELECT * FROM orders) TO '/tmp/stolen.parquet' (FORMAT parquet)
---- REFUSED copy from
COPY orders FROM '/etc/passwd'
---- REFUSED copy to the standard output
COPY (SELECT 1) TO '/dev/stdout'
---- REFUSED copy from a database
COPY FROM DATABASE memory TO other
---- REFUSED export
EXPORT DATABASE '/tmp/stolen'
---- REFUSED import
IMPORT DATABASE '/tmp/stolen'
---- REFUSED begin
BEGIN TRANSACTION
---- REFUSED commit
COMMIT
---- REFUSED rollback
ROLLBACK
---- REFUSED checkpoint
CHECKPOINT
---- REFUSED force checkpoint
FORCE CHECKPOINT
---- REFUSED vacuum
VACUUM
---- REFUSED vacuum analyze
VACUUM ANALYZE orders
---- REFUSED analyze
ANALYZE
---- REFUSED a delete in a common table expression
WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone
---- REFUSED an insert in a common table expression
WITH new AS (INSERT INTO orders VALUES (1) RETURNING *) SELECT * FROM new
---- REFUSED an update in a common table expression
WITH changed AS (UPDATE orders SET amount = 0 RETURNING *) SELECT * FROM changed
---- REFUSED a delete behind a common table expression
WITH t AS (SELECT 1) DELETE FROM orders WHERE order_id IN (SELECT * FROM t)
---- ANY select into
SELECT * INTO stolen FROM orders
---- ANY for update
SELECT * FROM orders FOR UPDATE
---- ANY a delete in brackets
SELECT * FROM (DELETE FROM orders RETURNING *)
---- ANY an insert as a value
SELECT (INSERT INTO orders VALUES (1) RETURNING 1)
---- ANY a create in brackets
(CREATE TABLE t (a INTEGER))
