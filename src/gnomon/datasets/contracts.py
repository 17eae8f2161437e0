"""The front door of datasets: named tables, their immutable versions, columns and profiles."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from pydantic import Field

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import AppError, Conflict, ErrorCode, ErrorKind
from gnomon.identity.contracts import UserId, WorkspaceId

DatasetId = NewType("DatasetId", UUID)
DatasetVersionId = NewType("DatasetVersionId", UUID)

MAX_COLUMNS = 5_000


class ColumnType(StrEnum):
    """The types that a column can have, whatever engine holds it."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    FLOAT = "float"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    DURATION = "duration"
    JSON = "json"
    GEO = "geo"


class DatasetStatus(StrEnum):
    """Where a dataset is in its life."""

    IMPORTING = "importing"
    READY = "ready"
    ERROR = "error"


class Column(Contract):
    """A physical field of a dataset, with what people have said about it."""

    name: str
    """The name that questions use; unique in the dataset, without regard to case."""
    source_name: str
    """The header as the file had it."""
    type: ColumnType
    engine_type: str
    """The engine's own type, such as `DECIMAL(18,2)` or `TIMESTAMP WITH TIME ZONE`."""
    position: int
    label: str | None
    description: str | None
    is_hidden: bool
    notes: tuple[str, ...]
    """What the reader of the file noticed, such as “day and month could not be told apart”."""


class ColumnInfo(Contract):
    """A column in two words, as clients of uploads rely on it."""

    name: str
    type: ColumnType


class Dataset(Contract):
    """A named table of a workspace."""

    id: DatasetId
    workspace_id: WorkspaceId
    name: str
    sql_name: str
    description: str | None
    status: DatasetStatus
    error: str | None
    row_count: int
    file_size: int
    rejected_rows: int
    columns_info: tuple[ColumnInfo, ...]
    columns: tuple[Column, ...]
    active_version_id: DatasetVersionId | None
    import_id: UUID | None
    """The latest import into this dataset; its progress is at `/imports/{id}`."""
    file_name: str | None
    created_by: UserId | None
    created_at: datetime
    updated_at: datetime


class DatasetSummary(Contract):
    """A dataset as a list shows it."""

    id: DatasetId
    name: str
    sql_name: str
    description: str | None
    status: DatasetStatus
    error: str | None
    row_count: int
    column_count: int
    file_size: int
    rejected_rows: int
    file_name: str | None
    import_id: UUID | None
    created_at: datetime
    updated_at: datetime


class DatasetVersion(Contract):
    """One immutable state of a dataset."""

    id: DatasetVersionId
    dataset_id: DatasetId
    number: int
    row_count: int
    byte_size: int
    rejected_rows: int
    content_hash: str
    file_name: str | None
    is_active: bool
    created_by: UserId | None
    created_at: datetime
    columns_info: tuple[ColumnInfo, ...]


class DatasetTable(Contract):
    """What a question needs to know of a dataset: its columns and the files of its active version."""

    dataset_id: DatasetId
    workspace_id: WorkspaceId
    name: str
    sql_name: str
    version_id: DatasetVersionId
    version_number: int
    content_hash: str
    row_count: int
    columns: tuple[Column, ...]
    file_keys: tuple[str, ...]
    """Keys of the Parquet files in blob storage."""
    created_at: datetime
    """When this version was made: how fresh an answer is."""


ProfileValue = bool | int | float | str
"""A value of a profile: numbers as numbers where a double holds them, everything else as ISO-8601 or plain text."""


class HistogramBin(Contract):
    """How many values lie in `[low, high)`; the last bin includes `high`. Times are ISO-8601."""

    low: ProfileValue
    high: ProfileValue
    count: int


class TopValue(Contract):
    """A frequent value and how often it stands."""

    value: ProfileValue
    count: int


class ColumnProfile(Contract):
    """What all rows of one column say together."""

    name: str
    type: ColumnType
    row_count: int
    null_count: int
    distinct_count: int
    is_distinct_exact: bool
    min: ProfileValue | None
    max: ProfileValue | None
    mean: float | None
    stddev: float | None
    q25: ProfileValue | None
    median: ProfileValue | None
    q75: ProfileValue | None
    histogram: tuple[HistogramBin, ...]
    """For numbers, dates and times; empty for others."""
    top_values: tuple[TopValue, ...]
    """For text, booleans and columns with few values; most frequent first."""


class Profile(Contract):
    """The profile of one dataset version, computed over all its rows."""

    dataset_id: DatasetId
    version_id: DatasetVersionId
    row_count: int
    columns: tuple[ColumnProfile, ...]


class Reject(Contract):
    """A row, or a value of it, that could not be used as the file had it."""

    line: int
    """Line of the file, counted from 1; rows of a workbook count as lines."""
    column: str | None
    value: str
    reason: str


class Rejects(Contract):
    """The rejected rows of one version: the first of them in full, and how many there are in all."""

    items: tuple[Reject, ...]
    total: int
    next_cursor: str | None


class NewVersion(Contract):
    """A version that an import has made, ready to become the active one."""

    version_id: DatasetVersionId
    columns: tuple[Column, ...]
    file_keys: tuple[str, ...]
    row_count: int
    byte_size: int
    content_hash: str
    rejected_rows: int
    rejects_key: str | None
    raw_key: str | None
    raw_sha256: str | None
    file_name: str | None
    profile: tuple[ColumnProfile, ...]


class UpdateDataset(Contract):
    """Change the words of a dataset; a field that is absent stays as it is."""

    name: str | None = Field(default=None, min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=4000)


class UpdateColumn(Contract):
    """Change what is said about one column; a field that is absent stays as it is."""

    name: str
    label: str | None = Field(default=None, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    is_hidden: bool | None = None
    type: ColumnType | None = None
    """A new type reads the raw file again into a new version."""


class UpdateColumns(Contract):
    """Changes to several columns at once."""

    columns: tuple[UpdateColumn, ...] = Field(min_length=1, max_length=MAX_COLUMNS)


class RawFile(Contract):
    """An uploaded file as it came, kept in blob storage."""

    key: str
    byte_size: int
    sha256: str
    file_name: str


class CreateDataset(Contract):
    """Make an empty dataset that waits for its first version."""

    name: str = Field(min_length=1, max_length=255)
    import_id: UUID
    raw: RawFile


class DatasetSort(StrEnum):
    """The order of a list of datasets; a minus turns it round."""

    NAME = "name"
    NAME_DESCENDING = "-name"
    CREATED = "created_at"
    CREATED_DESCENDING = "-created_at"
    UPDATED = "updated_at"
    UPDATED_DESCENDING = "-updated_at"
    ROWS = "row_count"
    ROWS_DESCENDING = "-row_count"
    SIZE = "file_size"
    SIZE_DESCENDING = "-file_size"


class StorageUse(Contract):
    """What the files of a workspace take: original files and every version, also those in the trash."""

    used_bytes: int
    quota_bytes: int


class TrashKind(StrEnum):
    """The kinds of thing that can lie in the trash."""

    DATASET = "dataset"


class TrashedThing(Contract):
    """Something thrown away that can still be had back."""

    kind: TrashKind
    id: UUID
    name: str
    deleted_at: datetime
    purged_at: datetime
    """When it goes for good."""


class DatasetNotReady(Conflict):
    """The dataset has no version yet, so there is nothing to ask."""

    def __init__(self, name: str, status: DatasetStatus) -> None:
        is_importing = status is DatasetStatus.IMPORTING
        super().__init__(
            f"“{name}” is still being imported." if is_importing else f"The import of “{name}” failed.",
            hint="Try again when the import has ended." if is_importing else "Upload the file again.",
            details={"status": status.value},
        )


class QuotaExceeded(AppError):
    """The files of a workspace would take more than it may keep."""

    kind = ErrorKind.TOO_LARGE

    def __init__(self, use: StorageUse) -> None:
        super().__init__(
            ErrorCode.QUOTA_EXCEEDED,
            f"This workspace keeps {use.used_bytes} of {use.quota_bytes} bytes, and the file does not fit in.",
            hint="Delete datasets that nobody needs and empty the trash, or ask the administrator for a larger quota.",
            details={"used_bytes": use.used_bytes, "quota_bytes": use.quota_bytes},
        )
