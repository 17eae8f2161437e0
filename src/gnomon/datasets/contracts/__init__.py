"""The front door of datasets: named tables, their immutable versions, columns and profiles."""

from gnomon.datasets.contracts.access import DatasetAccess, NotAllMayBeSeen
from gnomon.datasets.contracts.columns import (
    MAX_COLUMNS,
    ROWS,
    Column,
    ColumnInfo,
    ColumnType,
    UpdateColumn,
    UpdateColumns,
)
from gnomon.datasets.contracts.datasets import (
    CreateDataset,
    Dataset,
    DatasetNotReady,
    DatasetSort,
    DatasetStatus,
    DatasetSummary,
    DatasetTable,
    DatasetVersion,
    NewVersion,
    RawFile,
    UpdateDataset,
)
from gnomon.datasets.contracts.keeping import QuotaExceeded, StorageUse
from gnomon.datasets.contracts.names import DatasetId, DatasetVersionId
from gnomon.datasets.contracts.profiles import (
    ColumnProfile,
    HistogramBin,
    Profile,
    ProfileValue,
    Reject,
    Rejects,
    TopValue,
)

__all__ = [
    "MAX_COLUMNS",
    "ROWS",
    "Column",
    "ColumnInfo",
    "ColumnProfile",
    "ColumnType",
    "CreateDataset",
    "Dataset",
    "DatasetAccess",
    "DatasetId",
    "DatasetNotReady",
    "DatasetSort",
    "DatasetStatus",
    "DatasetSummary",
    "DatasetTable",
    "DatasetVersion",
    "DatasetVersionId",
    "HistogramBin",
    "NewVersion",
    "NotAllMayBeSeen",
    "Profile",
    "ProfileValue",
    "QuotaExceeded",
    "RawFile",
    "Reject",
    "Rejects",
    "StorageUse",
    "TopValue",
    "UpdateColumn",
    "UpdateColumns",
    "UpdateDataset",
]
