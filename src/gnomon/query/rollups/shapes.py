"""Shapes of questions: what a roll-up for them would be grouped by and keep, whatever the values of their filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from gnomon.query.engine_types import is_zoned
from gnomon.query.moments import to_wall, zone
from gnomon.query.plan import Field, RollupDim
from gnomon.query.rollups.covering import tells
from gnomon.query.rollups.grains import MADE_OF, begins_step
from gnomon.query.rollups.needs import Needs
from gnomon.semantic.contracts import TimeGrain

COARSE = frozenset({TimeGrain.WEEK, TimeGrain.MONTH, TimeGrain.QUARTER, TimeGrain.YEAR})


@dataclass(frozen=True, slots=True)
class Shape:
    """Columns to group by, and columns to keep the additive parts of; in an order of their own."""

    dims: tuple[RollupDim, ...]
    measures: tuple[Field, ...]

    def with_days(self) -> "Shape":
        """The same with days in place of longer steps, of which weeks, months and years alike are made."""
        return Shape(tuple(map(_by_day, self.dims)), self.measures)

    def joined(self, other: "Shape") -> "Shape | None":
        """One that serves both; None where they cut the same moments in ways that no grain of both is made of."""
        dims = {dim.field.name: dim for dim in self.dims}
        for dim in other.dims:
            both = _finer(dims.get(dim.field.name, dim), dim)
            if both is None:
                return None
            dims[dim.field.name] = both
        return shape(dims.values(), (*self.measures, *other.measures))

    def is_within(self, other: "Shape") -> bool:
        """Whether the other serves whatever this one does."""
        return self.joined(other) == other


def shape(dims: Iterable[RollupDim], measures: Iterable[Field]) -> Shape:
    """A shape, ordered so that equal ones are equal."""
    by_name = {field.name: field for field in measures}
    return Shape(tuple(sorted(dims, key=lambda dim: dim.field.name)), tuple(by_name[name] for name in sorted(by_name)))


def shape_of(needs: Needs, time_zone: str) -> Shape | None:
    """The coarsest shape that serves some needs; None where moments are looked at on several calendars.

    The time zone is the question's: on its calendar the instants begin that conditions name.
    """
    dims = []
    for name, column in needs.fields.items():
        dim = _coarsest(needs, name, column, time_zone)
        if dim is None:
            return None
        dims.append(dim)
    return shape(dims, (total.field for total in needs.totals if total.field is not None))


def _coarsest(needs: Needs, name: str, column: Field, time_zone: str) -> RollupDim | None:
    plain = RollupDim(column, None, None)
    cuts = {cut for cut in needs.cuts if cut[0] == name}
    edges = {edge for edge in needs.edges if edge[0] == name}
    if name in needs.raw or not (cuts or edges):
        return plain
    zones = {cut[2] for cut in cuts} or {time_zone if is_zoned(column.engine_type) else None}
    if len(zones) > 1:
        return None
    (calendar,) = zones
    alone = Needs(needs.scan, fields={name: column}, cuts=cuts, edges=edges)
    for grain in MADE_OF:
        dim = RollupDim(column, grain, calendar)
        if tells({name: dim}, alone, _may_be_edge):
            return dim
    return plain


def _may_be_edge(dim: RollupDim, edge: datetime) -> bool:
    """Whether a step begins there as far as the calendar says; the rows have the last word."""
    if dim.grain is None:
        return True
    wall = edge if dim.time_zone is None else to_wall(edge.replace(tzinfo=UTC), zone(dim.time_zone))
    return begins_step(wall, dim.grain)


def _by_day(dim: RollupDim) -> RollupDim:
    return RollupDim(dim.field, TimeGrain.DAY, dim.time_zone) if dim.grain in COARSE else dim


def _finer(one: RollupDim, other: RollupDim) -> RollupDim | None:
    """A way to cut the same column that both are made of."""
    if one == other or one.grain is None:
        return one
    if other.grain is None:
        return other
    if one.time_zone != other.time_zone:
        return None
    for grain, made in MADE_OF.items():
        if {one.grain, other.grain} <= made:
            return RollupDim(one.field, grain, one.time_zone)
    return None
