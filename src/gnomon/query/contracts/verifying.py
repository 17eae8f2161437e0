"""Whether an answer is still what the same data says: a receipt put to the proof."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field

from gnomon.datasets.contracts import DatasetId, DatasetVersionId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts.answers import Receipt
from gnomon.query.contracts.handwritten import ExecuteSql, SqlReceipt

MAX_VERIFIED_ROWS = 10_000
TOLERANCE = 1e-9
"""How far two floats may differ, relative to the greater one: parallel sums of them differ in the last digits."""


class VerifyAnswer(Contract):
    """An answer as it was shown, with its receipt, which carries the question."""

    receipt: Receipt
    rows: list[list[Any]] = Field(max_length=MAX_VERIFIED_ROWS)
    """Rows as a `RowsResult` has them: the first of those that were returned."""
    run_id: UUID | None = None


class VerifySql(Contract):
    """The answer of a statement as it was shown, with what was asked and its receipt."""

    asked: ExecuteSql
    receipt: SqlReceipt
    rows: list[list[Any]] = Field(max_length=MAX_VERIFIED_ROWS)
    """Rows as a `SqlResult` has them: the first of those that were returned."""
    run_id: UUID | None = None


class Verdict(StrEnum):
    """What came of it."""

    SAME = "same"
    """The same versions give the same values."""
    DIFFERENT = "different"
    """The same versions give other values: the answer, or a file, was altered."""
    IMPOSSIBLE = "impossible"
    """What it was answered from is not there any more, or may not be seen any more."""


class Moved(StrEnum):
    """What may have changed since."""

    DATA = "data"
    DEFINITION = "definition"
    POLICY = "policy"


class ValueDifference(Contract):
    """A value that is another one now."""

    row: int
    """Counted from 0."""
    column: str
    shown: Any
    found: Any


class VerifiedSource(Contract):
    """A dataset version that the answer was read from."""

    dataset_id: DatasetId
    version_id: DatasetVersionId
    name: str
    version_number: int
    is_intact: bool | None
    """Whether its files still are what was imported, byte for byte; None where it is not there any more."""
    is_active: bool
    """Whether it is what questions read now."""


class Move(Contract):
    """Something that has changed since."""

    what: Moved
    message: str
    changes_answer: bool | None
    """Whether the answer of now is another one because of it; None where that cannot be told."""


class Verification(Contract):
    """What asking again has shown."""

    verdict: Verdict
    message: str
    tolerance: float
    compared_values: int
    differences: tuple[ValueDifference, ...]
    """The first of them."""
    difference_count: int
    sources: tuple[VerifiedSource, ...]
    moved: tuple[Move, ...]
    """What has changed since the answer was given, whether or not it changes the answer."""
    receipt: Receipt | None
    """Of the answer that was compared with; None for a hand-written statement."""
