"""Rows as they are."""

from dataclasses import replace

from sqlglot import exp

from gnomon.query.expressions import Binder, aliased, cast, named, number
from gnomon.query.lowering.sources import name_of, read, where
from gnomon.query.lowering.writer import Writer
from gnomon.query.plan import Order, Project, Scan, Shown, Source
from gnomon.query.plan.fields import fields_of_conditions, fields_of_values


def write_rows(plan: Project, source: Source, binder: Binder) -> exp.Select:
    """The rows of a source, in order, as they are shown."""
    writer = Writer(binder, owner=name_of(source))
    shown = [shown_column(writer, column) for column in plan.columns]
    if not plan.is_late or not isinstance(source, Scan):
        made = exp.From(this=read(source, binder))
        select = exp.Select(expressions=shown, from_=made, where=where(plan.source.conditions, writer))
        return _ordered(limited(select, plan), plan.order, writer)
    return _late(plan, source, shown, writer, binder)


def _late(plan: Project, scan: Scan, shown: list[exp.Expr], writer: Writer, binder: Binder) -> exp.Select:
    """Find the rows by their sort columns, then read the others of those rows alone."""

    def row_number() -> exp.Expr:
        return named(scan.table.row_number, scan.table.name)

    keys = exp.Select(
        expressions=[row_number()],
        from_=exp.From(this=read(_narrowed(scan, plan), binder)),
        where=where(plan.source.conditions, writer),
    )
    keys = _ordered(limited(keys, plan), plan.order, writer)
    select = exp.Select(
        expressions=shown,
        from_=exp.From(this=read(scan, binder)),
        where=exp.Where(this=exp.In(this=row_number(), query=exp.Subquery(this=keys))),
    )
    return _ordered(select, plan.order, writer)


def _narrowed(scan: Scan, plan: Project) -> Scan:
    """The same guarded scan, reading the columns that filters and order look at."""
    needed = {field.name for field in fields_of_values(key.by for key in plan.order)}
    needed |= {field.name for field in fields_of_conditions(plan.source.conditions)}
    return replace(scan, fields=tuple(field for field in scan.fields if field.name in needed))


def shown_column(writer: Writer, column: Shown) -> exp.Expr:
    """A column of the answer, written as it leaves."""
    value = writer.value(column.value)
    written = value if column.written_as is None else cast(value, column.written_as)
    return aliased(written, column.name)


def _ordered(select: exp.Select, order: tuple[Order, ...], writer: Writer) -> exp.Select:
    """Order by the keys, the last of which is where the rows stand in the files."""
    if order:
        select.set("order", exp.Order(expressions=order_keys(order, writer)))
    return select


def order_keys(order: tuple[Order, ...], writer: Writer) -> list[exp.Expr]:
    """The keys of an order; nulls come last."""
    return [exp.Ordered(this=writer.value(key.by), desc=key.is_descending, nulls_first=False) for key in order]


def limited(select: exp.Select, plan: Project) -> exp.Select:
    """The statement with the limit and the offset of the plan."""
    if plan.limit is not None:
        select.set("limit", exp.Limit(expression=number(plan.limit)))
    if plan.offset:
        select.set("offset", exp.Offset(expression=number(plan.offset)))
    return select
