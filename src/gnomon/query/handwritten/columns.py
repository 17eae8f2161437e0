"""What the columns of a statement's answer are, by what the engine calls their types."""

import re

from gnomon.datasets.contracts import ColumnType
from gnomon.query.handwritten.outgoing import NESTED

_TYPES = {
    "BOOLEAN": ColumnType.BOOLEAN,
    "DATE": ColumnType.DATE,
    "TIME": ColumnType.TIME,
    "INTERVAL": ColumnType.DURATION,
    "JSON": ColumnType.JSON,
    "GEOMETRY": ColumnType.GEO,
    "DOUBLE": ColumnType.FLOAT,
    "FLOAT": ColumnType.FLOAT,
    "BIGNUM": ColumnType.INTEGER,
}
_INTEGERS = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?")


def column_type(engine_type: str) -> ColumnType:
    """The type of a column as the product calls it; what it does not know is text."""
    if engine_type in _TYPES:
        return _TYPES[engine_type]
    if NESTED.fullmatch(engine_type):
        return ColumnType.JSON
    if engine_type.startswith("DECIMAL("):
        return ColumnType.DECIMAL
    if engine_type.startswith("TIMESTAMP"):
        return ColumnType.DATETIME
    if _INTEGERS.fullmatch(engine_type):
        return ColumnType.INTEGER
    return ColumnType.TEXT
