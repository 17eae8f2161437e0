"""What an answer is: rows, what its columns mean, and where it came from."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from gnomon.datasets.contracts import ColumnType, DatasetId, DatasetVersionId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts.questions import QuerySpec
from gnomon.semantic.contracts import Aggregation, TimeGrain


class ColumnRole(StrEnum):
    """Whether a result column groups or counts."""

    DIMENSION = "dimension"
    MEASURE = "measure"


class QueryColumn(Contract):
    """What a column of an answer means."""

    name: str
    label: str
    role: ColumnRole
    type: ColumnType
    member: str
    aggregation: Aggregation | None
    grain: TimeGrain | None
    bin_width: float | None
    """Width of each step; in seconds for moments and dates."""
    is_text_encoded: bool
    """Whether exact numbers travel as text in Arrow (decimals, integers beyond 64 bits)."""


class ReceiptSource(Contract):
    """A dataset version that an answer read."""

    dataset_id: DatasetId
    name: str
    version_id: DatasetVersionId
    version_number: int
    content_hash: str
    as_of: datetime
    row_count: int
    """How many rows the version has; how many of them the asker may see is not told."""


class SharedPass(Contract):
    """One statement that was run for several questions of a batch, whose rows are those that each would have alone."""

    sql: str
    parameters: tuple[Any, ...]
    questions: int
    """How many it answered."""


class Receipt(Contract):
    """Where an answer came from."""

    run_id: UUID
    spec: QuerySpec | None
    """The question itself, so that it can be asked again; None where it is too long to be repeated."""
    dataset_id: DatasetId
    dataset_version_id: DatasetVersionId
    content_hash: str
    as_of: datetime
    """When the dataset version was made."""
    sources: tuple[ReceiptSource, ...]
    """Every dataset version that was read, the asked one first."""
    model_id: UUID | None
    """The model that said what the names mean; None while nobody has defined anything."""
    model_revision: int
    policy_hash: str | None
    """Of the policies, and the attributes, that limited what was read; None where nothing did."""
    sql: str
    parameters: tuple[Any, ...]
    fingerprint: str
    time_zone: str
    asked_at: datetime
    """The present that spans of time such as “the last 30 days” were counted from."""
    rows_scanned: int
    """Rows of everything that was read; the engine skips parts of it that cannot match."""
    row_count: int
    is_truncated: bool
    """Whether the question has more rows than were returned."""
    is_cached: bool
    shared_pass: SharedPass | None
    """What ran in place of `sql` for this and other questions; None where `sql` itself ran, or nothing had to."""
    rolled_up: bool
    """Whether it was put together of groups that had been aggregated beforehand of these versions."""
    elapsed_ms: float


class QueryMeaning(Contract):
    """Everything about an answer but its rows; travels beside the Arrow stream."""

    columns: tuple[QueryColumn, ...]
    row_count: int
    total_rows: int
    """Rows that the question has without its limit and offset."""
    is_truncated: bool
    warnings: tuple[str, ...]
    receipt: Receipt


class ResultColumnInfo(Contract):
    """A column of a JSON answer."""

    name: str
    type: ColumnType
    label: str
    role: ColumnRole


class RowsResult(Contract):
    """An answer as JSON: rows are arrays in column order."""

    columns: tuple[ResultColumnInfo, ...]
    rows: list[list[Any]]
    row_count: int
    total_rows: int
    truncated: bool
    execution_time_ms: float
    warnings: tuple[str, ...]
    receipt: Receipt


class StageTrace(Contract):
    """What one stage of the pipeline made, and how long it took."""

    stage: str
    elapsed_ms: float
    output: str
    """The result in readable form: members, a plan tree, or SQL."""


class Explanation(Contract):
    """How a question would be answered."""

    sql: str
    parameters: tuple[Any, ...]
    stages: tuple[StageTrace, ...]
