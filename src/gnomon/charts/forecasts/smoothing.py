"""Exponential smoothing in its additive forms: a level, a trend that may fade, and a season (Hyndman et al., 2008)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from gnomon.charts.words import listed

QUANTILES = {80: 1.2815515655446004, 95: 1.959963984540054}
"""Of the normal distribution: how many standard deviations an interval of so many percent reaches to either side."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a series is made of."""

    has_trend: bool
    is_damped: bool
    season: int
    """How many periods its season has; 1 where it has none."""

    @property
    def rates(self) -> int:
        """How many numbers say how fast it learns."""
        return 1 + self.has_trend + (self.season > 1) + self.is_damped

    @property
    def parameters(self) -> int:
        """How many numbers are fitted, those that it starts from included."""
        return self.rates + 1 + self.has_trend + (self.season - 1)

    @property
    def words(self) -> str:
        """What it is made of, in words."""
        trend = "a trend that fades" if self.is_damped else "a trend"
        parts = ["a level", *([trend] if self.has_trend else []), *(["a season"] if self.season > 1 else [])]
        return listed(parts)


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast a level, a trend and a season follow what is seen, and how much of a trend is left a period later."""

    level: float
    trend: float = 0.0
    season: float = 0.0
    kept: float = 1.0


@dataclass(frozen=True, slots=True)
class State:
    """Where a series stands: the seasons begin with the one of the next period, and are (0,) where there are none."""

    level: float
    trend: float
    seasons: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The periods to come: what is expected, and between which values most of what may come lies."""

    expected: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def follow(values: Sequence[float], rates: Rates, start: State) -> tuple[list[float], State]:
    """How far each value lay from what was expected of it, and where the series stands at the end."""
    level, trend, seasons = start.level, start.trend, list(start.seasons)
    by_level, by_trend, by_season, kept = rates.level, rates.trend, rates.season, rates.kept
    length, at = len(seasons), 0
    errors: list[float] = []
    for value in values:
        slope = kept * trend
        error = value - level - slope - seasons[at]
        errors.append(error)
        level += slope + by_level * error
        trend = slope + by_trend * error
        seasons[at] += by_season * error
        at = at + 1 if at + 1 < length else 0
    return errors, State(level, trend, (*seasons[at:], *seasons[:at]))


def look_ahead(state: State, rates: Rates, variance: float, periods: int, percent: int) -> Ahead:
    """The next periods of a series whose errors have this variance."""
    expected: list[float] = []
    reach: list[float] = []
    slope, fade, spread = 0.0, 1.0, 1.0
    for step in range(1, periods + 1):
        fade *= rates.kept
        season = state.seasons[(step - 1) % len(state.seasons)]
        # The spread is of the errors of the periods before, as far as each of them still tells.
        reach.append(QUANTILES[percent] * sqrt(variance * spread))
        slope += fade
        expected.append(state.level + slope * state.trend + season)
        is_season = step % len(state.seasons) == 0
        spread += (rates.level + rates.trend * slope + (rates.season if is_season else 0.0)) ** 2
    low = tuple(one - width for one, width in zip(expected, reach, strict=True))
    high = tuple(one + width for one, width in zip(expected, reach, strict=True))
    return Ahead(tuple(expected), low, high)
