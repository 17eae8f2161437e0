"""What the engine's own type names mean for comparing and for writing answers."""

from gnomon.datasets.contracts import ColumnType
from gnomon.query.plan import Field, NumberStep
from gnomon.semantic.contracts.engine_types import FIT_64_BITS, fixed_point, is_wide, is_zoned

__all__ = [
    "FIT_64_BITS",
    "MOMENTS",
    "NUMERIC",
    "fixed_point",
    "is_whole",
    "is_wide",
    "is_zoned",
    "sum_type",
    "written_as",
]

NUMERIC = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})
MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME})


def written_as(column_type: ColumnType, engine_type: str) -> tuple[str | None, bool]:
    """The type that a column leaves as, None for its own; and whether it is an exact number written as text."""
    match column_type:
        case ColumnType.DECIMAL:
            return "VARCHAR", True
        case ColumnType.INTEGER:
            return (None, False) if engine_type in FIT_64_BITS else ("VARCHAR", True)
        case ColumnType.FLOAT:
            return (None, False) if engine_type in {"DOUBLE", "FLOAT"} else ("DOUBLE", False)
        case ColumnType.BOOLEAN:
            return (None if engine_type == "BOOLEAN" else "BOOLEAN"), False
        case ColumnType.DATE:
            return (None if engine_type == "DATE" else "DATE"), False
        case ColumnType.DATETIME:
            return (None if engine_type == "TIMESTAMP" else "TIMESTAMP"), False
        case ColumnType.TIME:
            return (None if engine_type == "TIME" else "VARCHAR"), False
        case ColumnType.TEXT:
            return (None if engine_type == "VARCHAR" else "VARCHAR"), False
        case ColumnType.DURATION | ColumnType.JSON | ColumnType.GEO:
            return "VARCHAR", False


def sum_type(field: Field) -> str:
    """The engine's type of an exact sum over a column."""
    exact = fixed_point(field.engine_type)
    if exact is None:
        return "DOUBLE"
    return f"DECIMAL(38,{exact[2]})" if field.type is ColumnType.DECIMAL else "HUGEINT"


MAX_WHOLE_EXPONENT = 15
"""Wider steps may begin below the least number of 64 bits."""


def is_whole(step: NumberStep) -> bool:
    """Whether both the numbers and the edges of their steps are whole, and 64 bits hold them."""
    return 0 <= step.exponent <= MAX_WHOLE_EXPONENT and step.value.engine_type in FIT_64_BITS
