"""The rows that groups are made of."""

from sqlglot import exp

from gnomon.query.expressions import Binder, aliased, call, cast, joined, named, quoted
from gnomon.query.lowering.sources import name_of, read, subquery, where
from gnomon.query.lowering.spans import span
from gnomon.query.lowering.writer import Writer
from gnomon.query.plan import Begin, Beside, Condition, Distinct, Filter, Holds, Periods, Pooled, Relation, Scan, UpTo
from gnomon.semantic.contracts import TimeGrain

ROWS, PERIODS = "rows", "periods"


def read_rows(node: Filter, binder: Binder, frame: str | None) -> tuple[exp.Expr, tuple[Condition, ...], str]:
    """What rows are read from, what they must still pass, and what they are called."""
    source = node.source
    match source:
        case Scan() | Relation() | Pooled():
            is_barred = any(isinstance(one, Holds) for one in node.conditions)
            return read(source, binder, is_barred=is_barred), node.conditions, name_of(source)
        case Distinct():
            inner, conditions, owner = read_rows(source.source, binder, frame)
            writer = Writer(binder, owner=owner)
            columns = [aliased(writer.value(value), field.name) for field, value in source.columns]
            passing = [aliased(call("BOOL_OR", writer.value(value)), field.name) for field, value in source.passing]
            select = exp.Select(
                expressions=[*columns, *passing], from_=exp.From(this=inner), where=where(conditions, writer)
            )
            if passing:
                ordinals: list[exp.Expr] = [exp.Literal.number(place + 1) for place in range(len(columns))]
                select.set("group", exp.Group(expressions=ordinals))
            else:
                select.set("distinct", exp.Distinct())
        case Beside():
            inner, conditions, owner = read_rows(source.source, binder, frame)
            writer = Writer(binder, owner=owner)
            added = [aliased(writer.value(value), field.name) for field, value in source.added]
            select = exp.Select(
                expressions=[exp.Star(), *added], from_=exp.From(this=inner), where=where(conditions, writer)
            )
        case Periods():
            select = _beside_periods(source, binder, frame)
        case UpTo():
            select = _up_to(source, binder, frame)
        case _:
            raise TypeError("groups are made of rows")
    return subquery(select, ROWS), node.conditions, ROWS


def _all_rows(node: Filter, binder: Binder, frame: str | None) -> exp.Subquery:
    inner, conditions, owner = read_rows(node, binder, frame)
    kept = where(conditions, Writer(binder, owner=owner))
    return subquery(exp.Select(expressions=[exp.Star()], from_=exp.From(this=inner), where=kept), ROWS)


def _beside_periods(periods: Periods, binder: Binder, frame: str | None) -> exp.Select:
    """Rows beside the periods of the frame that look at them."""
    if frame is None:
        raise TypeError("periods are looked up in the frame")
    start = named(periods.period, frame)
    if periods.count:
        start = plus(start, span(periods.count, periods.unit))
    end = plus(start.copy(), span(1, periods.grain))
    if periods.until is not None:
        asked: exp.Expr = cast(binder.bind(periods.until), "TIMESTAMP")
        end = call("LEAST", cast(end, "TIMESTAMP"), asked)
    first = start.copy() if periods.begin is None else begin_of(end.copy(), periods.begin)
    keys = [aliased(named(name, frame), field.name) for name, field in periods.keys]
    known = exp.Select(
        expressions=[*keys, aliased(first, "first"), aliased(end, "until")],
        distinct=exp.Distinct(),
        from_=exp.From(this=exp.Table(this=quoted(frame))),
        where=exp.Where(this=exp.Not(this=exp.Is(this=named(periods.period, frame), expression=exp.Null()))),
    )
    along = named(periods.along.name, ROWS)
    is_after = exp.GTE(this=along, expression=named("first", PERIODS))
    is_before = exp.LT(this=along.copy(), expression=named("until", PERIODS))
    beside = [named(field.name, PERIODS) for _, field in periods.keys]
    return exp.Select(
        expressions=[exp.Column(this=exp.Star(), table=quoted(ROWS)), *beside],
        from_=exp.From(this=_all_rows(periods.source, binder, frame)),
        joins=[exp.Join(this=subquery(known, PERIODS), on=joined([is_after, is_before], exp.And))],
    )


def _up_to(up_to: UpTo, binder: Binder, frame: str | None) -> exp.Select:
    """Rows up to the last moment that the question looks at."""
    if up_to.until is not None:
        until: exp.Expr = cast(binder.bind(up_to.until), "TIMESTAMP")
        last = exp.Select(expressions=[aliased(until, "until")])
        is_before: exp.Expr = exp.LT(this=named(up_to.along.name, ROWS), expression=named("until", PERIODS))
        begin = begin_of(named("until", PERIODS), up_to.begin)
    else:
        seen, conditions, owner = read_rows(up_to.moments, binder, frame)
        writer = Writer(binder, owner=owner)
        greatest = aliased(call("MAX", writer.value(up_to.along)), "until")
        last = exp.Select(expressions=[greatest], from_=exp.From(this=seen), where=where(conditions, writer))
        is_before = exp.LTE(this=named(up_to.along.name, ROWS), expression=named("until", PERIODS))
        begin = _truncated(named("until", PERIODS), up_to.begin)
    is_after = exp.GTE(this=named(up_to.along.name, ROWS), expression=begin)
    return exp.Select(
        expressions=[exp.Column(this=exp.Star(), table=quoted(ROWS))],
        from_=exp.From(this=_all_rows(up_to.source, binder, frame)),
        joins=[exp.Join(this=subquery(last, PERIODS), on=joined([is_after, is_before], exp.And))],
    )


def plus(moment: exp.Expr, length: exp.Expr) -> exp.Expr:
    """A moment and a length of time after it."""
    return exp.Paren(this=exp.Add(this=moment, expression=length))


def begin_of(end: exp.Expr, begin: Begin) -> exp.Expr:
    """Where the unit begins that the last moment before an end lies in."""
    return _truncated(plus(end, call("TO_MICROSECONDS", exp.Neg(this=exp.Literal.number(1)))), begin)


def _truncated(moment: exp.Expr, begin: Begin) -> exp.Expr:
    unit = exp.Literal.string(begin.unit.value)
    if begin.months_ahead:
        moved = plus(moment, span(-begin.months_ahead, TimeGrain.MONTH))
        return plus(call("DATE_TRUNC", unit, moved), span(begin.months_ahead, TimeGrain.MONTH))
    if begin.days_ahead:
        moved = plus(moment, span(begin.days_ahead, TimeGrain.DAY))
        return plus(call("DATE_TRUNC", unit, moved), span(-begin.days_ahead, TimeGrain.DAY))
    return call("DATE_TRUNC", unit, moment)
