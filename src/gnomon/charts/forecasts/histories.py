"""Histories: from the rows of a picture to evenly spaced series that may be looked ahead of, or why they may not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import ChartSpec, Mark
from gnomon.charts.fields import COUNTS, Field, Place
from gnomon.charts.forecasts.fitting import fewest
from gnomon.charts.layers import Gaps
from gnomon.charts.periods import last_full, local, moved, wall_clock
from gnomon.charts.series import distinct_titles
from gnomon.charts.words import GRAIN_WORDS, counted
from gnomon.foundation.kit import clock
from gnomon.query.contracts import QueryColumn
from gnomon.semantic.contracts import CYCLIC_GRAINS, TimeGrain

MOST_SERIES = 5
MOST_PERIODS = 300
"""Of the past: the latest ones."""
SEASONS: Mapping[TimeGrain, int] = MappingProxyType(
    {
        TimeGrain.MINUTE: 60,
        TimeGrain.HOUR: 24,
        TimeGrain.DAY: 7,
        TimeGrain.WEEK: 52,
        TimeGrain.MONTH: 12,
        TimeGrain.QUARTER: 4,
    }
)
"""How many periods a season has."""
_FORMATS: Mapping[TimeGrain, str] = MappingProxyType(
    {
        TimeGrain.SECOND: "%d %b %Y %H:%M:%S",
        TimeGrain.MINUTE: "%d %b %Y %H:%M",
        TimeGrain.HOUR: "%d %b %Y %H:00",
        TimeGrain.DAY: "%a %d %b %Y",
        TimeGrain.WEEK: "Week of %d %b %Y",
        TimeGrain.MONTH: "%b %Y",
        TimeGrain.YEAR: "%Y",
    }
)


class NoForecast(Exception):
    """Why there is none, in words."""


@dataclass(frozen=True, slots=True)
class History:
    """One series up to the last period that is over, without a gap."""

    value: Any
    """Of the field that tells series apart, or the result column of the measure."""
    title: str | None
    """What its line is called; None where there is but one."""
    is_count: bool
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """What a forecast is worked out from."""

    grain: TimeGrain
    season: int
    last: datetime
    """Where the last period that is over begins."""
    histories: tuple[History, ...]
    notes: tuple[str, ...]
    """What was left out of it."""


def past_of(made: Arrangement, spec: ChartSpec, columns: Sequence[QueryColumn], rows: Sequence[Sequence[Any]]) -> Past:
    """What the forecast of a picture is worked out from. Raises `NoForecast`."""
    x, grain = _axis_of(made)
    ends = [wall_clock(one, spec.time_zone) for one in (x.min, x.max)]
    last = last_full(grain, ends[0], ends[1], local(clock.now(), spec.time_zone))
    forecast = spec.options.forecast
    season = SEASONS.get(grain, 1) if forecast is not None and forecast.is_seasonal else 1
    told = _told(made, x, spec.time_zone, [one.name for one in columns], rows)
    if not told:
        raise NoForecast("there is nothing to go on from")
    if len(told) > MOST_SERIES:
        raise NoForecast(f"it is drawn for at most {MOST_SERIES} lines, and there are {len(told)}; filter them")
    titles = _titles(made, list(told))
    histories, notes = [], list(_running(told, last, grain))
    for (column, value), values in told.items():
        title = titles[column, value]
        try:
            even = _even(_known(values, last, spec), last, grain, season)
        except NoForecast as why:
            if len(told) == 1:
                raise
            notes.append(f"No forecast for {title}: {why}.")
            continue
        measure = next(one for one in made.y if one.column == column)
        histories.append(History(column if made.series is None else value, title, measure.aggregation in COUNTS, even))
    return Past(grain, season, last, tuple(histories), tuple(notes))


def period_words(start: datetime, grain: TimeGrain) -> str:
    """“Mar 2025”, “Q2 2025”, “Mon 3 Mar 2025”."""
    if grain is TimeGrain.QUARTER:
        return f"Q{(start.month + 2) // 3} {start.year}"
    return start.strftime(_FORMATS[grain]).replace(" 0", " ")


def _axis_of(made: Arrangement) -> tuple[Field, TimeGrain]:
    x = made.x
    if x is None or x.place is not Place.TIME or x.ref.grain is None or x.ref.grain in CYCLIC_GRAINS:
        raise NoForecast("it needs a date by steps, such as months, in X")
    if made.facet is not None:
        raise NoForecast("small multiples have no room for it; take the field out of Facet")
    if made.is_horizontal:
        raise NoForecast("time must go from left to right")
    is_split = made.series is not None
    if is_split and len(made.y) > 1:
        raise NoForecast("it needs lines by color, or several measures, and not both")
    if made.mark is not Mark.LINE and (is_split or len(made.y) > 1):
        raise NoForecast("several series are looked ahead of as lines only; choose a line chart")
    return x, x.ref.grain


def _told(
    made: Arrangement, x: Field, time_zone: str, names: list[str], rows: Sequence[Sequence[Any]]
) -> dict[tuple[str, Any], dict[datetime, float | None]]:
    """What each series says of each period."""
    at, by = names.index(x.column), None if made.series is None else names.index(made.series.column)
    found: dict[tuple[str, Any], dict[datetime, float | None]] = {}
    for row in rows:
        start = wall_clock(row[at], time_zone)
        if start is None:
            continue
        for measure in made.y:
            value = row[names.index(measure.column)]
            series = (measure.column, None if by is None else row[by])
            found.setdefault(series, {})[start] = _number(value)
    return found


def _number(value: Any) -> float | None:
    if value is None:
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        raise NoForecast("its values are no numbers") from None


def _titles(made: Arrangement, series: list[tuple[str, Any]]) -> dict[tuple[str, Any], str | None]:
    if len(made.y) > 1:
        names = dict(zip([one.column for one in made.y], distinct_titles(made.y), strict=True))
        return {one: names[one[0]] for one in series}
    if made.series is None:
        return dict.fromkeys(series)
    return {one: _words(one[1]) for one in series}


def _words(value: Any) -> str:
    match value:
        case None:
            return "No value"
        case True | False:
            return "Yes" if value else "No"
        case _:
            return str(value)


def _running(told: Mapping[Any, Mapping[datetime, Any]], last: datetime, grain: TimeGrain) -> tuple[str, ...]:
    later = sorted({at for values in told.values() for at in values if at > last})
    if not later:
        return ()
    words = period_words(later[0], grain)
    if len(later) > 1:
        return (f"The forecast leaves out {words} and {counted(len(later) - 1, 'later period')}: they are not over.",)
    return (f"The forecast leaves out {words}, which is not over.",)


def _known(values: Mapping[datetime, float | None], last: datetime, spec: ChartSpec) -> Mapping[datetime, float | None]:
    """What is known of the periods that are over; where missing values count as zero, so do missing periods."""
    known = {at: value for at, value in values.items() if at <= last}
    return _Filled(known) if spec.options.gaps is Gaps.ZERO else known


class _Filled(dict[datetime, float | None]):
    """Values of which none is missing."""

    def get(self, at: datetime, default: float | None = None) -> float | None:  # type: ignore[override]
        """The value, or zero."""
        return super().get(at, default) or 0.0


def _even(values: Mapping[datetime, float | None], last: datetime, grain: TimeGrain, season: int) -> tuple[float, ...]:
    """The latest values up to the last period that is over, one for each. Raises `NoForecast` at gaps."""
    first = min((at for at, value in values.items() if value is not None), default=None)
    if first is None:
        raise NoForecast("no period of it is over")
    even: list[float] = []
    gaps: list[datetime] = []
    at = last
    while at >= first and len(even) + len(gaps) < MOST_PERIODS:
        value = values.get(at)
        if value is None:
            gaps.append(at)
        else:
            even.append(value)
        at = moved(at, grain, -1)
    step = GRAIN_WORDS[grain]
    if gaps:
        more = f" and {counted(len(gaps) - 1, f'other {step}')}" if len(gaps) > 1 else ""
        raise NoForecast(
            f"there is no value for {period_words(gaps[-1], grain)}{more}; count missing values as zero, or choose"
            " a coarser step of time"
        )
    if len(even) < fewest(season):
        why = "two whole seasons and more than there is to fit" if season > 1 else "more than there is to fit"
        other = "; without the season fewer do" if season > 1 else ""
        raise NoForecast(
            f"it needs {counted(fewest(season), step)}, {why}, and there are {len(even)} that are over{other}"
        )
    return tuple(reversed(even))
