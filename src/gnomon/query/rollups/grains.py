"""Which steps of time are made of which others, exactly."""

from datetime import datetime
from typing import Final

from gnomon.query import moments
from gnomon.semantic.contracts import TimeGrain

_DAYS: Final = frozenset(
    {
        *(TimeGrain.DAY, TimeGrain.WEEK, TimeGrain.MONTH, TimeGrain.QUARTER, TimeGrain.YEAR),
        *(TimeGrain.DAY_OF_WEEK, TimeGrain.MONTH_OF_YEAR),
    }
)
MADE_OF: Final = {
    TimeGrain.YEAR: frozenset({TimeGrain.YEAR}),
    TimeGrain.QUARTER: frozenset({TimeGrain.QUARTER, TimeGrain.YEAR}),
    TimeGrain.MONTH: frozenset({TimeGrain.MONTH, TimeGrain.QUARTER, TimeGrain.YEAR, TimeGrain.MONTH_OF_YEAR}),
    # Weeks lie in two months, and in two years.
    TimeGrain.WEEK: frozenset({TimeGrain.WEEK}),
    TimeGrain.DAY: _DAYS,
    TimeGrain.HOUR: _DAYS | {TimeGrain.HOUR, TimeGrain.HOUR_OF_DAY},
    TimeGrain.MINUTE: _DAYS | {TimeGrain.HOUR, TimeGrain.HOUR_OF_DAY, TimeGrain.MINUTE},
}
"""The grains that a roll-up can be cut at, the coarsest first, and those that each can be put together to."""

_STEP_SECONDS: Final = ((86_400, TimeGrain.DAY), (3_600, TimeGrain.HOUR), (60, TimeGrain.MINUTE))


def grain_of_step(seconds: int) -> TimeGrain | None:
    """The coarsest grain that steps of so many seconds, counted from a midnight, are made of."""
    return next((grain for length, grain in _STEP_SECONDS if seconds % length == 0), None)


def begins_step(moment: datetime, grain: TimeGrain) -> bool:
    """Whether a step of the grain begins at a wall-clock time."""
    return moments.truncate(moment, grain) == moment
