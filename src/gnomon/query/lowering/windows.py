"""Looks over other rows and other groups, as window functions."""

from sqlglot import exp

from gnomon.query.expressions import call, number
from gnomon.query.lowering.spans import span
from gnomon.query.plan import AlongGroups, Frame
from gnomon.semantic.contracts import OverGroupsFunction

_FUNCTIONS = {
    OverGroupsFunction.RUNNING_SUM: "SUM",
    OverGroupsFunction.MOVING_AVG: "AVG",
    OverGroupsFunction.MOVING_SUM: "SUM",
    OverGroupsFunction.MOVING_MIN: "MIN",
    OverGroupsFunction.MOVING_MAX: "MAX",
    OverGroupsFunction.RANK: "RANK",
    OverGroupsFunction.DENSE_RANK: "DENSE_RANK",
    OverGroupsFunction.PERCENT_RANK: "PERCENT_RANK",
    OverGroupsFunction.PREVIOUS: "LAG",
    OverGroupsFunction.NEXT: "LEAD",
    OverGroupsFunction.FIRST: "FIRST_VALUE",
    OverGroupsFunction.LAST: "LAST_VALUE",
}
RANKS = frozenset({OverGroupsFunction.RANK, OverGroupsFunction.DENSE_RANK, OverGroupsFunction.PERCENT_RANK})
_STEPS = frozenset({OverGroupsFunction.PREVIOUS, OverGroupsFunction.NEXT})
_WHOLE = frozenset({OverGroupsFunction.FIRST, OverGroupsFunction.LAST})


def window(function: exp.Expr, keys: list[exp.Expr], order: list[exp.Expr], spec: exp.Expr | None = None) -> exp.Window:
    """`function OVER (PARTITION BY keys ORDER BY order frame)`."""
    return exp.Window(
        this=function,
        partition_by=keys or None,
        order=exp.Order(expressions=order) if order else None,
        spec=spec,
    )


def function_of(along: AlongGroups, value: exp.Expr) -> exp.Expr:
    """The function before its `OVER`."""
    name = _FUNCTIONS[along.function]
    if along.function in RANKS:
        return call(name)
    if along.function in _STEPS and along.frame is not None:
        # The only group of its frame: the one that stands exactly so far away in time.
        return call("FIRST_VALUE", value)
    return call(name, value, number(along.offset)) if along.function in _STEPS else call(name, value)


def frame_of(along: AlongGroups) -> exp.Expr | None:
    """The groups that the function takes in."""
    if along.frame is not None:
        return _step(along, along.frame) if along.function in _STEPS else _moving(along.frame)
    if along.function in RANKS or along.function in _STEPS:
        return None
    if along.function in _WHOLE:
        return exp.WindowSpec(
            kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end="UNBOUNDED", end_side="FOLLOWING"
        )
    return exp.WindowSpec(kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end="CURRENT ROW")


def _step(along: AlongGroups, frame: Frame) -> exp.Expr:
    if frame.unit is None:
        raise TypeError("a group is so far away in time, or so many groups away")
    side = "PRECEDING" if along.function is OverGroupsFunction.PREVIOUS else "FOLLOWING"
    far = span(along.offset, frame.unit)
    return exp.WindowSpec(kind="RANGE", start=far, start_side=side, end=far.copy(), end_side=side)


def _moving(frame: Frame) -> exp.Expr:
    back: exp.Expr = number(frame.count - 1) if frame.unit is None else span(frame.count - 1, frame.unit)
    kind = "ROWS" if frame.unit is None else "RANGE"
    return exp.WindowSpec(kind=kind, start=back, start_side="PRECEDING", end="CURRENT ROW")
