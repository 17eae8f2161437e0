"""Walks over checked formulas."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from gnomon.semantic.contracts import (
    Aggregate,
    Apply,
    AtEdge,
    Case,
    Cast,
    ColumnRef,
    Constant,
    Expression,
    Fixed,
    InContext,
    OverGroups,
    ParameterRef,
)


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """What an expression is made of, one step down; conditions of changed contexts are not among it."""
    match expression:
        case Constant() | ColumnRef() | ParameterRef():
            return ()
        case Apply():
            return expression.arguments
        case Case():
            pairs = tuple(part for branch in expression.branches for part in branch)
            return pairs if expression.default is None else (*pairs, expression.default)
        case Cast():
            return (expression.value,)
        case Aggregate():
            return expression.arguments if expression.where is None else (*expression.arguments, expression.where)
        case Fixed():
            return (expression.aggregate, *expression.keys)
        case InContext() | OverGroups():
            return (expression.measure,)
        case AtEdge():
            return (expression.aggregate, expression.along, *expression.keys)
        case _:
            assert_never(expression)


def columns_of(expression: Expression) -> Iterator[ColumnRef]:
    """Every column that an expression names, one after the other."""
    if isinstance(expression, ColumnRef):
        yield expression
    for part in parts_of(expression):
        yield from columns_of(part)


def parameters_of(expression: Expression) -> Iterator[ParameterRef]:
    """Every parameter that an expression names."""
    if isinstance(expression, ParameterRef):
        yield expression
    for part in parts_of(expression):
        yield from parameters_of(part)


def holds_fixed(expression: Expression) -> bool:
    """Whether other rows than its own decide a value of this expression."""
    return isinstance(expression, Fixed) or any(map(holds_fixed, parts_of(expression)))


def mapped(expression: Expression, change: Callable[[Expression], Expression | None]) -> Expression:
    """The expression with some parts in other words: where `change` gives one it stands as it is, else its parts are
    looked at."""
    changed = change(expression)
    if changed is not None:
        return changed

    def inner(part: Expression) -> Expression:
        return mapped(part, change)

    match expression:
        case Apply():
            return replace(expression, arguments=tuple(map(inner, expression.arguments)))
        case Case():
            branches = tuple((inner(condition), inner(value)) for condition, value in expression.branches)
            default = None if expression.default is None else inner(expression.default)
            return replace(expression, branches=branches, default=default)
        case Cast():
            return replace(expression, value=inner(expression.value))
        case _:
            return expression
