"""Every function that the engine knows is either allowed or refused, each by name; a new engine cannot slip one in."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

import duckdb
import pytest
from tests.query.handwritten.refused_functions import REFUSED_CALLS, REFUSED_IN_FROM

from gnomon.query.handwritten.functions import (
    ALLOWED_FUNCTIONS,
    ALLOWED_TABLE_FUNCTIONS,
    SYNTAX,
    VOLATILE_FUNCTIONS,
)

CALLED = ("scalar", "aggregate", "window", "macro")
IN_FROM = ("table", "table_macro", "pragma")
WORDS = {"current_time", "current_timestamp", "localtime", "localtimestamp"}
"""Functions that are always written without parentheses."""
CALLED_STEADY = {*WORDS, "age", "ago", "current_localtime", "current_localtimestamp", "pg_timezone_names"}
"""What asks the clock although the engine calls it consistent, or does not know it as a function that is called."""


def known(kinds: Iterable[str], where: str = "true") -> set[str]:
    """The names of the engine's functions of some kinds, with `_` for blanks."""
    query = f"SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN {tuple(kinds)} AND {where}"
    with duckdb.connect() as connection:
        return {name.lower().replace(" ", "_") for (name,) in connection.execute(query).fetchall()}


def patterns(refused: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [pattern for group in refused.values() for pattern in group]


LISTS = [
    pytest.param(CALLED, ALLOWED_FUNCTIONS - SYNTAX - WORDS, patterns(REFUSED_CALLS), id="calls"),
    pytest.param(IN_FROM, ALLOWED_TABLE_FUNCTIONS, patterns(REFUSED_IN_FROM), id="tables"),
]


@pytest.mark.parametrize(("kinds", "allowed", "refused"), LISTS)
def test_every_function_of_the_engine_is_either_allowed_or_refused(
    kinds: tuple[str, ...], allowed: frozenset[str], refused: list[str]
) -> None:
    names = known(kinds)
    is_refused = {name: any(fnmatchcase(name, pattern) for pattern in refused) for name in names}
    undecided = {name for name in names - allowed if not is_refused[name]}
    both = {name for name in names & allowed if is_refused[name]}
    assert undecided | both | (allowed - names) == set()
    assert {pattern for pattern in refused if not any(fnmatchcase(name, pattern) for name in names)} == set()


def test_whatever_answers_otherwise_the_next_time_is_known_as_such() -> None:
    unsteady = known(CALLED, "stability IN ('VOLATILE', 'CONSISTENT_WITHIN_QUERY')") & ALLOWED_FUNCTIONS
    # A statement in which `error` has answered has no answer that could be kept.
    assert unsteady - VOLATILE_FUNCTIONS == {"error"}
    assert set(VOLATILE_FUNCTIONS - unsteady) == CALLED_STEADY


def test_names_are_in_lower_case() -> None:
    names = ALLOWED_FUNCTIONS | ALLOWED_TABLE_FUNCTIONS | VOLATILE_FUNCTIONS
    assert {name for name in names if name != name.lower()} == set()
