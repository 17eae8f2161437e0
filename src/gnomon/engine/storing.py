"""Writes the rows of a hand-written statement into a Parquet file, inside a worker of its own."""

import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from gnomon.engine.connection import Connection
from gnomon.engine.contracts import ROW_GROUP_ROWS, STORED_AS, ResultColumn, Scalar, StoredRows
from gnomon.engine.protocol import Failure
from gnomon.engine.statements import StatementFailed, WriteColumns, judge, the_only_select

LOOK_EVERY_SECONDS = 0.1


def store_rows(
    connection: Connection,
    sql: str,
    parameters: dict[str, Scalar],
    path: Path,
    max_bytes: int,
    write_columns: WriteColumns,
    *,
    row_group_rows: int = ROW_GROUP_ROWS,
) -> StoredRows:
    """Run the statement once and write its rows as they come; raises `StatementFailed`."""
    the_only_select(connection, sql)
    columns = _columns(connection, sql, parameters)
    before = f"COPY (SELECT {', '.join(write_columns(columns))} FROM (\n"  # noqa: S608
    target = "'" + str(path).replace("'", "''") + "'"
    # The file grows under its own name, for its size is looked at while it does.
    how = f"{STORED_AS}, ROW_GROUP_SIZE {int(row_group_rows)}, USE_TMP_FILE false"
    behind = f"\n) AS answer) TO {target} ({how})"
    with _Bounded(path, max_bytes, connection.interrupt) as bounded:
        row = _executed(connection, f"{before}{sql}{behind}", parameters, bounded, -len(before.encode()))
    return StoredRows(tuple(ResultColumn(name, kind) for name, kind in columns), int(row[0]))


def _columns(connection: Connection, sql: str, parameters: dict[str, Scalar]) -> list[tuple[str, str]]:
    """Names and types of the columns, each name once; the statement does not run."""
    before = "DESCRIBE SELECT * FROM (\n"
    try:
        found = connection.execute(f"{before}{sql}\n) AS answer", parameters or None).fetchall()
    except Exception as error:
        raise _moved(judge(error), -len(before.encode())) from error
    return [(str(row[0]), str(row[1])) for row in found]


def _executed(
    connection: Connection, sql: str, parameters: dict[str, Scalar], bounded: "_Bounded", moved_by: int
) -> tuple[Any, ...]:
    try:
        row = connection.execute(sql, parameters or None).fetchone()
    except Exception as error:
        failed = StatementFailed(Failure.TOO_MANY_BYTES) if bounded.is_exceeded else judge(error)
        raise _moved(failed, moved_by) from error
    if bounded.is_exceeded or row is None:
        raise StatementFailed(Failure.TOO_MANY_BYTES)
    return row


def _moved(failed: StatementFailed, by_bytes: int) -> StatementFailed:
    failed.move(by_bytes)
    return failed


class _Bounded:
    """Looks at a file while it is written, and calls `end` when it grows too large."""

    def __init__(self, path: Path, max_bytes: int, end: Callable[[], None]) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._end = end
        self._was_exceeded = False
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="size", daemon=True)

    @property
    def is_exceeded(self) -> bool:
        """Whether the file is, or was, too large."""
        return self._was_exceeded or self._byte_size() > self._max_bytes

    def __enter__(self) -> "_Bounded":
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._is_over.wait(LOOK_EVERY_SECONDS):
            if self._byte_size() > self._max_bytes:
                self._was_exceeded = True
                self._end()
                return

    def _byte_size(self) -> int:
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0
