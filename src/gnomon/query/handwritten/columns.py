"""The columns of a statement's answer: what the engine calls their types, and how each is written to leave."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from gnomon.datasets.contracts import ColumnType
from gnomon.query.contracts import SqlColumn
from gnomon.query.engine_types import is_zoned, written_as
from gnomon.query.expressions import aliased, call, cast

_TYPES = {
    "BOOLEAN": ColumnType.BOOLEAN,
    "DATE": ColumnType.DATE,
    "TIME": ColumnType.TIME,
    "INTERVAL": ColumnType.DURATION,
    "JSON": ColumnType.JSON,
    "VARIANT": ColumnType.JSON,
    "GEOMETRY": ColumnType.GEO,
    "DOUBLE": ColumnType.FLOAT,
    "FLOAT": ColumnType.FLOAT,
    "BIGNUM": ColumnType.INTEGER,
}
_INTEGERS = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?")
_NESTED = re.compile(r"(?:STRUCT|MAP|UNION)\(.*|.*\[\d*\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class EngineColumn:
    """A column of the statement, with the engine's own word for its type."""

    name: str
    engine_type: str


def column_type(engine_type: str) -> ColumnType:
    """The type of a column as the product calls it; what it does not know is text."""
    if engine_type in _TYPES:
        return _TYPES[engine_type]
    if engine_type.startswith("DECIMAL("):
        return ColumnType.DECIMAL
    if engine_type.startswith("TIMESTAMP"):
        return ColumnType.DATETIME
    if _INTEGERS.fullmatch(engine_type):
        return ColumnType.INTEGER
    return ColumnType.JSON if _NESTED.fullmatch(engine_type) else ColumnType.TEXT


def sql_columns(columns: Sequence[EngineColumn]) -> tuple[SqlColumn, ...]:
    """The columns as an answer tells them."""
    return tuple(SqlColumn(name=column.name, type=column_type(column.engine_type)) for column in columns)


def projected(columns: Sequence[EngineColumn], time_zone: str) -> list[exp.Expr]:
    """Every column of a sub-query by its place, in the form that it leaves in, under its own name."""
    return [
        aliased(_written(exp.PositionalColumn(this=exp.Literal.number(place)), column, time_zone), column.name)
        for place, column in enumerate(columns, start=1)
    ]


def _written(value: exp.Expr, column: EngineColumn, time_zone: str) -> exp.Expr:
    kind = column_type(column.engine_type)
    if is_zoned(column.engine_type):
        return call("TIMEZONE", exp.Literal.string(time_zone), value)
    if kind is ColumnType.JSON and column.engine_type != "JSON":
        return cast(call("TO_JSON", value), "VARCHAR")
    engine_type, _ = written_as(kind, column.engine_type)
    return value if engine_type is None else cast(value, engine_type)
