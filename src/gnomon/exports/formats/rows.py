"""The rows of an export: stored as Parquet with every value exactly, read again in chunks, written within bounds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from gnomon.engine.contracts import StoringContext, TaskRefused
from gnomon.foundation.kit.errors import ErrorCode
from gnomon.query.handwritten.storing import LONG_INTEGERS, column_names, each_once, stored_value

ROWS_FILE = "rows.parquet"
EXPORT_FILE = "export"
STORING, WRITING = "storing", "writing"
CHUNK_ROWS = 4_096
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column of the stored rows."""

    name: str
    engine_type: str
    """As the file has it."""
    is_long_integer: bool
    """A whole number beyond 64 bits, which the file has as text."""

    @property
    def sql(self) -> str:
        """How a statement over the stored rows names it."""
        return quoted(self.name)


@dataclass(frozen=True, slots=True)
class StoredRows:
    """All rows of an export."""

    path: Path
    columns: tuple[StoredColumn, ...]
    row_count: int

    @property
    def source(self) -> str:
        """What a statement reads them from."""
        return f"read_parquet({text(str(self.path))})"


def quoted(name: str) -> str:
    """A name as the engine's dialect quotes it."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as the engine's dialect quotes it."""
    return "'" + value.replace("'", "''") + "'"


def store(context: StoringContext, payload: Mapping[str, Any]) -> StoredRows:
    """Run the task's statement once. Raises `TaskRefused` where it has more rows than an export may have."""
    context.progress(STORING)
    name_columns = partial(_named, schema=payload["schema"], headings=payload["headings"])
    given = context.store_rows(ROWS_FILE, name_columns)
    if given.row_count > payload["max_rows"]:
        raise TaskRefused(
            ErrorCode.PAYLOAD_TOO_LARGE,
            f"There are more than {payload['max_rows']:,} rows, which is the most that one export may have.",
            hint="Narrow it by a filter, group it, or export it in parts.",
            details={"max_rows": payload["max_rows"]},
        )
    path = context.output_dir / ROWS_FILE
    told = context.connection.execute(f"DESCRIBE SELECT * FROM read_parquet({text(str(path))})").fetchall()  # noqa: S608
    kinds = [(str(row[0]), str(row[1])) for row in told]
    columns = tuple(
        StoredColumn(name, engine_type, one.engine_type in LONG_INTEGERS)
        for (name, engine_type), one in zip(kinds, given.columns, strict=True)
    )
    return StoredRows(path, columns, given.row_count)


def _named(columns: Sequence[tuple[str, str]], schema: str | None, headings: Sequence[str] | None) -> list[str]:
    """Every column in the form that it is stored in, under its heading."""
    own = [name for name, _ in columns]
    names = each_once(headings) if headings is not None else column_names(own, schema or "")
    return [
        f"{stored_value(f'#{place}', engine_type)} AS {quoted(name)}"
        for place, (name, (_, engine_type)) in enumerate(zip(names, columns, strict=True), start=1)
    ]


def in_chunks(context: StoringContext, sql: str, row_count: int) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a statement over the stored ones, a few thousand at a time, in their order."""
    found = context.connection.execute(sql)
    done = 0
    while chunk := found.fetchmany(CHUNK_ROWS):
        yield chunk
        done += len(chunk)
        context.progress(WRITING, rows=done, fraction=done / max(row_count, 1))


def write_pieces(context: StoringContext, pieces: Iterable[str], max_bytes: int) -> int:
    """Write texts one behind the other into the file of the export; answers its bytes."""
    left = max_bytes
    with (context.output_dir / EXPORT_FILE).open("wb") as file:
        for piece in pieces:
            written = piece.encode("utf-8", "replace")
            left -= len(written)
            if left < 0:
                raise too_bulky(max_bytes)
            file.write(written)
    return max_bytes - left


def checked_size(context: StoringContext, max_bytes: int) -> None:
    """See that a file that a library has written is not too large."""
    if (context.output_dir / EXPORT_FILE).stat().st_size > max_bytes:
        raise too_bulky(max_bytes)


def too_bulky(max_bytes: int) -> TaskRefused:
    """What is said of a file that is too large."""
    return TaskRefused(
        ErrorCode.PAYLOAD_TOO_LARGE,
        f"The file would be larger than {max_bytes // MEBIBYTE:,} MiB, which is the most that one export may have.",
        hint="Choose Parquet, which is far smaller, or narrow it by a filter.",
        details={"max_bytes": max_bytes},
    )


def outcome(rows: StoredRows) -> dict[str, Any]:
    """What the server is told."""
    return {"row_count": rows.row_count}
