"""A locked in-memory DuckDB connection that can read the given files and nothing else; only workers import it."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from gnomon.engine.contracts import TableFiles

MAX_WARM_CONNECTIONS = 8
DUCKDB_SHARE_OF_MEMORY = 0.75
"""How much of a budget DuckDB may plan with; the rest is for what it does not count."""

Connection = duckdb.DuckDBPyConnection


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _list(paths: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(path) for path in paths) + "]"


def open_connection(memory_bytes: int, threads: int, spill_folder: Path | None = None) -> Connection:
    """A connection with every door but the file system shut; `lock` shuts that one too.

    Only one with a folder to spill to may write files.
    """
    # DuckDB 2.0.0 waits for itself for ever when a COPY fails or is interrupted while other threads write for it, so a
    # connection that writes has no such threads.
    writing = {} if spill_folder is None else {"async_threads": "0"}
    connection = duckdb.connect(
        ":memory:",
        config={
            **writing,
            "allow_community_extensions": "false",
            "allow_persistent_secrets": "false",
            "allow_unsigned_extensions": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "max_temp_directory_size": "0B" if spill_folder is None else "1TB",
            "memory_limit": f"{int(memory_bytes * DUCKDB_SHARE_OF_MEMORY)}B",
            "temp_directory": "" if spill_folder is None else str(spill_folder),
            "threads": str(threads),
        },
    )
    for setting in (
        "TimeZone = 'UTC'",
        "python_enable_replacements = false",
        "enable_progress_bar = false",
        "parquet_metadata_cache = true",
        "errors_as_json = false",
    ):
        connection.execute(f"SET {setting}")
    return connection


def lock(
    connection: Connection,
    *,
    readable: Iterable[str] = (),
    writable_folders: Iterable[str] = (),
    is_final: bool = True,
    walled: bool = True,
) -> None:
    """Let the connection read `readable`, write `writable_folders`, and, when final, change no setting ever again."""
    if not walled:
        return
    connection.execute(f"SET allowed_paths = {_list(readable)}")
    connection.execute(f"SET allowed_directories = {_list(writable_folders)}")
    connection.execute("SET enable_external_access = false")
    if is_final:
        connection.execute("SET lock_configuration = true")


def bind_tables(connection: Connection, tables: Sequence[TableFiles], schema: str | None = None) -> None:
    """Let every table's name stand for its Parquet files; with a schema, only in that schema."""
    prefix = "" if schema is None else f"{_identifier(schema)}."
    if schema is not None:
        connection.execute(f"CREATE SCHEMA {_identifier(schema)}")
    for table in tables:
        files = _list(str(path) for path in table.paths)
        columns = "*" if table.row_number is None else f"*, {_row_number(table)} AS {_identifier(table.row_number)}"
        view = f"{prefix}{_identifier(table.name)}"
        connection.execute(f"CREATE VIEW {view} AS SELECT {columns} FROM read_parquet({files})")  # noqa: S608


def _row_number(table: TableFiles) -> str:
    # One file's own row numbers let DuckDB skip to the wanted rows; an expression over them does not.
    if len(table.paths) == 1:
        return "file_row_number"
    return "CAST(file_index AS BIGINT) * 1099511627776 + file_row_number"


class WarmConnections:
    """The last few connections, one for each set of tables, so that a repeated question pays for nothing twice.

    A connection sees the tables it was made for and no others, whoever wrote the statement. One more is opened ahead,
    while the worker is idle, because opening is most of the cost.
    """

    def __init__(self, threads: int, *, walled: bool = True) -> None:
        self._threads = threads
        self._walled = walled
        self._warm: OrderedDict[tuple[int, tuple[TableFiles, ...]], Connection] = OrderedDict()
        self._ahead: tuple[int, Connection] | None = None

    def get(self, tables: tuple[TableFiles, ...], memory_bytes: int) -> Connection:
        """The connection for these tables, from the warm ones or made now."""
        key = (memory_bytes, tables)
        connection = self._warm.get(key)
        if connection is not None:
            self._warm.move_to_end(key)
            return connection
        connection = self._made_for(tables, memory_bytes)
        self._warm[key] = connection
        while len(self._warm) > MAX_WARM_CONNECTIONS:
            self._warm.popitem(last=False)[1].close()
        return connection

    @contextmanager
    def throw_away(self, tables: tuple[TableFiles, ...], memory_bytes: int, schema: str | None) -> Iterator[Connection]:
        """A connection for one statement and no other, whose errors tell their place as JSON."""
        connection = self._made_for(tables, memory_bytes, schema, "SET errors_as_json = true")
        try:
            yield connection
        finally:
            connection.close()

    def open_ahead(self, memory_bytes: int) -> None:
        """Open the next connection before it is asked for."""
        if self._ahead is not None and self._ahead[0] != memory_bytes:
            self._ahead[1].close()
            self._ahead = None
        if self._ahead is None:
            self._ahead = (memory_bytes, open_connection(memory_bytes, self._threads))

    def forget(self) -> None:
        """Close every connection, and give what they cached back."""
        for connection in self._warm.values():
            connection.close()
        self._warm.clear()
        if self._ahead is not None:
            self._ahead[1].close()
            self._ahead = None

    def _made_for(
        self, tables: tuple[TableFiles, ...], memory_bytes: int, schema: str | None = None, *settings: str
    ) -> Connection:
        connection = self._open(memory_bytes)
        try:
            bind_tables(connection, tables, schema)
            for setting in settings:
                connection.execute(setting)
            lock(connection, readable=[str(path) for table in tables for path in table.paths], walled=self._walled)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open(self, memory_bytes: int) -> Connection:
        if self._ahead is not None and self._ahead[0] == memory_bytes:
            connection = self._ahead[1]
            self._ahead = None
            return connection
        return open_connection(memory_bytes, self._threads)
