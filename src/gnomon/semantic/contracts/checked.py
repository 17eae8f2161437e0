"""A model whose formulas are checked against the columns that its datasets have now."""

from collections.abc import Mapping
from dataclasses import dataclass

from gnomon.datasets.contracts import DatasetTable
from gnomon.foundation.kit.contract import Contract
from gnomon.semantic.contracts.definitions import CalculatedColumn, ModelDefinition, ModelId, ModelMeasure
from gnomon.semantic.contracts.expressions import Expression, ValueType
from gnomon.semantic.contracts.policies import RowPolicy


class ModelProblem(Contract):
    """Something in a definition that cannot be, and where."""

    place: str
    """A path into the definition: `measures/profit/formula`, `relationships/ordered_by`."""
    message: str
    hint: str | None
    start: int | None
    """In a formula: the first character that is wrong, counted from 0."""
    end: int | None
    depends_on: str | None
    """The member that is wrong itself, where this one only names it."""


@dataclass(frozen=True, slots=True)
class CheckedColumn:
    """A calculated column."""

    definition: CalculatedColumn
    expression: Expression
    of: ValueType


@dataclass(frozen=True, slots=True)
class CheckedMeasure:
    """A measure; measures that its formula names are put in their places."""

    definition: ModelMeasure
    expression: Expression
    of: ValueType


@dataclass(frozen=True, slots=True)
class CheckedRowPolicy:
    """A row policy: a condition on physical columns of its table, and on attributes of whoever is calling."""

    definition: RowPolicy
    expression: Expression


@dataclass(frozen=True, slots=True)
class CheckedModel:
    """What can be asked of a model: every formula that holds, and what is wrong with the others."""

    model_id: ModelId | None
    """None while nobody has defined anything: one table, as it was inferred."""
    revision: int
    definition: ModelDefinition
    tables: Mapping[str, DatasetTable]
    """By their names in the model; a table whose dataset is gone or not ready is missing."""
    calculated: Mapping[tuple[str, str], CheckedColumn]
    """By table and name."""
    measures: Mapping[str, CheckedMeasure]
    row_policies: Mapping[str, CheckedRowPolicy]
    """By name; one that is wrong is missing, and its table is shown to nobody whom it limits."""
    problems: tuple[ModelProblem, ...]
    withheld: frozenset[tuple[str, str]] = frozenset()
    """Tables and columns that are not in it, for whoever asks may not know them; the table alone where all of it is."""

    def table_of(self, name: str) -> DatasetTable:
        """The dataset behind a table's name."""
        return self.tables[name]
