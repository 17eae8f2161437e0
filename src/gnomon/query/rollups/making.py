"""The statement that makes a roll-up of the rows of a version, and what it is expected to come to."""

from collections.abc import Collection, Iterator, Sequence

from sqlglot import exp

from gnomon.datasets.contracts import ColumnType, DatasetTable
from gnomon.query import guard
from gnomon.query.draft import free_name, row_number_of
from gnomon.query.engine_types import is_zoned, sum_type
from gnomon.query.expressions import Binder, aliased, call, cast, named
from gnomon.query.lowering.sources import DUCKDB, guarded
from gnomon.query.plan import UNRESTRICTED, Field, PartKind, Rollup, RollupDim, RollupPart, Scan, Steps, TableRef
from gnomon.query.rollups.covering import UTC, is_on_changing_clock
from gnomon.query.rollups.needs import CUTTABLE, kinds_of
from gnomon.query.rollups.shapes import Shape

_WORDS = {
    PartKind.SUM: "sum of",
    PartKind.COUNT: "count of",
    PartKind.MIN: "least",
    PartKind.MAX: "greatest",
}


def parts_of(table: DatasetTable, shape: Shape) -> tuple[RollupPart, ...]:
    """What a roll-up keeps, under names that no column of the table has."""
    taken = {column.name.casefold() for column in table.columns}
    wanted: list[tuple[PartKind, str | None, Field]] = [
        (PartKind.COUNT, None, Field("rows", ColumnType.INTEGER, "BIGINT"))
    ]
    # Of instants that are cut on a changing clock, what tells where their steps begin and end is kept like a measure.
    measured = dict.fromkeys((*shape.measures, *(dim.field for dim in shape.dims if is_on_changing_clock(dim))))
    wanted += [(kind, column.name, _part(kind, column)) for column in measured for kind in kinds_of(column)]
    parts = []
    for kind, column, field in wanted:
        name = free_name(field.name, taken)
        taken.add(name.casefold())
        parts.append(RollupPart(kind, column, Field(name, field.type, field.engine_type)))
    return tuple(parts)


def _part(kind: PartKind, column: Field) -> Field:
    name = f"{_WORDS[kind]} {column.name}"
    match kind:
        case PartKind.COUNT:
            return Field(name, ColumnType.INTEGER, "BIGINT")
        case PartKind.SUM:
            # Files have no whole numbers of 128 bits; decimals without a fraction are as exact.
            exact = sum_type(column)
            return Field(name, column.type, "DECIMAL(38,0)" if exact == "HUGEINT" else exact)
        case PartKind.MIN | PartKind.MAX:
            return Field(name, column.type, column.engine_type)


def making_sql(table: DatasetTable, shape: Shape, judged: Collection[str] = ()) -> str:
    """The statement whose rows are the roll-up; like every other it passes the guard.

    Sorted by what conditions look at (`judged`), then by the other groups, by moments last: so that whoever reads it
    passes over most of the file.
    """
    scan = _scan(table, (*(dim.field for dim in shape.dims), *shape.measures))
    groups = [_group(table.sql_name, dim) for dim in shape.dims]
    columns = [aliased(_shown(table, dim), dim.field.name) for dim in shape.dims]
    columns += [aliased(_aggregate(table, part), part.field.name) for part in parts_of(table, shape)]
    select = exp.Select(expressions=columns, from_=exp.From(this=guarded(scan, Binder())))
    if groups:
        select.set("group", exp.Group(expressions=groups))
        ordered = sorted(shape.dims, key=lambda dim: (dim.field.engine_type in CUTTABLE, dim.field.name not in judged))
        by = [exp.Ordered(this=_group(table.sql_name, dim)) for dim in ordered]
        select.set("order", exp.Order(expressions=by))
    guard.check(select, (scan,))
    return DUCKDB.generate(select)


def steps_sql(rollup: Rollup, dim: RollupDim) -> str:
    """The first and the last instant of every step of a roll-up that is stored, in microseconds, in their order."""
    latest = next(part.field for part in rollup.parts if (part.kind, part.column) == (PartKind.MAX, dim.field.name))
    name = rollup.table.name
    scan = Scan(rollup.table, (dim.field, latest), UNRESTRICTED)
    first, last = (
        call("EPOCH_US", call(extreme, named(field.name, name)))
        for extreme, field in (("MIN", dim.field), ("MAX", latest))
    )
    select = exp.Select(
        expressions=[aliased(first, "first"), aliased(last, "last")],
        from_=exp.From(this=guarded(scan, Binder())),
        where=exp.Where(this=exp.Not(this=exp.Is(this=named(dim.field.name, name), expression=exp.Null()))),
        group=exp.Group(expressions=[_group(name, dim)]),
        order=exp.Order(expressions=[exp.Ordered(this=exp.Literal.number(1))]),
    )
    guard.check(select, (scan,))
    return DUCKDB.generate(select)


def steps_of(spans: Sequence[tuple[int | None, int | None]]) -> Steps | None:
    """The steps, unless they lie in each other as where a day comes back, or do not end."""
    firsts, lasts = [first for first, _ in spans], [last for _, last in spans]
    if None in firsts or None in lasts:
        return None
    made = Steps(tuple(map(int, firsts)), tuple(map(int, lasts)))  # type: ignore[arg-type]
    return made if all(last < first for last, first in zip(made.lasts, made.firsts[1:], strict=False)) else None


def estimating_sql(table: DatasetTable, shapes: Sequence[Shape]) -> str:
    """About how many rows each of some shapes would come to, in one look at the rows."""
    columns = dict.fromkeys(dim.field for shape in shapes for dim in shape.dims)
    source = guarded(_scan(table, tuple(columns)), Binder())
    counts = [
        aliased(call("APPROX_COUNT_DISTINCT", call("HASH", *_groups(table, shape))), f"rows {place}")
        for place, shape in enumerate(shapes)
    ]
    return DUCKDB.generate(exp.Select(expressions=counts, from_=exp.From(this=source)))


def _groups(table: DatasetTable, shape: Shape) -> Iterator[exp.Expr]:
    yield exp.Literal.number(0)
    for dim in shape.dims:
        yield _group(table.sql_name, dim)


def _scan(table: DatasetTable, fields: Sequence[Field]) -> Scan:
    ref = TableRef(table.dataset_id, table.sql_name, row_number_of(table))
    return Scan(ref, tuple(dict.fromkeys(fields)), UNRESTRICTED)


def _group(table: str, dim: RollupDim) -> exp.Expr:
    """The value whose equals make a group."""
    column = named(dim.field.name, table)
    if dim.grain is None:
        return column
    if not is_zoned(dim.field.engine_type):
        return cast(call("DATE_TRUNC", exp.Literal.string(dim.grain.value), column), dim.field.engine_type)
    # The session's clock shows UTC.
    wall = column if dim.time_zone == UTC else call("TIMEZONE", exp.Literal.string(str(dim.time_zone)), column)
    return call("DATE_TRUNC", exp.Literal.string(dim.grain.value), wall)


def _shown(table: DatasetTable, dim: RollupDim) -> exp.Expr:
    """What stands for a group: its value, or of steps on a calendar with changing clocks one of their own moments."""
    if not is_on_changing_clock(dim):
        return _group(table.sql_name, dim)
    return call("MIN", named(dim.field.name, table.sql_name))


def _aggregate(table: DatasetTable, part: RollupPart) -> exp.Expr:
    if part.column is None:
        return exp.Count(this=exp.Star())
    column = named(part.column, table.sql_name)
    if part.kind is PartKind.COUNT:
        return exp.Count(this=column)
    made = call(part.kind.name, column)
    return cast(made, part.field.engine_type) if part.kind is PartKind.SUM else made
