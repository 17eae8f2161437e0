"""The front door of sources: files on their way to dataset versions."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from pydantic import Field

from gnomon.datasets.contracts import Column, ColumnProfile, ColumnType, DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import AppError, Conflict, ErrorCode, ErrorKind, Invalid, StorageFull

ImportId = NewType("ImportId", UUID)

LANE = "imports"
"""The lane of jobs that read large files, or make them."""


class FileKind(StrEnum):
    """The kinds of file that can be read, by extension and content."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    JSON = "json"
    NDJSON = "ndjson"
    PARQUET = "parquet"


class ImportStatus(StrEnum):
    """Where an import is."""

    QUEUED = "queued"
    WAITING = "waiting"
    """A workbook with several sheets waits for the choice of sheets."""
    RUNNING = "running"
    READY = "ready"
    ERROR = "error"
    CANCELLED = "cancelled"


class ImportStage(StrEnum):
    """What a running import is doing."""

    QUERYING = "querying"
    """The file is still being made, of the answer of a query."""
    READING = "reading"
    TYPING = "typing"
    WRITING = "writing"
    PROFILING = "profiling"
    STORING = "storing"


class ImportProblem(Contract):
    """Why an import failed, in the reader's words."""

    code: str
    message: str
    hint: str | None
    details: dict[str, Any] = {}
    """What else is known, such as the place in the text of a query."""


class Import(Contract):
    """One file on its way into one dataset, or several where a workbook has several sheets."""

    id: ImportId
    dataset_ids: tuple[DatasetId, ...]
    status: ImportStatus
    stage: ImportStage | None
    rows: int | None
    fraction: float | None
    """How far it is, 0 to 1, where that is known."""
    file_name: str
    file_size: int
    sheets: tuple[str, ...]
    """The sheets of a workbook that has several."""
    error: ImportProblem | None
    created_at: datetime
    finished_at: datetime | None


class ReadOptions(Contract):
    """How to read a file, where a person knows better than we found out; absent means: find out."""

    delimiter: str | None = None
    encoding: str | None = None
    decimal_comma: bool | None = None
    header_line: int | None = None
    day_first: bool | None = None
    sheet: str | None = None
    types: dict[str, ColumnType] = {}
    """Types by column name, instead of those that the full scan finds."""


class ReadRequest(Contract):
    """What a worker is asked to read; travels to the worker as JSON."""

    source_path: str
    file_name: str
    kind: FileKind
    options: ReadOptions


class ReadOutcome(Contract):
    """What a worker found in a file; the Parquet files and the rejects lie in its output folder."""

    columns: tuple[Column, ...]
    row_count: int
    rejected_rows: int
    parquet_files: tuple[str, ...]
    """File names in the output folder, in row order."""
    rejects_file: str | None
    """NDJSON of `Reject`, at most `MAX_LISTED_REJECTS` of them."""
    profile: tuple[ColumnProfile, ...]
    encoding: str | None
    delimiter: str | None
    header_line: int | None
    warnings: tuple[str, ...]


class SheetList(Contract):
    """The sheets of a workbook, in its order, with those that hold anything marked."""

    names: tuple[str, ...]
    filled: tuple[str, ...]


MAX_LISTED_REJECTS = 10_000

MAX_SHEETS = 100
"""Sheets of one workbook that become datasets."""


class UploadOptions(Contract):
    """What a person says about a file that they upload."""

    name: str | None = Field(default=None, min_length=1, max_length=255)
    """The dataset's name; the file's own name without its ending, where absent."""
    dataset_id: DatasetId | None = None
    """Make the file a new version of this dataset."""
    sheets: tuple[str, ...] = Field(default=(), max_length=MAX_SHEETS)
    """The sheets of a workbook to read; every filled one, where absent."""
    ask_sheets: bool = False
    """Wait for the choice of sheets where a workbook has several."""
    options: ReadOptions = ReadOptions()


class ChooseSheets(Contract):
    """The sheets to read of a workbook that waits for the choice."""

    sheets: tuple[str, ...] = Field(min_length=1, max_length=MAX_SHEETS)


class UnsupportedFile(AppError):
    """The file is of a kind that cannot be read, by its ending or by what it holds."""

    kind = ErrorKind.UNSUPPORTED

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(ErrorCode.UNSUPPORTED_TYPE, message, hint=hint)


class FileTooLarge(AppError):
    """The file is larger than one file may be."""

    kind = ErrorKind.TOO_LARGE

    def __init__(self, max_file_size: int) -> None:
        super().__init__(
            ErrorCode.PAYLOAD_TOO_LARGE,
            f"The file is larger than {_in_words(max_file_size)}, which is the limit for one file.",
            hint="Split the file, save it as Parquet, or ask the administrator to raise MAX_FILE_SIZE.",
            details={"max_file_size": max_file_size},
        )


class MadeFileTooLarge(AppError):
    """The answer of a query makes a file that is larger than one file may be."""

    kind = ErrorKind.TOO_LARGE

    def __init__(self, max_file_size: int) -> None:
        super().__init__(
            ErrorCode.PAYLOAD_TOO_LARGE,
            f"What the query gives is larger than {_in_words(max_file_size)}, which is the limit for one file.",
            hint="Ask for fewer rows or columns, or ask the administrator to raise MAX_FILE_SIZE.",
            details={"max_file_size": max_file_size},
        )


class EmptyFile(Invalid):
    """There is nothing in the file."""

    def __init__(self) -> None:
        super().__init__("The file is empty.", hint="Check that it was saved completely, then upload it again.")


class ImportEnded(Conflict):
    """The import is not in a state in which this could be done."""

    def __init__(self, status: ImportStatus) -> None:
        super().__init__(f"The import is {status.value}, so this cannot be done.", details={"status": status.value})


class AlreadyImported(Conflict):
    """An import with this identifier is under way, or has ended."""

    def __init__(self) -> None:
        super().__init__("This import was begun before.", hint="Look at the import that is there.")


class ImportRefused(AppError):
    """A file that was looked at in full and cannot be used; the reason is the reader's."""

    kind = ErrorKind.INVALID

    def __init__(self, problem: ImportProblem) -> None:
        super().__init__(ErrorCode(problem.code), problem.message, hint=problem.hint, details=problem.details)


class FileUnsupported(ImportRefused):
    """A file whose contents are of a kind that cannot be read."""

    kind = ErrorKind.UNSUPPORTED


class FileBeyondLimits(ImportRefused):
    """A file with more in it than one file may hold."""

    kind = ErrorKind.TOO_LARGE


class ImportInterrupted(ImportRefused):
    """An import that the server could not end."""

    kind = ErrorKind.UNAVAILABLE


class ImportWithoutRoom(ImportRefused):
    """An import for which the disk had no room."""

    kind = ErrorKind.STORAGE_FULL


def refusal_of(problem: ImportProblem) -> ImportRefused:
    """The error that tells why a file was refused."""
    match ErrorCode(problem.code):
        case ErrorCode.UNSUPPORTED_TYPE:
            return FileUnsupported(problem)
        case ErrorCode.PAYLOAD_TOO_LARGE | ErrorCode.QUOTA_EXCEEDED | ErrorCode.QUERY_MEMORY:
            return FileBeyondLimits(problem)
        case ErrorCode.UNAVAILABLE if problem.message == StorageFull.MESSAGE:
            return ImportWithoutRoom(problem)
        case ErrorCode.UNAVAILABLE | ErrorCode.INTERNAL:
            return ImportInterrupted(problem)
        case _:
            return ImportRefused(problem)


def _in_words(byte_size: int) -> str:
    for unit, factor in (("GiB", 1024**3), ("MiB", 1024**2), ("KiB", 1024)):
        if byte_size >= factor:
            return f"{byte_size / factor:.4g} {unit} ({byte_size} bytes)"
    return f"{byte_size} bytes"
