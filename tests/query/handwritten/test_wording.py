"""What the engine says is told in the words of the product."""

import pytest

from gnomon.query.handwritten.wording import worded


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            'Binder Error: Referenced column "regoin" not found in FROM clause! Candidate bindings: "region"',
            "There is no column “regoin” here.",
        ),
        (
            'Binder Error: Table "o" does not have a column named "amuont" Candidate bindings: : "amount"',
            "“o” has no column “amuont”.",
        ),
        (
            'Binder Error: Referenced table "x" not found! Candidate tables: "o"',
            "There is no table “x” in this FROM.",
        ),
        (
            "Conversion Error: Could not convert string 'x' to INT32",
            "Could not convert string 'x' to INT32",
        ),
        ("Binder Error: GROUP BY clause cannot contain aggregates!", "GROUP BY clause cannot contain aggregates."),
    ],
)
def test_errors_of_the_engine_are_told_plainly(said: str, told: str) -> None:
    assert worded(said, has_near_misses=True) == told


def test_near_misses_stay_where_they_are_told_nowhere_else() -> None:
    said = 'Binder Error: Column "a" in EXCLUDE list not found in FROM clause Candidate bindings: "b"'
    assert worded(said, has_near_misses=False) == said.removeprefix("Binder Error: ")
