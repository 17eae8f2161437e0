"""How things are timed: in turns with DuckDB in this process, and compared by their medians."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec

import duckdb

Given = ParamSpec("Given")

ROUNDS = 7


def timed(work: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> float:
    """Milliseconds that some work takes."""
    began = time.perf_counter()
    work(*given, **named)
    return (time.perf_counter() - began) * 1000


def in_turns(
    ours: Callable[[int], object], theirs: Callable[[int], object], *, rounds: int = ROUNDS
) -> tuple[float, float]:
    """The medians of both, in turns; each is given the turn, and the first turn only warms both up."""
    mine, others = [], []
    for turn in range(-1, rounds):
        own, other = timed(ours, turn), timed(theirs, turn)
        if turn >= 0:
            mine.append(own)
            others.append(other)
    return statistics.median(mine), statistics.median(others)


def fetch(duck: duckdb.DuckDBPyConnection, *statements: str) -> None:
    """Run statements one after the other and read what they answer."""
    for sql in statements:
        duck.execute(sql).fetchall()


@contextmanager
def warm_duckdb() -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB in this process with all cores, its caches warm like those of a server that runs on."""
    with duckdb.connect() as connection:
        connection.execute(f"SET threads={os.cpu_count()}")
        yield connection
