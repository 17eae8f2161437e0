"""Does one task inside a worker of its own: a private connection, one folder to write, news of the progress."""

import encodings
import errno
import importlib
import json
import pkgutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import duckdb

from gnomon.engine import protocol
from gnomon.engine.connection import Connection, bind_tables, lock, open_connection
from gnomon.engine.contracts import ROW_GROUP_ROWS, StoredRows, TableFiles, TaskRefused
from gnomon.engine.protocol import Failure
from gnomon.engine.scrub import scrub
from gnomon.engine.statements import StatementFailed, WriteColumns
from gnomon.engine.statements import describe_failure as describe_failure_of_statement
from gnomon.engine.storing import store_rows

SPILL_FOLDER = ".spill"
PROGRESS_PAUSE_SECONDS = 0.1
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_ROOM_WORDS = ("No space left", "max_temp_directory_size", "Disk quota exceeded", "File too large")

# Python loads a codec when a file first asks for it, which may be after the folder of the codecs is out of reach.
for _codec in pkgutil.iter_modules(encodings.__path__):
    if _codec.name not in {"mbcs", "oem"}:
        importlib.import_module(f"encodings.{_codec.name}")


class Report(Protocol):
    """Sends one piece of progress to the server."""

    def __call__(self, stage: str, rows: int | None, fraction: float | None) -> None: ...


class TaskContext:
    """What a task finds inside its worker process; see `WorkerContext`."""

    def __init__(self, request: Mapping[str, Any], report: Report, *, walled: bool) -> None:
        self._request = request
        self._report = report
        self._walled = walled
        self._connection: Connection | None = None
        self._stage: str | None = None
        self._next_report_at = 0.0

    @property
    def output_dir(self) -> Path:
        """The only folder that the task may write."""
        return Path(self._request["output_dir"])

    @property
    def connection(self) -> Connection:
        """The private connection, opened when it is first asked for."""
        if self._connection is None:
            spill_folder = self.output_dir / SPILL_FOLDER
            spill_folder.mkdir(exist_ok=True)
            self._connection = open_connection(self._request["memory_bytes"], self._request["threads"], spill_folder)
            lock(
                self._connection,
                readable=self._request["readable"],
                writable_folders=[str(self.output_dir)],
                is_final=False,
                walled=self._walled,
            )
        return self._connection

    def progress(self, stage: str, *, rows: int | None = None, fraction: float | None = None) -> None:
        """Tell the server how far the task is; most of what comes too often is left out."""
        now = time.monotonic()
        if stage == self._stage and now < self._next_report_at:
            return
        self._stage, self._next_report_at = stage, now + PROGRESS_PAUSE_SECONDS
        self._report(stage, rows, fraction)

    def store_rows(
        self, file_name: str, write_columns: WriteColumns, *, row_group_rows: int = ROW_GROUP_ROWS
    ) -> StoredRows:
        """Write the rows of the task's statement as Parquet into `output_dir`, once."""
        statement, connection = self._request["statement"], self.connection
        tables = [TableFiles(name, tuple(map(Path, paths)), number) for name, paths, number in statement["tables"]]
        bind_tables(connection, tables, statement["schema"])
        connection.execute("SET errors_as_json = true")
        if self._walled:
            connection.execute("SET lock_configuration = true")
        parameters = {name: protocol.read_scalar(value) for name, value in statement["parameters"].items()}
        path = self.output_dir / file_name
        return store_rows(
            connection,
            statement["sql"],
            parameters,
            path,
            self._request["max_bytes"],
            write_columns,
            row_group_rows=row_group_rows,
        )

    def interrupt(self) -> None:
        """Stop the statement that the task is running."""
        if self._connection is not None:
            self._connection.interrupt()

    def close(self) -> None:
        """Let go of the files."""
        if self._connection is not None:
            self._connection.close()


def perform_task(entry_point: str, context: TaskContext, payload: Mapping[str, Any]) -> bytes:
    """What the task returns, as JSON."""
    module, _, name = entry_point.partition(":")
    function: Callable[[TaskContext, Mapping[str, Any]], Mapping[str, Any]] = getattr(
        importlib.import_module(module), name
    )
    return json.dumps(function(context, payload), allow_nan=False, separators=(",", ":")).encode()


def describe_failure(error: Exception) -> dict[str, Any]:
    """Why a task gave nothing, in the words of the protocol."""
    # A statement that failed has what the engine said as its cause.
    text = f"{error} {error.__cause__ or ''}"
    if isinstance(error, TaskRefused):
        told = {"code": error.code, "message": error.message, "hint": error.hint, "details": error.details}
        return {"failure": Failure.REFUSED, **told}
    if (isinstance(error, OSError) and error.errno in _NO_ROOM) or any(words in text for words in _NO_ROOM_WORDS):
        return {"failure": Failure.STORAGE_FULL}
    if isinstance(error, StatementFailed):
        return describe_failure_of_statement(error)
    if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)):
        return {"failure": Failure.MEMORY}
    if isinstance(error, duckdb.InterruptException):
        return {"failure": Failure.CANCELLED}
    if isinstance(error, duckdb.Error):
        return {"failure": Failure.FAILED, "message": scrub(str(error)), "where": _where(error)}
    return {"failure": Failure.FAILED, "message": "The file could not be read.", "where": _where(error)}


def _where(error: BaseException) -> str:
    """The kind of error and the line of ours that raised it: enough to find it, nothing of anybody's data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return f"{type(error).__name__} in {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
