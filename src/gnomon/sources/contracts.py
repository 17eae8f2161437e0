"""The front door of sources: files on their way to dataset versions."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from gnomon.datasets.contracts import Column, ColumnProfile, ColumnType, DatasetId
from gnomon.foundation.kit.contract import Contract

ImportId = NewType("ImportId", UUID)


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
