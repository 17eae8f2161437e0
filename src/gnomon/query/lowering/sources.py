"""Tables behind their guards, and what stands beside their rows."""

from sqlglot import Dialect, exp

from gnomon.query import guard
from gnomon.query.barrier import BARRIER
from gnomon.query.expressions import Binder, aliased, call, joined, named, quoted
from gnomon.query.lowering.safety import is_safe
from gnomon.query.lowering.writer import Writer
from gnomon.query.plan import (
    Condition,
    Field,
    Join,
    Pooled,
    Relation,
    RowFilter,
    Scan,
    Source,
    Unguarded,
    Unrestricted,
)

DUCKDB = Dialect.get_or_raise("duckdb")


def guarded(scan: Scan, binder: Binder, *, is_barred: bool = False) -> exp.Subquery:
    """The only place where a table is read: `(SELECT columns FROM table WHERE guard)`.

    A barred one lets nothing be computed of hidden rows, not even what fails for some values: the engine may move
    conditions and formulas below a guard, and their errors would tell what is hidden.
    """
    names = [field.name for field in scan.fields]
    columns: list[exp.Expr] = [named(name) for name in names] or [exp.Literal.number(1)]
    schema = None if scan.table.schema is None else quoted(scan.table.schema)
    table = exp.Table(this=quoted(scan.table.name), db=schema)
    select = exp.Select(
        expressions=columns,
        from_=exp.From(this=table),
        where=exp.Where(this=guard_condition(scan.row_filter, Writer(binder))),
    )
    if not is_barred or isinstance(scan.row_filter, Unrestricted) or not names:
        return subquery(select, scan.table.name)
    inner = exp.From(this=subquery(select, scan.table.name))
    barred = [aliased(call(BARRIER, named(name, scan.table.name)), name) for name in names]
    return subquery(exp.Select(expressions=barred, from_=inner), scan.table.name)


def guarded_text(scan: Scan, binder: Binder) -> str:
    """The same read as text, without a name behind it, to be put into a statement that a person wrote."""
    source = guarded(scan, binder)
    guard.check(exp.Select(expressions=[exp.Star()], from_=exp.From(this=source)), (scan,))
    return f"({DUCKDB.generate(source.this)})"


def guard_condition(row_filter: RowFilter, writer: Writer) -> exp.Expr:
    """What every row must pass before anything else sees it."""
    if isinstance(row_filter, Unrestricted):
        return exp.Boolean(this=True)
    condition = writer.condition(row_filter.condition)
    # A row whose policy cannot be computed is hidden, and its error told to nobody.
    return condition if is_safe(row_filter.condition) else call("TRY", condition)


def subquery(select: exp.Query, alias: str) -> exp.Subquery:
    """A statement in brackets under a name."""
    return exp.Subquery(this=select, alias=exp.TableAlias(this=quoted(alias)))


def where(conditions: tuple[Condition, ...], writer: Writer) -> exp.Where | None:
    """All of some conditions; None where there are none."""
    written = [writer.condition(condition) for condition in conditions]
    return exp.Where(this=joined(written, exp.And)) if written else None


def name_of(source: Source) -> str:
    """What a source is called in the statement: the name of its innermost table."""
    match source:
        case Scan():
            return source.table.name
        case Relation():
            return name_of(source.root)
        case Pooled():
            return source.name
        case Unguarded():
            raise TypeError("a plan is guarded before it is lowered")


def read(source: Source, binder: Binder, *, is_barred: bool = False) -> exp.Subquery:
    """A source in brackets, under the name of its innermost table; the tables of a relation are barred anyway."""
    match source:
        case Scan():
            return guarded(source, binder, is_barred=is_barred)
        case Relation():
            return subquery(_related(source, binder), name_of(source))
        case Pooled():
            return subquery(_pooled(source), source.name)
        case Unguarded():
            raise TypeError("a plan is guarded before it is lowered")


def _pooled(pool: Pooled) -> exp.Select:
    columns = [named(field.name) for field in pool.fields]
    return exp.Select(expressions=columns, from_=exp.From(this=exp.Table(this=quoted(pool.name))))


def _related(relation: Relation, binder: Binder) -> exp.Select:
    """`SELECT columns FROM root LEFT JOIN others`, where computed columns are written out of the columns themselves."""
    places = {one.field: (one.part, one.source.name) for one in relation.exposed}
    computed = {one.field: one.value for one in relation.computed}

    def column(field: Field, writer: Writer) -> exp.Expr:
        if field in computed:
            return writer.value(computed[field])
        part, name = places[field]
        return named(name, part)

    writer = Writer(binder, columns=column)
    columns = [aliased(writer.value(one.field), one.field.name) for one in relation.exposed]
    columns += [aliased(writer.value(one.field), one.field.name) for one in relation.computed]
    root = _part(relation.root, relation.part, binder)
    return exp.Select(
        expressions=columns or [exp.Literal.number(1)],
        from_=exp.From(this=root),
        joins=[_join(one, writer, binder) for one in relation.joins],
    )


def _part(source: Source, alias: str, binder: Binder) -> exp.Subquery:
    made = read(source, binder, is_barred=True)
    made.set("alias", exp.TableAlias(this=quoted(alias)))
    return made


def _join(join: Join, writer: Writer, binder: Binder) -> exp.Join:
    equal: list[exp.Expr] = [
        exp.EQ(this=writer.value(mine), expression=named(other.name, join.part)) for mine, other in join.keys
    ]
    return exp.Join(this=_part(join.source, join.part, binder), side="LEFT", on=joined(equal, exp.And))
