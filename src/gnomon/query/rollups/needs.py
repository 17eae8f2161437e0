"""What an aggregate needs to know of the rows: what a roll-up must have to stand in for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from gnomon.datasets.contracts import ColumnType
from gnomon.query.engine_types import FIT_64_BITS, NUMERIC, is_wide, is_zoned
from gnomon.query.plan import (
    Aggregate,
    All,
    Always,
    AnyOf,
    AsText,
    Beside,
    Combined,
    Compare,
    Condition,
    Cut,
    Extend,
    Field,
    Filter,
    Folded,
    Formula,
    FormulaTotal,
    Holds,
    IsNull,
    Node,
    Not,
    NumberStep,
    OneOf,
    Operator,
    PartKind,
    RolledTotal,
    Scan,
    Shifted,
    TextMatch,
    TimeStep,
    Total,
    Unrestricted,
    Value,
    WallClock,
)
from gnomon.query.rollups.grains import grain_of_step
from gnomon.semantic.contracts import Aggregation, TimeGrain

CUTTABLE = frozenset({"DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE"})
PLAIN = FIT_64_BITS | CUTTABLE | {"UBIGINT", "FLOAT", "DOUBLE", "VARCHAR", "BOOLEAN", "TIME"}
"""Types whose values a file gives back as they were; and decimals."""
ADDITIVE = {
    Aggregation.SUM: (PartKind.SUM,),
    Aggregation.COUNT: (PartKind.COUNT,),
    Aggregation.MIN: (PartKind.MIN,),
    Aggregation.MAX: (PartKind.MAX,),
    Aggregation.AVG: (PartKind.SUM, PartKind.COUNT),
}
"""Aggregations that parts can be put together to. No other can, whatever is kept: neither distinct values, nor
medians and quantiles, nor deviations of parts are those of the whole."""

Part = tuple[PartKind, str | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure as the aggregation of a column, or of the rows."""

    aggregation: Aggregation
    field: Field | None

    @property
    def parts(self) -> tuple[Part, ...]:
        """What must be kept of the column."""
        name = None if self.field is None else self.field.name
        return tuple((kind, name) for kind in ADDITIVE[self.aggregation])


@dataclass(slots=True)
class Needs:
    """What an aggregate of one table looks at."""

    scan: Scan
    totals: tuple[Measured, ...] = ()
    fields: dict[str, Field] = field(default_factory=dict)
    """Every column that groups, conditions and the row filter look at, by its name."""
    raw: set[str] = field(default_factory=set)
    """Those that must be there as they are."""
    cuts: set[tuple[str, TimeGrain, str | None]] = field(default_factory=set)
    """Moments that are looked at by steps only, and on whose calendar."""
    judged: frozenset[str] = frozenset()
    """Columns that conditions and the row filter look at."""
    edges: set[tuple[str, datetime]] = field(default_factory=set)
    """Moments that conditions divide the others at: on the wall, or of instants in UTC."""


class NotAdditive(Exception):
    """No roll-up can answer this."""


def aggregates_of(node: Node) -> Iterator[Aggregate]:
    """Every aggregate of rows that a plan puts together."""
    match node:
        case Aggregate():
            yield node
        case Combined():
            yield from (one for one in node.frames if isinstance(one, Aggregate))
            yield from (one.aggregate for one in node.beside)
        case Extend():
            yield from aggregates_of(node.source)
        case _:
            return


def needs_of(aggregate: Aggregate) -> Needs | None:
    """What an aggregate needs; None where only the rows themselves can tell, or where it is not of one table."""
    found = _rows_of(aggregate)
    if found is None:
        return None
    scan, conditions, values = found
    needs = Needs(scan)
    try:
        needs.totals = tuple(map(measured, aggregate.totals))
        for condition in conditions:
            _judge(needs, condition)
        if not isinstance(scan.row_filter, Unrestricted):
            _judge(needs, scan.row_filter.condition)
        needs.judged = frozenset(needs.fields)
        for value in values:
            _look(needs, value)
    except NotAdditive:
        return None
    return needs


def _rows_of(aggregate: Aggregate) -> tuple[Scan, tuple[Condition, ...], tuple[Value, ...]] | None:
    """The one table, the conditions on its rows, and what they are grouped by."""
    match aggregate.source:
        case Filter(source=Scan() as scan, conditions=conditions):
            return scan, conditions, tuple(group.value for group in aggregate.groups)
        case Filter(
            source=Beside(source=Filter(source=Scan() as scan, conditions=conditions)) as beside, conditions=()
        ):
            named = {made for made, _ in beside.added}
            if all(isinstance(group.value, Field) and group.value in named for group in aggregate.groups):
                return scan, conditions, tuple(value for _, value in beside.added)
            return None
        case _:
            return None


def measured(total: Total | FormulaTotal | RolledTotal) -> Measured:
    """A measure as an additive aggregation of a column. Raises `NotAdditive`."""
    match total:
        case Total(aggregation=aggregation, field=column):
            made = Measured(aggregation, column)
        case FormulaTotal(is_distinct=False, where=None, only_at=None):
            made = _of_formula(total)
        case _:
            raise NotAdditive
    if made.aggregation not in ADDITIVE or (made.field is None and made.aggregation is not Aggregation.COUNT):
        raise NotAdditive
    if made.field is not None and not set(ADDITIVE[made.aggregation]) <= set(kinds_of(made.field)):
        raise NotAdditive
    return made


def _of_formula(total: FormulaTotal) -> Measured:
    if total.function not in {"sum", "count", "min", "max", "avg"}:
        raise NotAdditive
    aggregation = Aggregation(total.function)
    if not total.arguments:
        return Measured(aggregation, None)
    (argument, *more) = total.arguments
    columns = argument.columns
    if more or len(columns) != 1 or argument.expression != columns[0][0] or not isinstance(columns[0][1], Field):
        raise NotAdditive
    return Measured(aggregation, columns[0][1])


def kinds_of(column: Field) -> tuple[PartKind, ...]:
    """What can be kept of a column, so that the parts make the whole exactly, and in the type of the whole."""
    if not is_kept(column):
        return (PartKind.COUNT,)
    if column.type not in NUMERIC:
        return (PartKind.COUNT, PartKind.MIN, PartKind.MAX)
    if is_wide(column.engine_type) or column.engine_type == "UBIGINT":
        return (PartKind.COUNT, PartKind.MIN, PartKind.MAX)
    return tuple(PartKind)


def is_kept(column: Field) -> bool:
    """Whether a file gives the column's values back as they were."""
    return column.engine_type in PLAIN or column.engine_type.startswith("DECIMAL(")


def _field(needs: Needs, column: Field) -> None:
    if not is_kept(column):
        raise NotAdditive
    needs.fields[column.name] = column


def _raw(needs: Needs, column: Field) -> None:
    _field(needs, column)
    needs.raw.add(column.name)


def _look(needs: Needs, value: Value) -> None:
    """Note what a value looks at. Raises `NotAdditive` for what is computed of many rows."""
    match value:
        case Field():
            _raw(needs, value)
        case Cut(grain=grain):
            _cut(needs, value.value, grain)
        case TimeStep(seconds=seconds):
            _cut(needs, value.value, grain_of_step(seconds))
        case WallClock(value=Field() as inner) | AsText(value=inner):
            _look(needs, inner)
        case NumberStep() | Folded() | Shifted():
            _raw(needs, value.value)
        case Formula():
            for _, inner in value.columns:
                _look(needs, inner)
        case _:
            raise NotAdditive


def _cut(needs: Needs, value: Field | WallClock, grain: TimeGrain | None) -> None:
    column = value.value if isinstance(value, WallClock) else value
    if not isinstance(column, Field):
        raise NotAdditive
    if grain is None or grain is TimeGrain.SECOND or column.engine_type not in CUTTABLE:
        _raw(needs, column)
        return
    _field(needs, column)
    needs.cuts.add((column.name, grain, value.time_zone if isinstance(value, WallClock) else None))


def _judge(needs: Needs, condition: Condition) -> None:
    """Note what a condition looks at."""
    match condition:
        case Always():
            pass
        case Compare(value=Field() as column) if column.engine_type in CUTTABLE:
            _divide(needs, column, condition)
        case IsNull(value=Field() as column):
            # A moment that is cut is still there, and one that is not is still absent.
            _field(needs, column)
        case Compare() | OneOf() | TextMatch() | IsNull():
            _look(needs, condition.value)
        case Not():
            _judge(needs, condition.condition)
        case All() | AnyOf():
            _judge_all(needs, condition.conditions)
        case Holds():
            _look(needs, condition.formula)


def _judge_all(needs: Needs, conditions: Iterable[Condition]) -> None:
    for condition in conditions:
        _judge(needs, condition)


def _divide(needs: Needs, column: Field, condition: Compare) -> None:
    """A condition on moments divides them at one: those before it, and it with those behind it."""
    _field(needs, column)
    edge = _edge(column, condition)
    if edge is None:
        needs.raw.add(column.name)
    else:
        needs.edges.add((column.name, edge))


def _edge(column: Field, condition: Compare) -> datetime | None:
    if condition.engine_type != column.engine_type:
        return None
    try:
        moment = datetime.fromisoformat(str(condition.bound))
        if is_zoned(column.engine_type):
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        if condition.operator is Operator.AT_MOST:
            moment += timedelta(days=1) if column.type is ColumnType.DATE else timedelta(microseconds=1)
    except (ValueError, OverflowError):
        return None
    return moment
