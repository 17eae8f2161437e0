"""Conditions of a context that looks at another time: their bounds move, on the calendar, and the rows stay."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gnomon.datasets.contracts import ColumnType
from gnomon.query import moments
from gnomon.query.engine_types import is_zoned
from gnomon.query.plan import (
    All,
    AnyOf,
    Bound,
    Compare,
    Condition,
    Cut,
    Field,
    Not,
    OneOf,
    Operator,
    Value,
    WallClock,
)
from gnomon.semantic.contracts import CYCLIC_GRAINS, TimeGrain


@dataclass(frozen=True, slots=True)
class Moving:
    """How far a context looks along a column of moments, and the column as the rows have it and as it is moved."""

    field: Field
    moved: Field
    count: int
    """Units from the moments of the context to those that it looks at."""
    unit: TimeGrain
    time_zone: ZoneInfo


def moved_condition(condition: Condition, moving: Moving) -> Condition:
    """The condition on the moments that the context looks at."""
    match condition:
        case Compare() if _is_along(condition.value, moving):
            return replace(condition, bound=_moved_bound(condition.bound, condition.engine_type, moving))
        case OneOf() if _is_along(condition.value, moving):
            bounds = (_moved_bound(bound, condition.engine_type, moving) for bound in condition.bounds)
            return replace(condition, bounds=tuple(dict.fromkeys(bounds)))
        case OneOf(value=Cut() as steps) if _is_along(steps.value, moving):
            return _moved_steps(condition, steps, moving)
        case Not():
            return Not(moved_condition(condition.condition, moving))
        case All():
            return All(tuple(moved_condition(one, moving) for one in condition.conditions))
        case AnyOf():
            return AnyOf(tuple(moved_condition(one, moving) for one in condition.conditions))
        case _:
            return condition


def _is_along(value: Value, moving: Moving) -> bool:
    return (value.value if isinstance(value, WallClock) else value) == moving.field


def moved(moment: datetime, unit: TimeGrain, count: int) -> datetime:
    """A moment so many units later; a day that its month does not have is the month's last."""
    if unit not in moments.MONTHS:
        return moments.advance(moment, unit, count)
    months = moment.year * 12 + moment.month - 1 + moments.MONTHS[unit] * count
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        return moments.EARLIEST if year < 1 else moments.LATEST
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))


def _moved_bound(bound: Bound, engine_type: str, moving: Moving) -> Bound:
    parsed = moments.parse(str(bound))
    if parsed is None:
        return bound
    if is_zoned(engine_type):
        wall = moved(moments.to_wall(parsed, moving.time_zone), moving.unit, moving.count)
        return moments.instant_text(moments.to_instant(wall, moving.time_zone))
    later = moved(parsed.replace(tzinfo=None), moving.unit, moving.count)
    return moments.date_text(later.date()) if engine_type == "DATE" else moments.wall_text(later)


def _moved_steps(condition: OneOf, value: Cut, moving: Moving) -> Condition:
    """Being in one of some months, days …: in the same stretches, moved as a whole."""
    if value.grain in CYCLIC_GRAINS:
        inner = replace(value.value, value=moving.moved) if isinstance(value.value, WallClock) else moving.moved
        return replace(condition, value=replace(value, value=inner))
    is_date = moving.field.type is ColumnType.DATE
    engine_type = "DATE" if is_date else "TIMESTAMP"

    def text(moment: datetime) -> str:
        return moments.date_text(moment.date()) if is_date else moments.wall_text(moment)

    ranges = []
    for bound in condition.bounds:
        start = moved(datetime.fromisoformat(str(bound)), moving.unit, moving.count)
        end = moments.advance(start, value.grain, 1)
        last = Operator.AT_MOST if end == moments.LATEST else Operator.LESS
        ranges.append(
            All(
                (
                    Compare(value.value, Operator.AT_LEAST, text(start), engine_type),
                    Compare(value.value, last, text(end), engine_type),
                )
            )
        )
    return AnyOf(tuple(ranges))


def end_of(conditions: Sequence[Condition], field: Field, time_zone: ZoneInfo) -> datetime | None:
    """The least upper bound that conditions set to a column, as the wall clock shows it; the bound is left out."""
    found = [end for one in conditions if (end := _end(one, field, time_zone)) is not None]
    return min(found, default=None)


def _end(condition: Condition, field: Field, time_zone: ZoneInfo) -> datetime | None:
    match condition:
        case All():
            return end_of(condition.conditions, field, time_zone)
        case Compare(operator=Operator.LESS | Operator.AT_MOST) if _named(condition.value) == field:
            parsed = moments.parse(str(condition.bound))
            if parsed is None:
                return None
            wall = moments.to_wall(parsed, time_zone)
            if condition.operator is Operator.LESS:
                return wall
            step = timedelta(days=1) if condition.engine_type == "DATE" else timedelta(microseconds=1)
            return wall + step if wall <= moments.LATEST - step else moments.LATEST
        case _:
            return None


def _named(value: Value) -> Value:
    return value.value if isinstance(value, WallClock) else value
