"""The period that a question is about, along a column of moments: what “the one before” means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from gnomon.datasets.contracts import ColumnType
from gnomon.query import moments
from gnomon.query.contracts import DimensionRef, RelativeTimeFilter, RowFilterSpec, TimeRangeFilter
from gnomon.query.errors import QuestionRefused
from gnomon.semantic.contracts import CYCLIC_GRAINS, TimeGrain

FINEST_FIRST = (
    TimeGrain.SECOND,
    TimeGrain.MINUTE,
    TimeGrain.HOUR,
    TimeGrain.DAY,
    TimeGrain.WEEK,
    TimeGrain.MONTH,
    TimeGrain.QUARTER,
    TimeGrain.YEAR,
)


@dataclass(frozen=True, slots=True)
class Period:
    """So many units of time."""

    count: int
    unit: TimeGrain


def period_of(
    name: str,
    column_type: ColumnType,
    dimensions: Sequence[DimensionRef],
    filters: Sequence[RowFilterSpec],
) -> Period:
    """The period of a question along a column, of whose dimensions and filters these are the ones on it.

    The finest grain that it groups by, else the length of the span that it filters to. Raises `QuestionRefused`.
    """
    grains = [one.grain for one in dimensions if one.grain is not None and one.grain not in CYCLIC_GRAINS]
    if any(one.grain is None and one.bins is None for one in dimensions) and column_type is ColumnType.DATE:
        grains.append(TimeGrain.DAY)
    if grains:
        return Period(1, min(grains, key=FINEST_FIRST.index))
    for one in filters:
        if isinstance(one, RelativeTimeFilter):
            return Period(one.count, one.unit)
        if isinstance(one, TimeRangeFilter) and one.start is not None and one.end is not None:
            span = _span(moments.parse(one.start), moments.parse(one.end))
            if span is not None:
                return span
    raise QuestionRefused(
        f"The question does not say what a period of “{name}” is.",
        f"Group by “{name}” at a grain such as month, or filter it to a span of whole days.",
    )


def _span(start: datetime | None, end: datetime | None) -> Period | None:
    """A span of whole months or of whole days."""
    if start is None or end is None or end <= start:
        return None
    if start.timetz().replace(tzinfo=None) != time.min or end.timetz().replace(tzinfo=None) != time.min:
        return None
    if start.day == 1 and end.day == 1:
        return Period((end.year - start.year) * 12 + end.month - start.month, TimeGrain.MONTH)
    return Period((end.date() - start.date()).days, TimeGrain.DAY)
