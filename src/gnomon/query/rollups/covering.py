"""Whether a roll-up tells what somebody needs to know, and which one tells it soonest."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

from gnomon.query.engine_types import is_zoned
from gnomon.query.plan import Rollup, RollupDim
from gnomon.query.rollups.grains import MADE_OF, begins_step
from gnomon.query.rollups.needs import Needs
from gnomon.semantic.contracts import TimeGrain

UTC = "UTC"
EPOCH, MICROSECOND = datetime(1970, 1, 1), timedelta(microseconds=1)  # noqa: DTZ001

IsEdge: TypeAlias = Callable[[RollupDim, datetime], bool]


def smallest(rollups: Sequence[Rollup], needs: Needs) -> Rollup | None:
    """The roll-up with the fewest rows of those that answer it."""
    return min((one for one in rollups if covers(one, needs)), key=lambda one: one.row_count, default=None)


def covers(rollup: Rollup, needs: Needs) -> bool:
    """Whether a roll-up has every column that is looked at, cut finely enough, and every part that is added up."""
    kept = {(part.kind, part.column) for part in rollup.parts}
    if not all(part in kept for total in needs.totals for part in total.parts):
        return False
    return tells({dim.field.name: dim for dim in rollup.dims}, needs, partial(_is_edge, rollup))


def tells(dims: Mapping[str, RollupDim], needs: Needs, is_edge: IsEdge) -> bool:
    """Whether groups by these columns tell apart whatever is looked at."""
    if not all(name in dims and dims[name].field == column for name, column in needs.fields.items()):
        return False
    return (
        all(dims[name].grain is None for name in needs.raw)
        and all(_has_steps(dims[name], grain, time_zone) for name, grain, time_zone in needs.cuts)
        and all(is_edge(dims[name], edge) for name, edge in needs.edges)
    )


def _has_steps(dim: RollupDim, grain: TimeGrain, time_zone: str | None) -> bool:
    return dim.grain is None or (grain in MADE_OF[dim.grain] and time_zone == dim.time_zone)


def _is_edge(rollup: Rollup, dim: RollupDim, edge: datetime) -> bool:
    """Whether every step lies on one side of a moment as a whole.

    Where clocks change, the rows themselves say where steps begin and end: calendars may not agree on it.
    """
    if dim.grain is None:
        return True
    if not is_on_changing_clock(dim):
        return begins_step(edge, dim.grain)
    steps = rollup.steps.get(dim.field.name)
    return steps is not None and not steps.are_divided((edge - EPOCH) // MICROSECOND)


def is_on_changing_clock(dim: RollupDim) -> bool:
    """Whether instants were cut on another calendar than UTC, whose clocks never change."""
    return dim.grain is not None and is_zoned(dim.field.engine_type) and dim.time_zone != UTC
