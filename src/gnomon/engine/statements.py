"""Runs one statement inside a worker and writes its rows as an Arrow IPC stream."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TypeAlias

import duckdb
from arro3.core import RecordBatch, RecordBatchReader
from arro3.io import write_ipc_stream
from duckdb import _seam

from gnomon.engine.connection import Connection
from gnomon.engine.contracts import Scalar
from gnomon.engine.null_slots import blank
from gnomon.engine.places import placed
from gnomon.engine.protocol import MAX_CHUNK_BYTES, Failure
from gnomon.engine.scrub import scrub

MAX_SQL_CHARACTERS = 1_000_000
MAX_KNOWN = 256
LONGEST_KNOWN = 20_000

WriteColumns: TypeAlias = Callable[[list[tuple[str, str]]], list[str]]
"""From the names and types of columns to the expressions that they leave as."""


class StatementFailed(Exception):
    """A statement that gave no result, and which of the protocol's failures it is."""

    def __init__(self, failure: str, message: str = "", place: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.failure = failure
        self.message = message
        self.place = place

    def move(self, by_bytes: int) -> None:
        """Tell the place as it is in a text that begins so much later; one before its beginning is none."""
        if self.place is not None and self.place["start"] is not None:
            start = self.place["start"] + by_bytes
            self.place = {**self.place, "start": start if start >= 0 else None}


class ChunkWriter:
    """A file that hands on what is written to it, small pieces together, and refuses more than `max_bytes`.

    What is held at the end is for the caller to send, so that it can leave together with what follows.
    """

    def __init__(self, send: Callable[[bytes | bytearray], None], max_bytes: int) -> None:
        self._send = send
        self._left = max_bytes
        self.held = bytearray()
        self.is_full = False

    def write(self, chunk: bytes) -> int:
        self._left -= len(chunk)
        if self._left < 0:
            self.is_full = True
            raise OSError("the result is too large")
        if self.held and len(self.held) + len(chunk) > MAX_CHUNK_BYTES:
            self._send(self.held)
            self.held = bytearray()
        self.held += chunk
        return len(chunk)

    def flush(self) -> None:
        """Nothing is lost by waiting for more."""

    def read(self, size: int = -1) -> bytes:
        raise OSError("only written")

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError("only written")


def the_only_select(connection: Connection, sql: str) -> duckdb.Statement:
    """The statement in `sql`, when it is exactly one and only reads."""
    if len(sql) > MAX_SQL_CHARACTERS:
        raise StatementFailed(Failure.FAILED, f"A statement may have {MAX_SQL_CHARACTERS} characters.")
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise StatementFailed(Failure.FAILED, "Exactly one statement can run at a time.")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise StatementFailed(Failure.FAILED, "Only statements that read (SELECT) can run.")
    return statements[0]


class KnownSelects:
    """The texts that were found to be one statement that reads; each asked again is not taken apart again.

    Whether a text is that depends on nothing but the text.
    """

    def __init__(self) -> None:
        self._queries: OrderedDict[str, str] = OrderedDict()

    def query_of(self, connection: Connection, sql: str) -> str:
        """The statement as it is run. Raises `StatementFailed` as `the_only_select` does."""
        query = self._queries.get(sql)
        if query is None:
            query = the_only_select(connection, sql).query
            if len(sql) <= LONGEST_KNOWN:
                self._queries[sql] = query
        else:
            self._queries.move_to_end(sql)
        if len(self._queries) > MAX_KNOWN:
            self._queries.popitem(last=False)
        return query


_known = KnownSelects()


def run_statement(
    connection: Connection,
    sql: str,
    parameters: dict[str, Scalar],
    max_rows: int,
    writer: ChunkWriter,
    is_cancelled: Callable[[], bool],
    write_columns: WriteColumns | None = None,
) -> dict[str, Any]:
    """Run the statement, write every batch as it comes, and tell what is known after the last row."""
    started = time.perf_counter()
    before = ""
    columns: list[tuple[str, str]] = []
    if write_columns is not None:
        columns = _types_of(connection, the_only_select(connection, sql), parameters)
        before = f"SELECT {', '.join(write_columns(columns))} FROM (\n"  # noqa: S608
        sql = f"{before}{sql}\n) AS answer"
    query = _known.query_of(connection, sql)
    if is_cancelled():
        raise StatementFailed(Failure.CANCELLED)
    try:
        # A relation has the engine bind a statement twice, for its columns and to run it, which small answers feel.
        # This is the one place where more of the library is used than it promises; its version is pinned.
        result = _seam.submit(connection, query, parameters or None, "stream")
        try:
            if write_columns is None:
                columns = [(str(name), str(kind)) for name, kind, *_ in result.description]
            rows = _write_rows(_Stream(result), max_rows, writer, is_cancelled)
        finally:
            # An unread result would keep the connection busy; one that failed is closed already.
            with suppress(duckdb.Error):
                result.close()
    except (duckdb.Error, StatementFailed) as error:
        failed = judge(error)
        failed.move(-len(before.encode()))
        raise failed from error
    return {"columns": columns, "row_count": rows, "elapsed_ms": (time.perf_counter() - started) * 1000}


class _Stream:
    """The rows of a result that is being read, as Arrow libraries take them."""

    def __init__(self, result: Any) -> None:
        self._result = result

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._result.arrow_capsule()


def _types_of(
    connection: Connection, statement: duckdb.Statement, parameters: dict[str, Scalar]
) -> list[tuple[str, str]]:
    """The names and types of a statement's columns; nothing runs."""
    try:
        relation: Any = connection.sql(statement, params=parameters or None)
    except (duckdb.BinderException, duckdb.CatalogException):
        # Only this way of running tells the place of an error; a statement that cannot be bound runs neither way.
        connection.execute(statement, parameters or None)
        raise
    return [(str(name), str(kind)) for name, kind in zip(relation.columns, relation.types, strict=True)]


def _write_rows(stream: _Stream, max_rows: int, writer: ChunkWriter, is_cancelled: Callable[[], bool]) -> int:
    """Write the rows of a stream and count them; raises `StatementFailed`."""
    counter = _Counter(max_rows, is_cancelled)
    failed: StatementFailed | None = None
    try:
        write_ipc_stream(counter.batches(RecordBatchReader.from_arrow(stream)), writer, compression=None)  # type: ignore[arg-type]
    except Exception as error:
        # What Arrow raises in the place of an error of ours or of DuckDB's has lost the kind of it.
        failed = counter.failed or (StatementFailed(Failure.TOO_MANY_BYTES) if writer.is_full else judge(error))
    finally:
        counter.close()
    if failed is not None:
        raise failed
    return counter.rows


class _Counter:
    """Hands batches on for as long as they are few enough and still wanted."""

    def __init__(self, max_rows: int, is_cancelled: Callable[[], bool]) -> None:
        self._reader: RecordBatchReader | None = None
        self._max_rows = max_rows
        self._is_cancelled = is_cancelled
        self.rows = 0
        self.failed: StatementFailed | None = None

    def batches(self, reader: RecordBatchReader) -> RecordBatchReader:
        self._reader = reader
        return RecordBatchReader.from_batches(reader.schema, self._counted())

    def close(self) -> None:
        self._reader = None

    def _counted(self) -> Iterator[RecordBatch]:
        while self._reader is not None:
            try:
                batch = self._reader.read_next_batch()
            except StopIteration:
                return
            except Exception as error:
                self.failed = judge(error)
                raise
            self.rows += batch.num_rows
            if self.rows > self._max_rows:
                self.failed = StatementFailed(Failure.TOO_MANY_ROWS)
            elif self._is_cancelled():
                self.failed = StatementFailed(Failure.CANCELLED)
            if self.failed is not None:
                raise self.failed
            yield blank(batch)


def describe_failure(error: Exception) -> dict[str, Any]:
    """Why a statement gave nothing, in the words of the protocol."""
    failed = judge(error)
    return {"failure": failed.failure, "message": failed.message, "place": failed.place}


def judge(error: BaseException) -> StatementFailed:
    """Which failure an exception of the engine is, told without paths."""
    text = str(error)
    if isinstance(error, StatementFailed):
        return error
    if isinstance(error, duckdb.InterruptException) or "INTERRUPT Error" in text:
        return StatementFailed(Failure.CANCELLED)
    if isinstance(error, (duckdb.OutOfMemoryException, MemoryError)) or "Out of Memory Error" in text:
        return StatementFailed(Failure.MEMORY)
    if "std::bad_alloc" in text or "Failed to allocate" in text or "failure to allocate" in text.lower():
        return StatementFailed(Failure.MEMORY)
    message, place = placed(text)
    return StatementFailed(Failure.FAILED, scrub(message), place)
