"""Columns: the physical fields of a dataset, and what people say about them."""

from enum import StrEnum

from pydantic import Field

from gnomon.foundation.kit.contract import Contract

MAX_COLUMNS = 5_000
ROWS = "*"
"""What questions call the rows themselves, and so no column."""


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
