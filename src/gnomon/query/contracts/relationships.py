"""What is known of the keys between datasets."""

from typing import Annotated

from pydantic import Field

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.semantic.contracts import MAX_TABLES, Cardinality


class SuggestRelationships(Contract):
    """Look for relationships between some datasets."""

    dataset_ids: Annotated[tuple[DatasetId, ...], Field(min_length=1, max_length=MAX_TABLES)]


class KeyMatch(Contract):
    """How well two keys fit together, measured over all rows."""

    is_from_unique: bool
    """Whether no two rows of the first table have the same key."""
    is_to_unique: bool
    matched_share: float | None
    """Of the first table's rows that have a key, those that find a row in the second; None where no row has one."""


class RelationshipSuggestion(Contract):
    """A relationship that would fit."""

    name: str
    from_dataset_id: DatasetId
    from_columns: tuple[str, ...]
    to_dataset_id: DatasetId
    to_columns: tuple[str, ...]
    cardinality: Cardinality
    match: KeyMatch | None
    """None where it was not measured: the caller may not see every row of both, or it took too long."""


class RelationshipSuggestions(Contract):
    """Relationships that would fit, those that match most rows first."""

    items: tuple[RelationshipSuggestion, ...]


class RelationshipCheck(Contract):
    """A relationship of a model against the data of now."""

    name: str
    holds: bool | None
    """Whether the declared side has each key once; None where it was not measured."""
    match: KeyMatch | None
    message: str | None
    """What is wrong, and what becomes of questions."""


class RelationshipChecks(Contract):
    """Every relationship of a model against the data of now."""

    items: tuple[RelationshipCheck, ...]
