"""Filters of a question, turned into conditions on members."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from gnomon.datasets.contracts import ColumnType
from gnomon.query import moments
from gnomon.query.bounds import (
    Subject,
    compare,
    compare_moment,
    equal_bound,
    equal_value,
    moment_of,
    number_of,
    plain_value,
)
from gnomon.query.contracts import (
    AnyFilter,
    FilterValue,
    InFilter,
    MeasureFilter,
    NullFilter,
    PathFilter,
    RangeFilter,
    RelativeTimeFilter,
    RowFilterSpec,
    TextFilter,
    TimeRangeFilter,
)
from gnomon.query.engine_types import MOMENTS
from gnomon.query.errors import QuestionRefused, WrongFilterKind, WrongFilterValue, WrongGrain
from gnomon.query.plan import (
    All,
    Always,
    AnyOf,
    Bound,
    Condition,
    Cut,
    Field,
    IsNull,
    Not,
    OneOf,
    Operator,
    TextMatch,
    Value,
    WallClock,
)
from gnomon.semantic.contracts import CYCLIC_GRAINS, GRAINS, TimeGrain

TEXTS = frozenset({ColumnType.TEXT, ColumnType.JSON, ColumnType.GEO})
CYCLES = {TimeGrain.HOUR_OF_DAY: (0, 23), TimeGrain.DAY_OF_WEEK: (1, 7), TimeGrain.MONTH_OF_YEAR: (1, 12)}


@dataclass(frozen=True, slots=True)
class Scope:
    """What filters are read against: the members, the time zone, the present, and the latest moments asked for."""

    find: Callable[[str], Field]
    """The column that a member is. Raises `UnknownMember`."""
    time_zone: ZoneInfo
    now: datetime
    latest: Mapping[str, datetime | None]
    """The latest moment of each member that a filter anchors at, as the wall clock shows it."""

    @property
    def zone_name(self) -> str:
        """The IANA name of the time zone."""
        return self.time_zone.key

    def subject(self, member: str) -> Subject:
        """The member that a filter names. Raises `UnknownMember`."""
        field = self.find(member)
        return Subject(member, field.type, field.engine_type, field)


def condition_of(scope: Scope, spec: RowFilterSpec) -> Condition:
    """The condition that a filter on rows stands for."""
    match spec:
        case InFilter():
            return in_condition(scope, spec)
        case RangeFilter():
            return range_condition(scope, scope.subject(spec.member), spec)
        case TimeRangeFilter():
            return time_range_condition(scope, spec)
        case RelativeTimeFilter():
            return relative_condition(scope, spec)
        case TextFilter():
            return text_condition(scope, spec)
        case NullFilter():
            absent = IsNull(scope.subject(spec.member).value)
            return absent if spec.is_null else Not(absent)
        case AnyFilter():
            return AnyOf(tuple(condition_of(scope, inner) for inner in spec.filters))
        case PathFilter():
            return path_condition(scope, spec)
        case _:
            assert_never(spec)


def in_condition(scope: Scope, spec: InFilter) -> Condition:
    """Being one of the listed values, or none of them, where null is a value like any other."""
    subject = scope.subject(spec.member)
    has_null = any(value is None for value in spec.values)
    given = [value for value in spec.values if value is not None]
    value, bounds, engine_type = _listed(scope, subject, spec.grain, given)
    listed = OneOf(value, bounds, engine_type) if bounds else Always(False)
    absent = IsNull(subject.value)
    if not spec.exclude:
        return AnyOf((listed, absent)) if has_null else listed
    if has_null:
        return All((Not(listed), Not(absent)))
    return AnyOf((Not(listed), absent)) if bounds else Always(True)


def path_condition(scope: Scope, spec: PathFilter) -> Condition:
    """Being what one of the paths says at each of its levels."""
    ends: dict[tuple[FilterValue, ...], dict[FilterValue, None]] = {}
    for path in spec.paths:
        ends.setdefault(path[:-1], {})[path[-1]] = None
    if not ends:
        return Always(False)
    branches: list[Condition] = []
    for above, last in ends.items():
        steps = [*((value,) for value in above), tuple(last)]
        named = (
            InFilter(member=level.member, grain=level.grain, values=values)
            for level, values in zip(spec.levels, steps, strict=False)
        )
        branches.append(All(tuple(in_condition(scope, one) for one in named)))
    return AnyOf(tuple(branches))


def _listed(
    scope: Scope, subject: Subject, grain: TimeGrain | None, given: Sequence[FilterValue]
) -> tuple[Value, tuple[Bound, ...], str]:
    if grain is not None:
        value = cut(subject, grain, scope.zone_name)
        if grain in CYCLIC_GRAINS:
            return value, tuple(_cyclic_bound(subject, grain, one) for one in given), "BIGINT"
        starts = [moments.truncate(moments.to_wall(moment_of(subject, one), scope.time_zone), grain) for one in given]
        if grain in moments.WITHIN_A_DAY:
            return value, tuple(dict.fromkeys(map(moments.wall_text, starts))), "TIMESTAMP"
        return value, tuple(dict.fromkeys(moments.date_text(start.date()) for start in starts)), "DATE"
    found = [equal_bound(subject, one, scope.time_zone) for one in given]
    kept = [one for one in found if one is not None]
    engine_type = kept[0][1] if kept else subject.engine_type
    return equal_value(subject, scope.zone_name), tuple(dict.fromkeys(bound for bound, _ in kept)), engine_type


def cut(subject: Subject, grain: TimeGrain, zone_name: str) -> Cut:
    """A member at a time grain. Raises `WrongGrain`."""
    if grain not in GRAINS.get(subject.type, ()) or not isinstance(subject.value, Field):
        raise WrongGrain(subject.name, subject.type.value, grain.value)
    return Cut(WallClock(subject.value, zone_name) if subject.is_zoned else subject.value, grain)


def _cyclic_bound(subject: Subject, grain: TimeGrain, given: FilterValue) -> int:
    low, high = CYCLES[grain]
    expected = f"a whole number from {low} to {high}"
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise WrongFilterValue(subject.name, expected, given)
    number = number_of(subject, given)
    if number not in range(low, high + 1):
        raise WrongFilterValue(subject.name, expected, given)
    return int(number)


def range_condition(scope: Scope, subject: Subject, spec: RangeFilter | MeasureFilter) -> Condition:
    """Lying between two bounds; without any, every row passes."""
    if subject.type in {ColumnType.BOOLEAN, ColumnType.JSON, ColumnType.GEO}:
        raise WrongFilterKind(subject.name, subject.type.value, spec.kind, "numbers, dates, times, durations and texts")
    includes_max = isinstance(spec, MeasureFilter) or spec.include_max
    conditions = []
    if spec.min is not None:
        conditions.append(compare(subject, Operator.AT_LEAST, spec.min, scope.time_zone))
    if spec.max is not None:
        operator = Operator.AT_MOST if includes_max else Operator.LESS
        conditions.append(compare(subject, operator, spec.max, scope.time_zone))
    return All(tuple(conditions))


def _moment_subject(scope: Scope, spec: TimeRangeFilter | RelativeTimeFilter) -> Subject:
    subject = scope.subject(spec.member)
    if subject.type not in MOMENTS:
        raise WrongFilterKind(subject.name, subject.type.value, spec.kind, "dates and dates with a time")
    return subject


def time_range_condition(scope: Scope, spec: TimeRangeFilter) -> Condition:
    """Lying in `[start, end)`."""
    subject = _moment_subject(scope, spec)
    conditions = []
    if spec.start is not None:
        conditions.append(compare(subject, Operator.AT_LEAST, spec.start, scope.time_zone))
    if spec.end is not None:
        conditions.append(compare(subject, Operator.LESS, spec.end, scope.time_zone))
    return All(tuple(conditions))


def relative_condition(scope: Scope, spec: RelativeTimeFilter) -> Condition:
    """Lying in the last so many whole units, the running one among them where it counts.

    The range ends where its last unit ends, so that a question asked twice within a unit is the same question.
    """
    subject = _moment_subject(scope, spec)
    if spec.unit in CYCLIC_GRAINS:
        words = spec.unit.value.replace("_", " ")
        raise QuestionRefused(
            f"The last {words} is no span of time, for it repeats.", "Count days, weeks, months or years."
        )
    if spec.unit not in GRAINS[subject.type]:
        raise WrongGrain(subject.name, subject.type.value, spec.unit.value)
    anchor = scope.latest.get(spec.member) if spec.anchor == "latest" else moments.to_wall(scope.now, scope.time_zone)
    if anchor is None:
        return Always(False)
    running = moments.truncate(anchor, spec.unit)
    steps = (-spec.count + int(spec.include_current), int(spec.include_current))
    if subject.is_zoned and spec.unit in moments.WITHIN_A_DAY:
        # Hours and minutes are lengths of time: they are counted on the instants, which no change of clocks repeats.
        first = moments.to_instant(running, scope.time_zone)
        start, end = (moments.advance(first, spec.unit, count) for count in steps)
    else:
        start, end = (moments.advance(running, spec.unit, count) for count in steps)
        if spec.to_date:
            end = min(end, moments.advance(moments.truncate(anchor, TimeGrain.DAY), TimeGrain.DAY, 1))
    lower = compare_moment(subject, Operator.AT_LEAST, start, scope.time_zone)
    last = Operator.AT_MOST if end.replace(tzinfo=None) == moments.LATEST else Operator.LESS
    return All((lower, compare_moment(subject, last, end, scope.time_zone)))


def text_condition(scope: Scope, spec: TextFilter) -> Condition:
    """Being like a text, or not; a row without a text is not like any."""
    subject = scope.subject(spec.member)
    if subject.type not in TEXTS:
        raise WrongFilterKind(subject.name, subject.type.value, spec.kind, "texts")
    like = TextMatch(plain_value(subject), spec.operator, spec.value, spec.case_sensitive)
    return AnyOf((Not(like), IsNull(subject.value))) if spec.exclude else like
