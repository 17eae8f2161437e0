"""Budgets, statements and waiting for the tests of the engine."""

import asyncio
import time
from collections.abc import Callable

from gnomon.engine.contracts import Budget, Scalar, Statement, TableFiles

MEBIBYTE = 1024 * 1024


def budget(
    *, seconds: float = 10.0, memory: int = 512 * MEBIBYTE, rows: int = 100_000, size: int | None = None
) -> Budget:
    """A budget that a usual question keeps."""
    most = {} if size is None else {"max_bytes": size}
    return Budget(seconds=seconds, memory_bytes=memory, max_rows=rows, **most)


def ask(sql: str, *parameters: Scalar, tables: tuple[TableFiles, ...] = ()) -> Statement:
    """A statement over tables."""
    return Statement(sql=sql, parameters=parameters, tables=tables)


async def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something has become true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not become true in time"
        await asyncio.sleep(0.02)
