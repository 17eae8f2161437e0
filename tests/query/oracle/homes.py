"""Whose rows make the groups of an answer: the homes of aggregates that look at the question's own context."""

from collections.abc import Iterator
from operator import is_
from typing import TypeAlias

from tests.query.oracle.context import Asked, NotJudged, changed, restrictions
from tests.query.oracle.paths import World

from gnomon.semantic.contracts import (
    Aggregate,
    Apply,
    AtEdge,
    Case,
    Cast,
    ContextChange,
    Expression,
    InContext,
    OverGroups,
)

Changes: TypeAlias = tuple[ContextChange, ...]


def homes_of(expression: Expression, changes: Changes = ()) -> Iterator[tuple[str, Changes]]:
    """The homes of the aggregates, and what is changed for them."""
    match expression:
        case Aggregate():
            yield expression.home, changes
        case AtEdge():
            yield expression.aggregate.home, changes
        case InContext():
            yield from homes_of(expression.measure, (*changes, *expression.changes))
        case _:
            for one in _parts(expression):
                yield from homes_of(one, changes)


def _parts(expression: Expression) -> Iterator[Expression]:
    match expression:
        case Apply():
            yield from expression.arguments
        case Cast():
            yield expression.value
        case OverGroups():
            yield expression.measure
        case Case():
            yield from (one for pair in expression.branches for one in pair)
            if expression.default is not None:
                yield expression.default


def is_plain(world: World, asked: Asked, home: str, changes: Changes) -> bool:
    """Whether the changes leave everything as the question has it."""
    own = restrictions(world, asked, dict.fromkeys(range(len(asked.groups))), (), home)
    left = own
    try:
        for change in changes:
            left = changed(world, left, change, home)
    except NotJudged:
        return False
    return len(left) == len(own) and all(map(is_, left, own))
