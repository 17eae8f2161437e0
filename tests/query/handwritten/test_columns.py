"""What leaves a statement: the worker writes every column so that the server reads its type aright."""

import duckdb
import pytest

from gnomon.datasets.contracts import ColumnType
from gnomon.query.engine_types import is_zoned, written_as
from gnomon.query.handwritten.columns import column_type
from gnomon.query.handwritten.outgoing import written_columns

TYPES = {
    "TINYINT": ColumnType.INTEGER,
    "SMALLINT": ColumnType.INTEGER,
    "INTEGER": ColumnType.INTEGER,
    "BIGINT": ColumnType.INTEGER,
    "HUGEINT": ColumnType.INTEGER,
    "UTINYINT": ColumnType.INTEGER,
    "UBIGINT": ColumnType.INTEGER,
    "UHUGEINT": ColumnType.INTEGER,
    "DECIMAL(18,3)": ColumnType.DECIMAL,
    "FLOAT": ColumnType.FLOAT,
    "DOUBLE": ColumnType.FLOAT,
    "BOOLEAN": ColumnType.BOOLEAN,
    "DATE": ColumnType.DATE,
    "TIME": ColumnType.TIME,
    "TIMESTAMP": ColumnType.DATETIME,
    "TIMESTAMP_S": ColumnType.DATETIME,
    "TIMESTAMP_NS": ColumnType.DATETIME,
    "TIMESTAMP WITH TIME ZONE": ColumnType.DATETIME,
    "INTERVAL": ColumnType.DURATION,
    "JSON": ColumnType.JSON,
    "INTEGER[]": ColumnType.JSON,
    "VARCHAR[3]": ColumnType.JSON,
    "STRUCT(a INTEGER, b VARCHAR)": ColumnType.JSON,
    "MAP(VARCHAR, INTEGER)": ColumnType.JSON,
    "VARCHAR": ColumnType.TEXT,
    "UUID": ColumnType.TEXT,
    "BLOB": ColumnType.TEXT,
    "BIT": ColumnType.TEXT,
    "ENUM('a', 'b')": ColumnType.TEXT,
    "TIME WITH TIME ZONE": ColumnType.TEXT,
}


@pytest.mark.parametrize("engine_type", TYPES)
def test_every_type_of_the_engine_has_a_type_and_can_leave(engine_type: str) -> None:
    assert column_type(engine_type) is TYPES[engine_type]
    (written,) = written_columns([["a b", engine_type]], {"time_zone": "Europe/Berlin", "schema": "s"})
    with duckdb.connect() as connection:
        told = connection.execute(f"DESCRIBE SELECT {written} FROM (SELECT NULL::{engine_type} AS x)").fetchall()
    name, left_as = told[0][:2]
    wanted, _ = written_as(TYPES[engine_type], engine_type)
    expected = "TIMESTAMP" if is_zoned(engine_type) else wanted or engine_type
    assert (name, left_as) == ("a b", expected)


def test_the_name_of_a_column_cannot_break_out_of_its_quotes() -> None:
    name = 'x" FROM (SELECT 1) -- '
    (written,) = written_columns([[name, "BIGINT"]], {"time_zone": "UTC", "schema": "s"})
    assert written == '#1 AS "x"" FROM (SELECT 1) -- "'
