"""What the rows of a version say together, and those of its file that could not be used."""

from gnomon.datasets.contracts.columns import ColumnType
from gnomon.datasets.contracts.names import DatasetId, DatasetVersionId
from gnomon.foundation.kit.contract import Contract

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
