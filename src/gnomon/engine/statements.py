"""Runs one statement inside a worker and writes its rows as an Arrow IPC stream."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
from arro3.core import RecordBatch, RecordBatchReader
from arro3.io import write_ipc_stream

from gnomon.engine.connection import Connection
from gnomon.engine.contracts import Scalar
from gnomon.engine.protocol import MAX_CHUNK_BYTES, Failure
from gnomon.engine.scrub import scrub

MAX_SQL_CHARACTERS = 1_000_000
_SHOWN_AS_SELECT = ("PRAGMA", "DESCRIBE", "DESC", "SUMMARIZE", "SHOW", "CALL")


class StatementFailed(Exception):
    """A statement that gave no result, and which of the protocol's failures it is."""

    def __init__(self, failure: str, message: str = "") -> None:
        super().__init__(message)
        self.failure = failure
        self.message = message


class ChunkWriter:
    """A file that hands on what is written to it, small pieces together, and refuses more than `max_bytes`."""

    def __init__(self, send: Callable[[memoryview], None], max_bytes: int) -> None:
        self._send = send
        self._left = max_bytes
        self._held = bytearray()
        self.is_full = False

    def write(self, chunk: bytes) -> int:
        self._left -= len(chunk)
        if self._left < 0:
            self.is_full = True
            raise OSError("the result is too large")
        if len(self._held) + len(chunk) > MAX_CHUNK_BYTES:
            self.flush()
        if len(chunk) > MAX_CHUNK_BYTES:
            self._send(memoryview(chunk))
        else:
            self._held += chunk
        return len(chunk)

    def flush(self) -> None:
        if self._held:
            self._send(memoryview(bytes(self._held)))
            self._held.clear()

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
    statement = statements[0]
    if statement.type != duckdb.StatementType.SELECT or _first_word(statement.query) in _SHOWN_AS_SELECT:
        raise StatementFailed(Failure.FAILED, "Only statements that read (SELECT) can run.")
    return statement


def _first_word(sql: str) -> str:
    """The first word of a statement, behind its comments and brackets."""
    rest = sql.lstrip(" \t\r\n\f\v(;\ufeff\u00a0")
    while rest.startswith(("--", "/*")):
        end = rest.find("\n") if rest.startswith("--") else _comment_end(rest)
        rest = rest[end + 1 :].lstrip(" \t\r\n\f\v(;\ufeff\u00a0") if end >= 0 else ""
    word = ""
    for character in rest:
        if not (character.isalnum() or character == "_"):
            break
        word += character
    return word.upper()


def _comment_end(text: str) -> int:
    """Where the block comment that `text` begins with ends; block comments nest."""
    depth, position = 0, 0
    while position < len(text) - 1:
        pair = text[position : position + 2]
        if pair == "/*":
            depth, position = depth + 1, position + 2
        elif pair == "*/":
            depth, position = depth - 1, position + 2
            if depth == 0:
                return position - 1
        else:
            position += 1
    return -1


def run_statement(
    connection: Connection,
    sql: str,
    parameters: list[Scalar],
    max_rows: int,
    writer: ChunkWriter,
    is_cancelled: Callable[[], bool],
) -> dict[str, Any]:
    """Run the statement, write every batch as it comes, and tell what is known after the last row."""
    started = time.perf_counter()
    problem: list[BaseException] = []
    rows = 0

    def counted(reader: RecordBatchReader) -> Iterator[RecordBatch]:
        nonlocal rows
        try:
            for batch in reader:
                rows += batch.num_rows
                if rows > max_rows:
                    raise StatementFailed(Failure.TOO_MANY_ROWS)
                if is_cancelled():
                    raise StatementFailed(Failure.CANCELLED)
                yield batch
        except Exception as error:
            problem.append(error)
            raise

    try:
        relation: Any = connection.sql(the_only_select(connection, sql), params=parameters or None)
        columns = [(str(name), str(kind)) for name, kind in zip(relation.columns, relation.types, strict=True)]
        if is_cancelled():
            raise StatementFailed(Failure.CANCELLED)
        reader = RecordBatchReader.from_arrow(relation)
        batches = RecordBatchReader.from_batches(reader.schema, counted(reader))
        write_ipc_stream(batches, writer, compression=None)  # type: ignore[arg-type]
    except Exception as error:
        if writer.is_full:
            raise StatementFailed(Failure.TOO_MANY_BYTES) from None
        raise judge(problem[0] if problem else error) from None
    return {"columns": columns, "row_count": rows, "elapsed_ms": (time.perf_counter() - started) * 1000}


def describe_failure(error: Exception) -> dict[str, str]:
    """Why a statement gave nothing, in the words of the protocol."""
    failed = judge(error)
    return {"failure": failed.failure, "message": failed.message}


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
    return StatementFailed(Failure.FAILED, scrub(text))
