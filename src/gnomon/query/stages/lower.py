"""Lower: the plan becomes one statement of the engine's dialect."""

from dataclasses import replace
from functools import partial

from sqlglot import Dialect, exp

from gnomon.datasets.contracts import ColumnType
from gnomon.query import guard
from gnomon.query.draft import Draft, Lowered, free_name
from gnomon.query.engine_types import is_wide
from gnomon.query.expressions import Binder, Writer, aliased, call, cast, joined, named, number, quoted
from gnomon.query.plan import (
    Aggregate,
    Condition,
    Field,
    Filter,
    Order,
    Output,
    Project,
    RowFilter,
    Scan,
    Shown,
    Total,
    Unrestricted,
)
from gnomon.query.rewrites.prune import fields_of_conditions, fields_of_values
from gnomon.semantic.contracts import Aggregation

DUCKDB = Dialect.get_or_raise("duckdb")

_FUNCTIONS = {
    Aggregation.SUM: "SUM",
    Aggregation.AVG: "AVG",
    Aggregation.MIN: "MIN",
    Aggregation.MAX: "MAX",
}


def lower(draft: Draft) -> Draft:
    """Write the statement, and look at it once more before anybody may run it."""
    plan = draft.plan
    if plan is None:
        raise ValueError("a plan is built before it is lowered")
    binder = Binder()
    source = plan.source.source
    if isinstance(source, Aggregate):
        statement, total_column = _groups(plan, source, binder)
        scan = source.source.source
    else:
        statement, total_column = _rows(plan, source, binder), None
        scan = source
    if not isinstance(scan, Scan):
        raise TypeError("a plan begins with a scan")
    guard.check(statement, scan)
    sql = DUCKDB.generate(statement, copy=False)
    return replace(draft, lowered=Lowered(sql, tuple(binder.values), total_column))


def guarded(scan: Scan, binder: Binder, *, with_row_number: bool = False) -> exp.Subquery:
    """The only place where a table is read: `(SELECT columns FROM table WHERE guard)`."""
    names = [field.name for field in scan.fields]
    if with_row_number:
        names.append(scan.table.row_number)
    columns: list[exp.Expr] = [named(name) for name in names] or [exp.Literal.number(1)]
    schema = None if scan.table.schema is None else quoted(scan.table.schema)
    table = exp.Table(this=quoted(scan.table.name), db=schema)
    select = exp.Select(
        expressions=columns,
        from_=exp.From(this=table),
        where=exp.Where(this=guard_condition(scan.row_filter, Writer(binder))),
    )
    return _subquery(select, scan.table.name)


def guarded_text(scan: Scan, binder: Binder) -> str:
    """The same read as text, without a name behind it, to be put into a statement that a person wrote."""
    source = guarded(scan, binder)
    guard.check(exp.Select(expressions=[exp.Star()], from_=exp.From(this=source)), scan)
    return f"({DUCKDB.generate(source.this)})"


def guard_condition(row_filter: RowFilter, writer: Writer) -> exp.Expr:
    """What every row must pass before anything else sees it."""
    if isinstance(row_filter, Unrestricted):
        return exp.Boolean(this=True)
    return writer.condition(row_filter.condition)


def _subquery(select: exp.Select, alias: str) -> exp.Subquery:
    return exp.Subquery(this=select, alias=exp.TableAlias(this=quoted(alias)))


def _where(conditions: tuple[Condition, ...], writer: Writer) -> exp.Where | None:
    written = [writer.condition(condition) for condition in conditions]
    return exp.Where(this=joined(written, exp.And)) if written else None


def _rows(plan: Project, scan: Scan, binder: Binder) -> exp.Select:
    writer = Writer(binder, owner=scan.table.name)
    shown = [_aliased(writer, column) for column in plan.columns]
    if not plan.is_late:
        source = guarded(scan, binder, with_row_number=bool(plan.order))
        select = exp.Select(
            expressions=shown, from_=exp.From(this=source), where=_where(plan.source.conditions, writer)
        )
        return _ordered(_limited(select, plan), plan.order, writer, scan)

    def row_number() -> exp.Expr:
        return named(scan.table.row_number, scan.table.name)

    keys = exp.Select(
        expressions=[row_number()],
        from_=exp.From(this=guarded(_narrowed(scan, plan), binder, with_row_number=True)),
        where=_where(plan.source.conditions, writer),
    )
    keys = _ordered(_limited(keys, plan), plan.order, writer, scan)
    select = exp.Select(
        expressions=shown,
        from_=exp.From(this=guarded(scan, binder, with_row_number=True)),
        where=exp.Where(this=exp.In(this=row_number(), query=exp.Subquery(this=keys))),
    )
    return _ordered(select, plan.order, writer, scan)


def _narrowed(scan: Scan, plan: Project) -> Scan:
    """The same guarded scan, reading the columns that filters and order look at."""
    needed = {field.name for field in fields_of_values(key.by for key in plan.order)}
    needed |= {field.name for field in fields_of_conditions(plan.source.conditions)}
    return replace(scan, fields=tuple(field for field in scan.fields if field.name in needed))


def _aliased(writer: Writer, column: Shown) -> exp.Expr:
    value = writer.value(column.value)
    written = value if column.written_as is None else cast(value, column.written_as)
    return aliased(written, column.name)


def _ordered(select: exp.Select, order: tuple[Order, ...], writer: Writer, scan: Scan) -> exp.Select:
    """Order by the keys, then by where the rows stand in the files."""
    if order:
        keys = _order_keys(order, writer)
        keys.append(exp.Ordered(this=named(scan.table.row_number, scan.table.name), nulls_first=False))
        select.set("order", exp.Order(expressions=keys))
    return select


def _order_keys(order: tuple[Order, ...], writer: Writer) -> list[exp.Expr]:
    return [exp.Ordered(this=writer.value(key.by), desc=key.is_descending, nulls_first=False) for key in order]


def _limited(select: exp.Select, plan: Project) -> exp.Select:
    if plan.limit is not None:
        select.set("limit", exp.Limit(expression=number(plan.limit)))
    if plan.offset:
        select.set("offset", exp.Offset(expression=number(plan.offset)))
    return select


def _groups(plan: Project, aggregate: Aggregate, binder: Binder) -> tuple[exp.Select, str | None]:
    scan = aggregate.source.source
    if not isinstance(scan, Scan):
        raise TypeError("groups are made of the rows of a scan")
    inner = _aggregated(plan.source, aggregate, scan, binder)
    name = free_name("groups", frozenset({scan.table.name.casefold()}))
    names = [group.name for group in aggregate.groups] + [output.name for output in aggregate.outputs]
    outputs = {output: partial(named, output, name) for output in names}
    writer = Writer(binder, outputs=outputs)
    select = exp.Select(expressions=[_aliased(writer, column) for column in plan.columns])
    if plan.order:
        select.set("order", exp.Order(expressions=_order_keys(plan.order, writer)))
    _limited(select, plan)
    if not plan.is_counted:
        select.set("from_", exp.From(this=_subquery(inner, name)))
        return select, None
    total_column = free_name("__total", frozenset(column.name.casefold() for column in plan.columns))
    count = exp.Select(expressions=[exp.Count(this=exp.Star())], from_=_from_groups(name))
    select.append("expressions", aliased(exp.Subquery(this=count), total_column))
    select.set("from_", _from_groups(name))
    alias = exp.TableAlias(this=quoted(name))
    select.set("with_", exp.With(expressions=[exp.CTE(this=inner, alias=alias, materialized=True)]))
    return select, total_column


def _from_groups(name: str) -> exp.From:
    return exp.From(this=exp.Table(this=quoted(name)))


def _aggregated(node: Filter, aggregate: Aggregate, scan: Scan, binder: Binder) -> exp.Select:
    writer = Writer(binder, owner=scan.table.name)
    groups = [aliased(writer.value(group.value), group.name) for group in aggregate.groups]
    outputs = {
        output.name: partial(_total, total, output, writer)
        for total, output in zip(aggregate.totals, aggregate.outputs, strict=True)
    }
    totals = [aliased(write(), name) for name, write in outputs.items()]
    select = exp.Select(
        expressions=[*groups, *totals],
        from_=exp.From(this=guarded(scan, binder)),
        where=_where(aggregate.source.conditions, writer),
    )
    if groups:
        ordinals: list[exp.Expr] = [exp.Literal.number(position) for position in range(1, len(groups) + 1)]
        select.set("group", exp.Group(expressions=ordinals))
    if node.conditions:
        having = Writer(binder, outputs=outputs)
        kept = joined([having.condition(condition) for condition in node.conditions], exp.And)
        select.set("having", exp.Having(this=kept))
    return select


def _total(total: Total, output: Output, writer: Writer) -> exp.Expr:
    """A measure as an aggregate of rows."""
    if total.field is None:
        return exp.Count(this=exp.Star())
    column = writer.value(total.field)
    match total.aggregation:
        case Aggregation.COUNT:
            return exp.Count(this=column)
        case Aggregation.COUNT_DISTINCT:
            return exp.Count(this=exp.Distinct(expressions=[column]))
        case Aggregation.MEDIAN:
            return call("MEDIAN", cast(column, "DOUBLE"))
        case Aggregation.QUANTILE:
            return call("QUANTILE_CONT", cast(column, "DOUBLE"), number(float(total.quantile or 0.0)))
        case Aggregation.STDDEV:
            return _stddev(total.field, writer)
        case Aggregation.AVG if is_wide(total.field.engine_type):
            # The engine adds up exactly before it divides, and the exact sum may be too large for it.
            return call("AVG", cast(column, "DOUBLE"))
        case Aggregation.SUM if output.engine_type == "BIGINT":
            return cast(call("SUM", column), "BIGINT")
        case aggregation:
            return call(_FUNCTIONS[aggregation], column)


def _stddev(field: Field, writer: Writer) -> exp.Expr:
    if field.type is not ColumnType.FLOAT:
        return call("STDDEV_SAMP", cast(writer.value(field), "DOUBLE"))
    # The engine refuses NaN and infinity here, though the answer is plain: not a number.
    is_finite = exp.Where(this=call("ISFINITE", writer.value(field)))
    finite = exp.Filter(this=call("STDDEV_SAMP", writer.value(field)), expression=is_finite)
    strange = exp.Not(this=call("BOOL_AND", call("ISFINITE", writer.value(field))))
    nan = cast(exp.Literal.string("NaN"), "DOUBLE")
    return exp.Case(ifs=[exp.If(this=strange, true=nan)], default=finite)
