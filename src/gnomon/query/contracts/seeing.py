"""What somebody would see of the tables of a model, told to those who write its policies."""

from pydantic import Field

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.identity.contracts import MAX_ATTRIBUTES, Attributes, Role
from gnomon.semantic.contracts import ModelDefinition


class SeeAs(Contract):
    """Look at a definition, saved or not, as somebody would."""

    definition: ModelDefinition
    role: Role
    email: str | None = Field(default=None, max_length=255)
    attributes: Attributes = Field(default_factory=dict, max_length=MAX_ATTRIBUTES)


class SeenTable(Contract):
    """What is left of a table."""

    table: str
    dataset_id: DatasetId
    row_count: int
    visible_rows: int | None
    """None where it cannot be told; `problem` says why."""
    hidden_columns: tuple[str, ...]
    policies: tuple[str, ...]
    """The names of the policies that limit this person."""
    problem: str | None


class SeenModel(Contract):
    """What is left of every table that is there."""

    tables: tuple[SeenTable, ...]
