"""What the engine computes twice is counted twice, so that nesting cannot make a small formula a huge plan."""

import time

import pytest
from tests.semantic.formulas.sample import TABLES
from tests.semantic.formulas.written import COLUMN, PLAIN, engine, sql_of

from gnomon.query.expressions import Binder
from gnomon.semantic.contracts import CheckedFormula
from gnomon.semantic.formulas.checking import check_formula
from gnomon.semantic.formulas.engine import engine_form
from gnomon.semantic.formulas.functions.declarations import Operator, Scalar
from gnomon.semantic.formulas.registry import functions
from gnomon.semantic.formulas.syntax import Call, Name, Syntax
from gnomon.semantic.formulas.walk import inner_parts
from gnomon.semantic.formulas.weights import TWICE


def mentions(node: Syntax, name: str, weight: int = 1) -> int:
    """How often an expression for the engine holds an argument, counting what the engine repeats of NULLIF."""
    if isinstance(node, Name):
        return weight if node.text == name else 0
    parts = list(inner_parts(node))
    doubled = isinstance(node, Call) and node.name == "NULLIF"
    return sum(mentions(part, name, weight * (2 if doubled and place == 0 else 1)) for place, part in enumerate(parts))


def test_every_argument_that_is_computed_twice_is_known() -> None:
    found: dict[str, frozenset[int]] = {}
    for declaration in functions():
        if isinstance(declaration, Operator) or (isinstance(declaration, Scalar) and declaration.engine_by is None):
            name = declaration.name.lower()
            form = engine_form(name)
            if form.body is not None:
                often = {place: mentions(form.body, parameter) for place, parameter in enumerate(form.parameters)}
                assert max(often.values()) <= 2, name
                found[name] = frozenset(place for place, count in often.items() if count == 2)
    assert {name: places for name, places in found.items() if places} | {"nullif": frozenset({0})} == dict(TWICE)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("SQRT(", ")"),
        ("LN(", ")"),
        ("NULLIF(", ", 0)"),
        ("1 / (", ")"),
        ("POWER(", ", 2)"),
        ("FLOAT(", " BETWEEN 0 AND 1)"),
        ("FLOAT(", " IN (0, 1, 2))"),
        ("CLAMP(", ", 0, 1)"),
        ("ABS(", ")"),
        ("COALESCE(", ", 0)"),
        ("ROUND(", ", 2)"),
    ],
)
def test_whatever_is_nested_is_planned_in_no_time_or_refused(start: str, end: str) -> None:
    deepest = None
    for depth in range(1, 99):
        found = check_formula(PLAIN, TABLES, "orders", start * depth + "discount" + end * depth, COLUMN)
        if not isinstance(found, CheckedFormula):
            break
        deepest = found
    assert deepest is not None
    binder = Binder()
    statement = f"EXPLAIN SELECT {sql_of(deepest.expression, binder)} FROM orders"
    with engine() as connection:
        started = time.perf_counter()
        connection.execute(statement, binder.values or None).fetchall()
        assert time.perf_counter() - started < 20
