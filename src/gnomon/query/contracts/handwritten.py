"""SQL that a person wrote: what is run, what it answers, and what it may name."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from pydantic import Field, StringConstraints

from gnomon.datasets.contracts import ColumnType, DatasetId, DatasetVersionId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts.questions import DEFAULT_LIMIT, MAX_LIMIT, FilterValue
from gnomon.query.contracts.running import RunOptions

MAX_SQL_CHARACTERS = 100_000
MAX_PARAMETERS = 200

SqlText = Annotated[str, Field(min_length=1, max_length=MAX_SQL_CHARACTERS)]
ParameterName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=100)]


class ParameterType(StrEnum):
    """What a bound value is."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"


class TypedValue(Contract):
    """A value with its type; decimals, dates and times may be text."""

    type: ParameterType
    value: FilterValue


SqlParameters: TypeAlias = Annotated[Mapping[ParameterName, FilterValue | TypedValue], Field(max_length=MAX_PARAMETERS)]
"""The values of `$name`, by name; a bare value has the type that JSON gives it."""


class ExecuteSql(RunOptions):
    """A statement to run now over the datasets of the workspace, each by its `sql_name`."""

    sql: SqlText
    parameters: SqlParameters = Field(default_factory=dict)
    dataset_id: DatasetId | None = None
    """A dataset that may also be called `dataset`."""
    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    """Rows at most; `truncated` and `total_rows` tell when there are more."""
    time_zone: str = Field(default="UTC", max_length=64)
    """IANA name; zoned moments are shown in it."""


class SqlColumn(Contract):
    """A column by its name and type."""

    name: str
    type: ColumnType


class SqlSource(Contract):
    """A dataset that a statement read, and which version of it."""

    dataset_id: DatasetId
    sql_name: str
    dataset_version_id: DatasetVersionId
    version_number: int
    content_hash: str
    as_of: datetime


class SqlReceipt(Contract):
    """Where the answer of a statement came from."""

    run_id: UUID
    sources: tuple[SqlSource, ...]
    sql: str
    """The statement as it ran, with every dataset behind its guard."""
    parameters: Mapping[str, Any]
    policy_hash: str | None
    """Of the policies, and the attributes, that limited what was read; None where nothing did."""
    fingerprint: str
    time_zone: str
    asked_at: datetime
    rows_scanned: int
    """Rows of everything that was read; the engine skips parts of it that cannot match."""
    row_count: int
    is_truncated: bool
    """Whether the statement has more rows than were returned."""
    is_cached: bool
    elapsed_ms: float


class FanOutTable(Contract):
    """A dataset as a FROM names it."""

    dataset_id: DatasetId
    sql_name: str
    alias: str
    """What the statement calls it there."""


class FanOutFigures(Contract):
    """An aggregate as the statement shows it, and as it is when every row counts once in each group."""

    type: ColumnType
    inflated: Any
    true: Any
    """Both in total, over the groups that the statement shows."""
    times: float
    """How often a row counts on average."""
    group_columns: tuple[SqlColumn, ...]
    groups: list[list[Any]]
    """The groups that are furthest from the truth: the values of their columns, then both figures."""
    wrong_groups: int
    """How many groups show a wrong figure, those that are not listed among them."""


class FanOut(Contract):
    """An aggregate that counts the rows of a dataset several times, because a join has multiplied them."""

    expression: str
    """The aggregate as it is written."""
    function: str
    columns: tuple[str, ...]
    """The columns of the dataset that it is about."""
    table: FanOutTable
    multiplied_by: tuple[FanOutTable, ...]
    """The datasets with several rows for one of the table."""
    joined_on: tuple[str, ...]
    """The equalities that join them, each as `alias.column = alias.column`."""
    message: str
    figures: FanOutFigures | None
    """None when they could not be measured in time."""


class SqlMeaning(Contract):
    """Everything about the answer of a statement but its rows."""

    columns: tuple[SqlColumn, ...]
    row_count: int
    total_rows: int
    """Rows that the statement gives without the limit of the run."""
    truncated: bool
    warnings: tuple[str, ...]
    fan_outs: tuple[FanOut, ...] = ()
    """Figures that a join has inflated."""
    corrected_sql: str | None = None
    """The statement with every multiplying dataset aggregated before it is joined, where that can be written."""
    receipt: SqlReceipt


class SqlResult(Contract):
    """The answer of a statement as JSON: rows are arrays in column order."""

    columns: tuple[SqlColumn, ...]
    rows: list[list[Any]]
    row_count: int
    total_rows: int
    truncated: bool
    execution_time_ms: float
    warnings: tuple[str, ...]
    fan_outs: tuple[FanOut, ...] = ()
    """Figures that a join has inflated."""
    corrected_sql: str | None = None
    """The statement with every multiplying dataset aggregated before it is joined, where that can be written."""
    receipt: SqlReceipt


class VocabularyTable(Contract):
    """A dataset as a statement may name it."""

    dataset_id: DatasetId
    name: str
    sql_name: str
    row_count: int
    columns: tuple[SqlColumn, ...]


class Vocabulary(Contract):
    """What a statement may name."""

    tables: tuple[VocabularyTable, ...]
    functions: tuple[str, ...]
