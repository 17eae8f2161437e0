"""What the engine's own names of exact number types mean."""

import re
from functools import lru_cache

_DECIMAL = re.compile(r"(?:DECIMAL|NUMERIC)\((\d+),\s*(\d+)\)")
_INTEGER_BITS = {
    "TINYINT": (-(2**7), 2**7 - 1),
    "SMALLINT": (-(2**15), 2**15 - 1),
    "INTEGER": (-(2**31), 2**31 - 1),
    "BIGINT": (-(2**63), 2**63 - 1),
    "HUGEINT": (-(2**127), 2**127 - 1),
    "UTINYINT": (0, 2**8 - 1),
    "USMALLINT": (0, 2**16 - 1),
    "UINTEGER": (0, 2**32 - 1),
    "UBIGINT": (0, 2**64 - 1),
    "UHUGEINT": (0, 2**128 - 1),
}
FIT_64_BITS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
MAX_SURELY_ADDED = 10**28


@lru_cache(maxsize=1024)
def fixed_point(engine_type: str) -> tuple[int, int, int] | None:
    """Least and greatest unscaled value and the scale of an exact number type; None for any other type."""
    if engine_type in _INTEGER_BITS:
        return (*_INTEGER_BITS[engine_type], 0)
    matched = _DECIMAL.fullmatch(engine_type)
    if matched is None:
        return None
    precision, scale = int(matched[1]), int(matched[2])
    return -(10**precision) + 1, 10**precision - 1, scale


def is_wide(engine_type: str) -> bool:
    """Whether a few thousand million numbers of an exact type may add up to more than 128 bits hold."""
    exact = fixed_point(engine_type)
    return exact is not None and exact[1] > MAX_SURELY_ADDED


def is_zoned(engine_type: str) -> bool:
    """Whether moments of this type are instants, which a time zone turns into wall-clock time."""
    return engine_type in {"TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"}
