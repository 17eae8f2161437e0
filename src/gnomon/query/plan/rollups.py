"""Tables that were aggregated beforehand: what a plan may read instead of rows, and never something else."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gnomon.query.plan.nodes import TableRef
from gnomon.query.plan.values import Field
from gnomon.semantic.contracts import TimeGrain


class PartKind(StrEnum):
    """What is kept of a column for each group; parts of groups make the same part of all of them together."""

    SUM = "sum"
    COUNT = "count"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class RollupDim:
    """A column that the rows are grouped by; it has the column's own name, so that conditions stay as they are."""

    field: Field
    grain: TimeGrain | None
    """Moments stand for their step of this grain: nothing finer can be asked of them. None for values as they are."""
    time_zone: str | None
    """On whose calendar instants were cut."""


@dataclass(frozen=True, slots=True)
class RollupPart:
    """A column of the roll-up that holds an additive part of a column, or the number of rows."""

    kind: PartKind
    column: str | None
    """None for the rows themselves."""
    field: Field
    """Where it stands in the roll-up."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The first and the last instant of every step that rows lie in, in microseconds; each step behind the other."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def are_divided(self, instant: int) -> bool:
        """Whether some rows of a step lie before an instant, and others not."""
        place = bisect_left(self.lasts, instant)
        return place < len(self.firsts) and self.firsts[place] < instant


@dataclass(frozen=True, slots=True)
class Rollup:
    """A table of one dataset version with one row for each group of its rows."""

    table: TableRef
    file_key: str
    row_count: int
    dims: tuple[RollupDim, ...]
    parts: tuple[RollupPart, ...]
    steps: Mapping[str, Steps] = field(default_factory=dict)
    """Of the instants that were cut on a calendar that changes its clocks, as the rows themselves have them."""
