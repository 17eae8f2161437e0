"""Named tables and their immutable versions."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from gnomon.datasets.contracts.columns import Column, ColumnInfo
from gnomon.datasets.contracts.names import DatasetId, DatasetVersionId
from gnomon.datasets.contracts.profiles import ColumnProfile
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict
from gnomon.identity.contracts import UserId, WorkspaceId


class DatasetStatus(StrEnum):
    """Where a dataset is in its life."""

    IMPORTING = "importing"
    READY = "ready"
    ERROR = "error"


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
    withheld: tuple[str, ...] = ()
    """Columns of the files that are not among the columns, for whoever asks may not know them."""


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


class RawFile(Contract):
    """An uploaded file as it came, kept in blob storage."""

    key: str
    byte_size: int
    sha256: str
    file_name: str


class CreateDataset(Contract):
    """Make an empty dataset that waits for its first version."""

    name: str = Field(min_length=1, max_length=255)
    description: str | None = None
    import_id: UUID
    raw: RawFile | None
    """Absent while the file is still being made."""


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


class DatasetNotReady(Conflict):
    """The dataset has no version yet, so there is nothing to ask."""

    def __init__(self, name: str, status: DatasetStatus) -> None:
        is_importing = status is DatasetStatus.IMPORTING
        super().__init__(
            f"“{name}” is still being imported." if is_importing else f"The import of “{name}” failed.",
            hint="Try again when the import has ended." if is_importing else "Upload the file again.",
            details={"status": status.value},
        )
