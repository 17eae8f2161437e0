"""Filters of a question as the oracle reads them: a value passes, or it does not."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from tests.query.oracle import periods
from tests.query.oracle.periods import Period
from tests.query.oracle.scalars import typed

from gnomon.datasets.contracts import ColumnType
from gnomon.query.contracts import (
    AnyFilter,
    InFilter,
    NullFilter,
    PathFilter,
    RangeFilter,
    RowFilterSpec,
    TextFilter,
    TextOperator,
    TimeRangeFilter,
)

LIKE: Mapping[TextOperator, Callable[[str, str], bool]] = {
    TextOperator.CONTAINS: str.__contains__,
    TextOperator.STARTS_WITH: str.startswith,
    TextOperator.ENDS_WITH: str.endswith,
    TextOperator.EQUALS: str.__eq__,
}


def members_of(one: RowFilterSpec) -> list[str]:
    """Every member that a filter names."""
    if isinstance(one, AnyFilter):
        return [member for inner in one.filters for member in members_of(inner)]
    if isinstance(one, PathFilter):
        return [level.member for level in one.levels]
    return [one.member]


def passes(one: RowFilterSpec, value_of: Callable[[str], Any], type_of: Callable[[str], ColumnType]) -> bool:
    """Whether what a filter names passes it."""
    if isinstance(one, AnyFilter):
        return any(passes(inner, value_of, type_of) for inner in one.filters)
    if isinstance(one, PathFilter):
        return any(_lies_on(one, path, value_of, type_of) for path in one.paths)
    value, of = value_of(one.member), type_of(one.member)
    match one:
        case InFilter():
            return _is_listed(value, of, one) is not one.exclude
        case NullFilter():
            return (value is None) is one.is_null
        case TextFilter():
            return (value is not None and _is_like(value, one)) is not one.exclude
        case RangeFilter() | TimeRangeFilter() if of in {ColumnType.DATE, ColumnType.DATETIME}:
            return period_of(one, of).holds(value)
        case RangeFilter():
            return _is_between(value, typed(one.min, of), typed(one.max, of), one.include_max)
        case _:
            raise NotImplementedError(one)


def _lies_on(
    one: PathFilter, path: Sequence[Any], value_of: Callable[[str], Any], type_of: Callable[[str], ColumnType]
) -> bool:
    """Whether each step of a path is what the row has at its level."""
    along = zip(one.levels, path, strict=False)
    steps = (InFilter(member=level.member, grain=level.grain, values=(value,)) for level, value in along)
    return all(passes(step, value_of, type_of) for step in steps)


def _is_listed(value: Any, of: ColumnType, one: InFilter) -> bool:
    if one.grain is None or value is None:
        return value in [typed(given, of) for given in one.values]
    shown = periods.cut(value, one.grain)
    return (str(shown) if isinstance(shown, date) else shown) in one.values


def period_of(one: RangeFilter | TimeRangeFilter, of: ColumnType) -> Period:
    """The span of time that a filter leaves."""
    if isinstance(one, TimeRangeFilter):
        low, high, includes_end = typed(one.start, of), typed(one.end, of), False
    else:
        low, high, includes_end = typed(one.min, of), typed(one.max, of), one.include_max
    start, end = (None if bound is None else periods.moment(bound) for bound in (low, high))
    return Period(start, end, includes_end)


def _is_between(value: Any, low: Any, high: Any, includes_max: bool) -> bool:
    if low is None and high is None:
        return True
    if value is None:
        return False
    return (low is None or value >= low) and (high is None or value < high or (includes_max and value == high))


def _is_like(text: str, one: TextFilter) -> bool:
    wanted = one.value
    if not one.case_sensitive:
        text, wanted = text.lower(), wanted.lower()
    return LIKE[one.operator](text, wanted)
