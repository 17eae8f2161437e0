"""Types of values in formulas: which ones meet, and what comes of it; exactly as the engine has them."""

from collections.abc import Iterable, Sequence

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import ValueType
from gnomon.semantic.contracts.engine_types import FIT_64_BITS, fixed_point

INTEGER = ValueType(ColumnType.INTEGER, "BIGINT")
HUGE = ValueType(ColumnType.INTEGER, "HUGEINT")
FLOAT = ValueType(ColumnType.FLOAT, "DOUBLE")
TEXT = ValueType(ColumnType.TEXT, "VARCHAR")
BOOLEAN = ValueType(ColumnType.BOOLEAN, "BOOLEAN")
DATE = ValueType(ColumnType.DATE, "DATE")
DATETIME = ValueType(ColumnType.DATETIME, "TIMESTAMP")
TIME = ValueType(ColumnType.TIME, "TIME")
UNKNOWN = ValueType(ColumnType.TEXT, '"NULL"')
"""Of a bare `null`, until it meets something."""

NUMERIC = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})
MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME})
ORDERED = NUMERIC | MOMENTS | {ColumnType.TEXT, ColumnType.TIME}

MAX_DIGITS = 38
MAX_FAST_DIGITS = 18
MAX_SCALE_OF_PRODUCTS = 20
DEFAULT_DECIMAL = (28, 10)


def decimal(digits: int, scale: int) -> ValueType:
    """Numbers with so many digits, so many of them behind the point."""
    return ValueType(ColumnType.DECIMAL, f"DECIMAL({digits},{scale})")


def sizes(value_type: ValueType) -> tuple[int, int]:
    """Digits and scale of an exact number type, of whole numbers as the decimal that holds them."""
    if value_type.type is ColumnType.INTEGER:
        return (19, 0) if value_type.engine_type in FIT_64_BITS else (MAX_DIGITS, 0)
    exact = fixed_point(value_type.engine_type)
    return DEFAULT_DECIMAL if exact is None else (len(str(exact[1])), exact[2])


def canonical(value_type: ValueType) -> ValueType:
    """The type in which formulas compute with values of this one."""
    match value_type.type:
        case ColumnType.INTEGER:
            return INTEGER if value_type.engine_type in FIT_64_BITS else HUGE
        case ColumnType.DECIMAL:
            return decimal(*sizes(value_type))
        case ColumnType.FLOAT:
            return FLOAT
        case ColumnType.TEXT:
            return UNKNOWN if value_type == UNKNOWN else TEXT
        case ColumnType.BOOLEAN:
            return BOOLEAN
        case ColumnType.DATE:
            return DATE
        case ColumnType.DATETIME:
            return DATETIME
        case ColumnType.TIME:
            return TIME
        case ColumnType.DURATION | ColumnType.JSON | ColumnType.GEO:
            return value_type


def common(types: Iterable[ValueType]) -> ValueType | None:
    """The type that holds values of all of these; None where there is none. Null fits everything."""
    known = [canonical(one) for one in types if one != UNKNOWN]
    if not known:
        return UNKNOWN
    if all(one == known[0] for one in known):
        return known[0]
    kinds = {one.type for one in known}
    if kinds <= NUMERIC:
        return _common_number(known, kinds)
    if kinds <= MOMENTS:
        return DATETIME
    return known[0] if len(kinds) == 1 else None


def _common_number(types: Sequence[ValueType], kinds: set[ColumnType]) -> ValueType:
    if ColumnType.FLOAT in kinds:
        return FLOAT
    if kinds == {ColumnType.INTEGER}:
        return HUGE
    scale = max(sizes(one)[1] for one in types)
    whole_digits = max(sizes(one)[0] - sizes(one)[1] for one in types)
    return decimal(min(MAX_DIGITS, whole_digits + scale), scale)


def sum_of(left: ValueType, right: ValueType) -> ValueType:
    """The type of `left + right` and `left - right`, both numbers."""
    both = common((left, right))
    if both is None or both.type is not ColumnType.DECIMAL:
        return both or FLOAT
    digits, scale = sizes(both)
    return decimal(min(MAX_DIGITS, digits + 1), scale)


def product_of(left: ValueType, right: ValueType) -> ValueType:
    """The type of `left * right`, both numbers: exact while 38 digits are enough for it."""
    both = common((left, right))
    if both is None or both.type is not ColumnType.DECIMAL:
        return both or FLOAT
    (left_digits, left_scale), (right_digits, right_scale) = sizes(left), sizes(right)
    if needs_wide_factor(left_digits, right_digits):
        left_digits = MAX_FAST_DIGITS + 1
    digits, scale = left_digits + right_digits, left_scale + right_scale
    if scale > MAX_DIGITS or (digits > MAX_DIGITS and scale > MAX_SCALE_OF_PRODUCTS):
        return FLOAT
    return decimal(min(MAX_DIGITS, digits), scale)


def needs_wide_factor(left_digits: int, right_digits: int) -> bool:
    """Whether two decimals fit 64 bits, and their product may not, though the engine expects it to."""
    return max(left_digits, right_digits) <= MAX_FAST_DIGITS < left_digits + right_digits


def total_of(value_type: ValueType) -> ValueType:
    """The type of an exact sum over values of this one."""
    match value_type.type:
        case ColumnType.INTEGER:
            return HUGE
        case ColumnType.DECIMAL:
            return decimal(MAX_DIGITS, sizes(value_type)[1])
        case _:
            return FLOAT


def is_lossless(given: ValueType, wanted: ValueType) -> bool:
    """Whether every value of one type is a value of the other, so that a conversion can never fail."""
    if given.engine_type == wanted.engine_type or given == UNKNOWN or wanted.type is ColumnType.TEXT:
        return True
    if given.type in NUMERIC and wanted.type is ColumnType.FLOAT:
        return True
    if given.type is ColumnType.DATE and wanted.type is ColumnType.DATETIME:
        return False
    if given.type in (ColumnType.INTEGER, ColumnType.DECIMAL) and wanted.type in (
        ColumnType.INTEGER,
        ColumnType.DECIMAL,
    ):
        return _holds(given, wanted)
    return False


def _holds(given: ValueType, wanted: ValueType) -> bool:
    narrow, wide = fixed_point(given.engine_type), fixed_point(wanted.engine_type)
    if narrow is None or wide is None or narrow[2] > wide[2]:
        return False
    grown: int = 10 ** (wide[2] - narrow[2])
    return narrow[0] * grown >= wide[0] and narrow[1] * grown <= wide[1]


def named(value_type: ValueType) -> str:
    """A type as an error tells it."""
    if value_type == UNKNOWN:
        return "null"
    return {
        ColumnType.INTEGER: "a whole number",
        ColumnType.DECIMAL: "a decimal",
        ColumnType.FLOAT: "a number",
        ColumnType.TEXT: "a text",
        ColumnType.BOOLEAN: "true or false",
        ColumnType.DATE: "a date",
        ColumnType.DATETIME: "a date with a time",
        ColumnType.TIME: "a time of day",
        ColumnType.DURATION: "a duration",
        ColumnType.JSON: "JSON",
        ColumnType.GEO: "a place",
    }[value_type.type]
