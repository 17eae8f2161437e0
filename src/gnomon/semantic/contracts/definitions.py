"""What a person says about their data: the definition of a model, as it is stored, exported and imported."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, NewType
from uuid import UUID

from pydantic import Field

from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.number_formats import MOST_LETTERS, NUMBER_FORMAT
from gnomon.identity.contracts import UserId, WorkspaceId
from gnomon.semantic.contracts.members import DimensionKind, TimeGrain
from gnomon.semantic.contracts.names import ColumnName, DefinedName, Formula, TableName
from gnomon.semantic.contracts.policies import MAX_POLICIES, ColumnPolicy, RowPolicy

ModelId = NewType("ModelId", UUID)

MAX_TABLES = 50
MAX_RELATIONSHIPS = 200
MAX_CALCULATED_COLUMNS = 200
MAX_MODEL_MEASURES = 1_000

Format = Annotated[str, Field(max_length=MOST_LETTERS, pattern=NUMBER_FORMAT)]
"""A d3-format string such as `,.2f`, `.1%` or, with a currency of ISO 4217, `$EUR,.2f`."""
Synonyms = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=100)], ...], Field(max_length=30)]


class Wording(Contract):
    """How people call a member, and how its values are written."""

    label: str | None = Field(default=None, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    synonyms: Synonyms = ()
    format: Format | None = None
    unit: str | None = Field(default=None, max_length=50)
    """What its numbers count: `€`, `kg`, `days`."""


class ColumnMeaning(Wording):
    """What a person says about a column of the data; what is absent stays as it was inferred."""

    column: ColumnName
    kind: DimensionKind | None = None
    is_hidden: bool | None = None


class CalculatedColumn(Wording):
    """A column that a formula computes for every row."""

    name: DefinedName
    formula: Formula
    kind: DimensionKind | None = None
    is_hidden: bool = False


class HierarchyLevel(Contract):
    """One step of a hierarchy: a column, and for moments the grain that it is cut at."""

    column: ColumnName
    grain: TimeGrain | None = None


class Hierarchy(Contract):
    """Dimensions to drill through, the coarsest first."""

    name: DefinedName
    levels: tuple[HierarchyLevel, ...] = Field(min_length=2, max_length=20)


class ModelTable(Contract):
    """A dataset in a model."""

    name: TableName
    """What formulas and questions call it: the dataset's `sql_name` when it was added."""
    dataset_id: DatasetId
    columns: tuple[ColumnMeaning, ...] = Field(default=(), max_length=5_000)
    calculated: tuple[CalculatedColumn, ...] = Field(default=(), max_length=MAX_CALCULATED_COLUMNS)
    hierarchies: tuple[Hierarchy, ...] = Field(default=(), max_length=100)


class Cardinality(StrEnum):
    """How many rows of each side belong together, read from the first table to the second."""

    MANY_TO_ONE = "many_to_one"
    ONE_TO_ONE = "one_to_one"
    MANY_TO_MANY = "many_to_many"


class Relationship(Contract):
    """Rows of two tables that belong together: those whose key columns are equal; null equals nothing."""

    name: DefinedName
    """The role that the second table plays for the first, such as `shipped_on`; addresses may name it."""
    from_table: TableName
    from_columns: tuple[ColumnName, ...] = Field(min_length=1, max_length=10)
    to_table: TableName
    to_columns: tuple[ColumnName, ...] = Field(min_length=1, max_length=10)
    cardinality: Cardinality = Cardinality.MANY_TO_ONE
    is_active: bool = True
    """Whether paths may use it without naming it."""


class ModelMeasure(Wording):
    """A number that a formula makes of many rows."""

    name: DefinedName
    table: TableName
    """Where the fields pane shows it; its `COUNT(*)` counts the rows of this table."""
    formula: Formula
    is_hidden: bool = False


ParameterValue = bool | int | float | Annotated[str, Field(max_length=1_000)]


class ModelParameter(Contract):
    """A value that formulas name as `$name`, and that a question may set."""

    name: DefinedName
    type: Literal[
        ColumnType.INTEGER,
        ColumnType.DECIMAL,
        ColumnType.FLOAT,
        ColumnType.TEXT,
        ColumnType.BOOLEAN,
        ColumnType.DATE,
        ColumnType.DATETIME,
    ]
    default: ParameterValue
    label: str | None = Field(default=None, max_length=255)
    min: float | None = None
    max: float | None = None
    step: float | None = Field(default=None, gt=0)


class Weekday(StrEnum):
    """A day on which weeks may begin."""

    MONDAY = "monday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Calendar(Contract):
    """How time functions cut years and weeks."""

    fiscal_year_starts: int = Field(default=1, ge=1, le=12)
    """The month in which the fiscal year begins."""
    week_starts: Weekday = Weekday.MONDAY


class ModelDefinition(Contract):
    """Tables, how they belong together, and what is computed of them."""

    version: Literal[1] = 1
    tables: tuple[ModelTable, ...] = Field(min_length=1, max_length=MAX_TABLES)
    relationships: tuple[Relationship, ...] = Field(default=(), max_length=MAX_RELATIONSHIPS)
    measures: tuple[ModelMeasure, ...] = Field(default=(), max_length=MAX_MODEL_MEASURES)
    parameters: tuple[ModelParameter, ...] = Field(default=(), max_length=100)
    calendar: Calendar = Calendar()
    row_policies: tuple[RowPolicy, ...] = Field(default=(), max_length=MAX_POLICIES)
    """Told to those alone who manage policies, and changed by nobody else."""
    column_policies: tuple[ColumnPolicy, ...] = Field(default=(), max_length=MAX_POLICIES)


class Model(Contract):
    """A stored model; a dataset belongs to one model at most."""

    id: ModelId
    workspace_id: WorkspaceId
    name: str
    description: str | None
    definition: ModelDefinition
    revision: int
    created_by: UserId | None
    created_at: datetime
    updated_at: datetime
