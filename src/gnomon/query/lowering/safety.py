"""Conditions that can be computed for every row, whatever it holds."""

from gnomon.query.plan import All, AnyOf, Condition, Holds, Not
from gnomon.semantic.contracts import Apply, Case, Cast, ColumnRef, Constant, Expression

SAFE_FUNCTIONS = frozenset(
    {"=", "<>", "<", "<=", ">", ">=", "and", "or", "not", "in", "between", "is_null", "like", "ilike", "coalesce"}
)
"""They compare, and compute nothing that could overflow or be undefined."""


def is_safe(condition: Condition) -> bool:
    """Whether a condition fails for no row."""
    match condition:
        case Holds():
            return _is_safe(condition.formula.expression)
        case All() | AnyOf():
            return all(map(is_safe, condition.conditions))
        case Not():
            return is_safe(condition.condition)
        case _:
            return True


def _is_safe(expression: Expression) -> bool:
    match expression:
        case Constant() | ColumnRef():
            return True
        case Apply():
            return expression.function in SAFE_FUNCTIONS and all(map(_is_safe, expression.arguments))
        case Case():
            parts = [part for branch in expression.branches for part in branch]
            return all(map(_is_safe, [*parts, *([] if expression.default is None else [expression.default])]))
        case Cast():
            # What cannot be read as the other type is null.
            return _is_safe(expression.value)
        case _:
            return False
