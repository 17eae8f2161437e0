"""With what a figure can be compared: the period before, the same one a year ago, the other groups, another group."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from gnomon.charts.explaining.contracts import BaseChoice, BaseKind, OfferedBase
from gnomon.charts.periods import PERIODS_IN_A_YEAR, moved
from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit.errors import Invalid
from gnomon.query.contracts import (
    AnyFilter,
    FilterValue,
    InFilter,
    NullFilter,
    RangeFilter,
    RowFilterSpec,
    TimeRangeFilter,
)
from gnomon.semantic.contracts import CYCLIC_GRAINS, Dimension, TimeGrain

WEEKS_OF_A_YEAR = 52
"""Weeks are compared with the one that has the same weekdays."""


class NotComparable(Invalid):
    """The figure cannot be compared with what was chosen."""

    def __init__(self, member: str) -> None:
        super().__init__(
            f"The figure cannot be compared along “{member}” like this.",
            hint="Choose one of the comparisons that are offered.",
            details={"member": member},
        )


def member_of(part: RowFilterSpec) -> str | None:
    """The one field that a part of a mark is about."""
    if isinstance(part, AnyFilter):
        found = {member_of(one) for one in part.filters}
        return found.pop() if len(found) == 1 else None
    return None if part.kind == "path" else part.member


def in_time(part: RowFilterSpec, dimension: Dimension) -> tuple[OfferedBase, ...]:
    """The periods, or steps, that a part of a mark can be compared with; the nearest first."""
    found = [(BaseKind.PREVIOUS, _before(part, dimension)), (BaseKind.LAST_YEAR, _last_year(part, dimension))]
    return tuple(
        OfferedBase(choice=BaseChoice(kind=kind, member=dimension.name), label=dimension.label, part=shifted)
        for kind, shifted in found
        if shifted is not None
    )


def the_others(part: RowFilterSpec) -> RowFilterSpec | None:
    """All rows but those of a part of a mark; none where no filter can say so."""
    match part:
        case InFilter():
            return part.model_copy(update={"exclude": not part.exclude})
        case NullFilter():
            return part.model_copy(update={"is_null": not part.is_null})
        case _:
            return None


def another(part: RowFilterSpec, value: FilterValue) -> RowFilterSpec:
    """The rows of another group of the same field. Raises `NotComparable`."""
    match part:
        case InFilter(exclude=False):
            return part.model_copy(update={"values": (value,)})
        case NullFilter():
            return InFilter(member=part.member, values=(value,))
        case _:
            raise NotComparable(member_of(part) or "")


def step_of(part: RowFilterSpec, dimension: Dimension) -> tuple[datetime, TimeGrain, int] | None:
    """Where the time of a part begins, and how many steps it is long; none where it is no stretch of time."""
    grain = _grain_of(part, dimension)
    if not isinstance(part, InFilter) or grain is None:
        return None
    starts = sorted(one for one in map(_moment, part.values) if one is not None)
    whole = bool(starts) and len(starts) == len(part.values)
    is_unbroken = whole and all(moved(starts[0], grain, place) == one for place, one in enumerate(starts))
    return (starts[0], grain, len(starts)) if is_unbroken else None


def _grain_of(part: RowFilterSpec, dimension: Dimension) -> TimeGrain | None:
    if not isinstance(part, InFilter) or part.exclude or part.grain in CYCLIC_GRAINS:
        return None
    return part.grain or (TimeGrain.DAY if dimension.type is ColumnType.DATE else None)


def _before(part: RowFilterSpec, dimension: Dimension) -> RowFilterSpec | None:
    match part:
        case InFilter():
            step = step_of(part, dimension)
            return None if step is None else _shifted(part, step[1], -step[2])
        case TimeRangeFilter(start=str(start), end=str(end)):
            first, last = _moment(start), _moment(end)
            if first is None or last is None or last <= first:
                return None
            return part.model_copy(update={"start": _text(first - (last - first), start), "end": start})
        case RangeFilter(min=int() | float() as low, max=int() | float() as high, include_max=False):
            return part.model_copy(update={"min": float(f"{low - (high - low):.14g}"), "max": low})
        case _:
            return None


def _last_year(part: RowFilterSpec, dimension: Dimension) -> RowFilterSpec | None:
    step = step_of(part, dimension)
    if not isinstance(part, InFilter) or step is None or step[1] not in PERIODS_IN_A_YEAR:
        return None
    match step[1]:
        case TimeGrain.YEAR:
            return None
        case TimeGrain.DAY:
            return part.model_copy(update={"values": tuple(dict.fromkeys(map(_a_year_before, part.values)))})
        case TimeGrain.WEEK:
            return _shifted(part, TimeGrain.WEEK, -WEEKS_OF_A_YEAR)
        case grain:
            return _shifted(part, grain, -PERIODS_IN_A_YEAR[grain])


def _shifted(part: InFilter, grain: TimeGrain, steps: int) -> RowFilterSpec:
    values = []
    for one in part.values:
        start = _moment(one)
        values.append(one if start is None else _text(moved(start, grain, steps), str(one)))
    return part.model_copy(update={"values": tuple(values)})


def _a_year_before(value: FilterValue) -> FilterValue:
    start = _moment(value)
    if start is None:
        return value
    is_leap = (start.month, start.day) == (2, 29)
    return _text((start - timedelta(days=1) if is_leap else start).replace(year=start.year - 1), str(value))


def _moment(value: FilterValue) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    # Too near to the ends of the calendar to be moved along it.
    return found if found.tzinfo is None and 2 < found.year < 9998 else None


def _text(moment: datetime, like: str) -> str:
    return moment.isoformat() if "T" in like or " " in like else moment.date().isoformat()


def parts_by_member(mark: Sequence[RowFilterSpec]) -> dict[str, int]:
    """Where in a mark each field stands that is told of once."""
    found: dict[str, int] = {}
    twice = set()
    for place, part in enumerate(mark):
        member = member_of(part)
        if member is not None:
            twice |= {member} & found.keys()
            found.setdefault(member, place)
    return {member: place for member, place in found.items() if member not in twice}
