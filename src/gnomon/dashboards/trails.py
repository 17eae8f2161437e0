"""What a reader did to a tile, in words: the way that they drilled, and what they kept and left out."""

from calendar import day_name, month_name
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from gnomon.dashboards.contracts import DrillLevel, DrillStep, TileChange
from gnomon.query.contracts import (
    AnyFilter,
    FilterValue,
    InFilter,
    NullFilter,
    PathFilter,
    RangeFilter,
    RelativeTimeFilter,
    RowFilterSpec,
    TextFilter,
    TimeRangeFilter,
)
from gnomon.semantic.contracts import SemanticModel, TimeGrain

LISTED = 3
"""Of the values of a filter; the others are counted."""
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Trail:
    """The words of a change: the steps of the way, and what was kept or left out."""

    way: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """As they stand below a picture: “Drilled to: All › 2024 › by city.”"""
        way = f"Drilled to: {' › '.join(('All', *self.way))}" if self.way else ""
        kept = f"Filtered here: {'; '.join(self.kept)}" if self.kept else ""
        return tuple(one if one.endswith("…") else f"{one}." for one in (way, kept) if one)

    def named(self, title: str) -> str:
        """What a file is called that holds no more than what was drilled to: “Revenue, 2024 › by city”."""
        way = (" › ".join(self.way),) if self.way else ()
        return ", ".join((title, *way, *self.kept))


NO_TRAIL = Trail()


def trail_of(change: TileChange | None, went: Sequence[DrillStep], model: SemanticModel) -> Trail:
    """The words of what a reader changed, with as many steps as the picture went along."""
    if change is None or change.dataset_id != model.dataset_id:
        return NO_TRAIL
    labels = dict(_labels(model))
    way = tuple(_step_words(one, labels) for one in went)
    return Trail(way, tuple(_named_words(one, labels) for one in change.kept))


def filter_words(one: RowFilterSpec) -> str:
    """The condition of a filter in a few words, without its field: “North, South”, “not 2024”, “10 – 20”."""
    match one:
        case InFilter():
            return _among(one)
        case RangeFilter():
            return _span(one.min, one.max)
        case TimeRangeFilter():
            return _span(_day(one.start), _day(one.end, is_left_out=True))
        case RelativeTimeFilter():
            many = one.unit.value if one.count == 1 else f"{one.count} {one.unit.value}s"
            return f"{'last' if one.include_current else 'previous'} {many}"
        case TextFilter():
            operator = one.operator.value.replace("_", " ")
            return f"{'not: ' if one.exclude else ''}{operator} “{_short(one.value)}”"
        case NullFilter():
            return "no value" if one.is_null else "has a value"
        case PathFilter():
            return _paths(one)
        case AnyFilter():
            return " or ".join(filter_words(part) for part in one.filters)


def _step_words(step: DrillStep, labels: Mapping[str, str]) -> str:
    if step.filters:
        return ", ".join(filter_words(one) for one in step.filters)
    return f"by {_level_words(step.target, labels)}"


def _level_words(level: DrillLevel, labels: Mapping[str, str]) -> str:
    if level.grain is not None:
        return level.grain.value.replace("_", " ")
    label = _label(level.member, labels)
    return label[:1].lower() + label[1:] if label[1:] == label[1:].lower() else label


def _named_words(one: RowFilterSpec, labels: Mapping[str, str]) -> str:
    if isinstance(one, AnyFilter):
        return " or ".join(_named_words(part, labels) for part in one.filters)
    member = one.levels[0].member if isinstance(one, PathFilter) else one.member
    return f"{_label(member, labels)}: {filter_words(one)}"


def _label(member: str, labels: Mapping[str, str]) -> str:
    spoken = member.rpartition(".")[2].replace("_", " ")
    return labels.get(member) or spoken[:1].upper() + spoken[1:]


def _labels(model: SemanticModel) -> Iterator[tuple[str, str]]:
    for one in (*model.dimensions, *(one for table in model.related for one in table.dimensions)):
        yield one.name, one.label


def _among(one: InFilter) -> str:
    if one.exclude and one.values == (None,):
        return "has a value"
    words = _listed([_value(value, one.grain) for value in one.values])
    return f"not {words}" if one.exclude else words


def _paths(one: PathFilter) -> str:
    grains = [level.grain for level in one.levels]
    return _listed([" › ".join(map(_value, path, grains)) for path in one.paths])


def _listed(words: Sequence[str]) -> str:
    more = len(words) - LISTED
    return ", ".join((*words[:LISTED], *((f"{more:,} more",) if more > 0 else ()))) or "nothing"


def _span(least: FilterValue, most: FilterValue) -> str:
    if least is None:
        return "any" if most is None else f"up to {_value(most)}"
    return f"from {_value(least)}" if most is None else f"{_value(least)} – {_value(most)}"


def _day(moment: str | None, *, is_left_out: bool = False) -> str | None:
    """The day of one end of a span; where the end itself is left out, the day before it."""
    at = None if moment is None else _read(moment)
    if at is None:
        return moment
    return _day_words(at - timedelta(days=1) if is_left_out and at.year > 1 else at)


def _value(value: FilterValue, grain: TimeGrain | None = None) -> str:
    step = None if grain is None or value is None else _step(value, grain)
    if step is not None:
        return step
    match value:
        case None:
            return "no value"
        case bool():
            return str(value).lower()
        case int():
            return f"{value:,}"
        case float():
            return f"{value:,.10g}"
        case str():
            return _short(value) or "empty"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_VALUE else f"{plain[: LONGEST_VALUE - 1]}…"


def _step(value: FilterValue, grain: TimeGrain) -> str | None:
    """A step of time as a reader says it: “Mar 2024”, “Monday”; none where it is no such step."""
    if isinstance(value, int) and not isinstance(value, bool):
        return _cyclic(value, grain)
    at = _read(value) if isinstance(value, str) else None
    if at is None:
        return None
    match grain:
        case TimeGrain.YEAR:
            return str(at.year)
        case TimeGrain.QUARTER:
            return f"Q{(at.month + 2) // 3} {at.year}"
        case TimeGrain.MONTH:
            return f"{month_name[at.month][:3]} {at.year}"
        case TimeGrain.WEEK:
            return f"Week of {_day_words(at)}"
        case TimeGrain.DAY:
            return _day_words(at)
        case _:
            return f"{_day_words(at)} {at:%H:%M}"


def _cyclic(value: int, grain: TimeGrain) -> str | None:
    match grain:
        case TimeGrain.HOUR_OF_DAY if 0 <= value < 24:
            return f"{value:02d}:00"
        case TimeGrain.DAY_OF_WEEK if 1 <= value <= 7:
            return day_name[value - 1]
        case TimeGrain.MONTH_OF_YEAR if 1 <= value <= 12:
            return month_name[value]
        case _:
            return None


def _day_words(at: datetime) -> str:
    return f"{at.day} {month_name[at.month][:3]} {at.year}"


def _read(moment: str) -> datetime | None:
    try:
        return datetime.fromisoformat(moment)
    except ValueError:
        return None
