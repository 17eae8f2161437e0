"""The reasons for which a file cannot be read, each with a way out."""

from collections.abc import Mapping
from typing import Any

from gnomon.datasets.contracts import MAX_COLUMNS
from gnomon.engine.contracts import TaskRefused
from gnomon.foundation.kit.errors import ErrorCode
from gnomon.sources.contracts import FileKind


def not_what_it_says(file_name: str, expected: str, found: str) -> TaskRefused:
    """Extension and content do not agree."""
    return TaskRefused(
        ErrorCode.UNSUPPORTED_TYPE,
        f"“{file_name}” should be {expected}, but looks like {found}.",
        hint="Rename it to what it is, or save it again in one of: CSV, TSV, XLSX, JSON, NDJSON, Parquet.",
        details={"expected": expected, "found": found},
    )


def unreadable(message: str, *, hint: str | None = None, details: Mapping[str, Any] | None = None) -> TaskRefused:
    """The file is of the right kind, but cannot be used."""
    return TaskRefused(ErrorCode.SOURCE_ERROR, message, hint=hint, details=details)


def too_many_columns(count: int) -> TaskRefused:
    """More columns than a dataset may have."""
    return TaskRefused(
        ErrorCode.PAYLOAD_TOO_LARGE,
        f"The file has {count:,} columns; a dataset may have at most {MAX_COLUMNS:,}.",
        hint="Leave out columns that are not needed, or turn columns into rows.",
        details={"columns": count, "max_columns": MAX_COLUMNS},
    )


def wrong_option(message: str, *, hint: str | None = None) -> TaskRefused:
    """A wish about how to read the file that cannot be fulfilled."""
    return TaskRefused(ErrorCode.VALIDATION_ERROR, message, hint=hint)


def not_understood(kind: FileKind) -> TaskRefused:
    """The engine cannot make sense of a file that looked right from outside."""
    if kind in (FileKind.CSV, FileKind.TSV):
        return unreadable(
            "The file cannot be read as a table: its quotes and delimiters do not go together.",
            hint="Choose the delimiter by hand, or save the file again.",
        )
    return unreadable(
        f"The file is damaged: it cannot be read as {kind.upper()}.", hint="Save it again and upload the new file."
    )
