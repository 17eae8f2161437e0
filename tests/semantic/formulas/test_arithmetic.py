"""Random arithmetic over whole numbers, decimals and nulls equals what Python makes of it."""

from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.semantic.formulas.written import computed, engine

from gnomon.semantic.formulas.grammar import parse
from gnomon.semantic.formulas.syntax import (
    Between,
    Binary,
    Call,
    Choice,
    IsNull,
    Name,
    NullValue,
    NumberValue,
    OneOf,
    Syntax,
    Unary,
)

CONNECTION = engine()
Row = dict[str, Any]

LEAVES = st.sampled_from(["quantity", "amount", "price", "null"]) | st.integers(0, 50).map(str) | st.just("2.5")


def numbers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(inner, st.sampled_from(["+", "-", "*", "%"]), inner).map(" ".join).map("({})".format)
    return st.one_of(
        pairs,
        inner.map("(-{})".format),
        st.tuples(inner, inner).map(lambda both: f"COALESCE({both[0]}, {both[1]})"),
        st.tuples(conditions(inner), inner, inner).map(lambda t: f"CASE WHEN {t[0]} THEN {t[1]} ELSE {t[2]} END"),
        st.tuples(inner, inner).map(lambda both: f"LEAST({both[0]}, {both[1]})"),
    )


def conditions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    compared = st.tuples(inner, st.sampled_from(["=", "<>", "<", ">="]), inner).map(" ".join)
    one = st.one_of(
        compared,
        inner.map("{} IS NULL".format),
        st.tuples(inner, inner, inner).map(lambda t: f"{t[0]} BETWEEN {t[1]} AND {t[2]}"),
        st.tuples(inner, inner, inner).map(lambda t: f"{t[0]} NOT IN ({t[1]}, {t[2]})"),
    )
    both = st.tuples(one, st.sampled_from(["AND", "OR"]), one).map(" ".join)
    return one | both | one.map("NOT ({})".format)


FORMULAS = st.recursive(LEAVES, numbers, max_leaves=6)
ROWS = st.fixed_dictionaries(
    {
        "quantity": st.none() | st.integers(-20, 20),
        "amount": st.none() | st.integers(-999, 999).map(lambda cents: Decimal(cents) / 100),
        "price": st.none() | st.integers(-99, 99).map(lambda cents: Decimal(cents) / 100),
    }
)


def strict(operation: Callable[..., Any], *values: Any) -> Any:
    """What null does to everything that computes with it."""
    return None if any(value is None for value in values) else operation(*values)


def remainder(left: Any, right: Any) -> Any:
    """With the sign of the dividend, as SQL has it."""
    return None if right == 0 else Decimal(left) % Decimal(right)


OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: Decimal(a) + Decimal(b),
    "-": lambda a, b: Decimal(a) - Decimal(b),
    "*": lambda a, b: Decimal(a) * Decimal(b),
    "%": remainder,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
}


def either(left: bool | None, right: bool | None) -> bool | None:
    if left or right:
        return True
    return None if left is None or right is None else False


def opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def value_of(node: Syntax, row: Row) -> Any:
    def inner(part: Syntax) -> Any:
        return value_of(part, row)

    match node:
        case NullValue():
            return None
        case NumberValue():
            return Decimal(node.text)
        case Name():
            return row[node.text]
        case Unary(operator="-"):
            return strict(lambda value: -value, inner(node.operand))
        case Unary():
            return opposite(inner(node.operand))
        case Binary(operator="OR"):
            return either(inner(node.left), inner(node.right))
        case Binary(operator="AND"):
            return opposite(either(opposite(inner(node.left)), opposite(inner(node.right))))
        case Binary():
            return strict(OPERATORS[node.operator], inner(node.left), inner(node.right))
        case IsNull():
            return inner(node.operand) is None
        case Between():
            above = strict(OPERATORS[">="], inner(node.operand), inner(node.low))
            below = strict(OPERATORS[">="], inner(node.high), inner(node.operand))
            return opposite(either(opposite(above), opposite(below)))
        case OneOf():
            found: bool | None = False
            for choice in node.choices:
                found = either(found, strict(OPERATORS["="], inner(node.operand), inner(choice)))
            return found
        case Choice():
            for when, then in node.branches:
                if inner(when):
                    return inner(then)
            return None if node.default is None else inner(node.default)
        case Call(name="LEAST"):
            known = [value for value in map(inner, node.arguments) if value is not None]
            return min(known) if known else None
        case Call(name="COALESCE"):
            return next((value for value in map(inner, node.arguments) if value is not None), None)
        case _:
            raise AssertionError(node)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(FORMULAS, st.lists(ROWS, min_size=2, max_size=2))
def test_random_arithmetic_is_what_python_makes_of_it(formula: str, rows: list[Row]) -> None:
    given_values = computed(CONNECTION, formula, rows)
    with localcontext() as context:
        context.prec = 80
        wanted = [value_of(parse(formula), row) for row in rows]
    assert [None if value is None else Decimal(value) for value in given_values] == wanted


@settings(max_examples=60, deadline=None, derandomize=True)
@given(conditions(FORMULAS), st.lists(ROWS, min_size=2, max_size=2))
def test_random_conditions_are_what_three_valued_logic_makes_of_them(formula: str, rows: list[Row]) -> None:
    with localcontext() as context:
        context.prec = 80
        wanted = [value_of(parse(formula), row) for row in rows]
    assert computed(CONNECTION, formula, rows) == wanted
