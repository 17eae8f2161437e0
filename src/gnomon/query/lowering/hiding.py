"""Which figures are hidden because too few records stand behind them, as SQL."""

from collections.abc import Callable
from typing import assert_never

from sqlglot import exp

from gnomon.query.expressions import Binder, call, joined, number
from gnomon.query.lowering.windows import window
from gnomon.query.plan import LEVEL, Across, ByLevel, Hides, Kept, Siblings, Value

FEWEST_HIDDEN = 2
"""Of groups that make a total: one alone would be what is left of it."""

Write = Callable[[Value], exp.Expr]


def write_hiding(value: Across | Hides | ByLevel | Kept, write: Write, binder: Binder) -> exp.Expr:
    """A look across groups, a decision over it, or a figure that heeds one."""
    match value:
        case Across():
            return _across(value, write, binder)
        case Hides():
            few: list[exp.Expr] = [_fewer(write(value.whole), value.below, binder)]
            return joined([*few, *(_is_hidden(step, value.below, write, binder) for step in value.steps)], exp.Or)
        case ByLevel():
            branches = [
                exp.If(this=exp.EQ(this=write(LEVEL), expression=number(place)), true=_known(total, write, binder))
                for place, total in enumerate(value.totals, start=1)
            ]
            return exp.Case(ifs=branches, default=write(value.own))
        case Kept():
            shown = exp.Not(this=write(value.hidden))
            return exp.Case(ifs=[exp.If(this=shown, true=write(value.value))])
        case _:
            assert_never(value)


def _known(total: Across, write: Write, binder: Binder) -> exp.Expr:
    """A total of no groups at all is one of few records."""
    return call("COALESCE", _across(total, write, binder), exp.Boolean(this=True))


def _across(across: Across, write: Write, binder: Binder) -> exp.Expr:
    keys, order = [write(key) for key in across.keys], [_upward(write(one)) for one in across.order]
    if across.value is None:
        return window(call(across.function), keys, order)
    value = write(across.value)
    if across.below is not None and across.size is not None:
        value = exp.Case(ifs=[exp.If(this=_fewer(write(across.size), across.below, binder), true=value)])
    return window(call(across.function, value), keys, order)


def _upward(value: exp.Expr) -> exp.Expr:
    return exp.Ordered(this=value, desc=False, nulls_first=False)


def _fewer(records: exp.Expr, below: int, binder: Binder) -> exp.Expr:
    return exp.LT(this=records, expression=binder.bind(below))


def _is_hidden(step: Siblings, below: int, write: Write, binder: Binder) -> exp.Expr:
    """The small ones among the groups of a total are hidden; where they alone would be given away by it, one more."""
    none = exp.Is(this=write(step.small), expression=exp.Null())
    several = exp.GTE(this=write(step.small), expression=number(FEWEST_HIDDEN))
    many = exp.GTE(this=write(step.records), expression=binder.bind(below))
    enough = exp.And(this=several, expression=many)
    one_more = exp.Add(this=write(step.small), expression=number(1))
    branches = [exp.If(this=none, true=number(0)), exp.If(this=enough, true=write(step.small))]
    last = exp.Case(ifs=branches, default=one_more)
    return exp.LTE(this=write(step.place), expression=last)
