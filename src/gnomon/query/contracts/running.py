"""How questions are run: one, or many at once."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts.questions import QuerySpec

MAX_BATCH = 200


class RunOptions(Contract):
    """How questions are run."""

    run_id: UUID | None = None
    """Made by the asker, who can end the run, and all of a batch, by `DELETE /query-runs/{run_id}`."""
    skip_cache: bool = False
    """Run anew, as a refresh by hand does, and keep the new result."""


class RunQuery(RunOptions):
    """A question to answer now."""

    spec: QuerySpec


class BatchQuestion(Contract):
    """One question of a batch; its answer carries the same id."""

    id: Annotated[str, Field(min_length=1, max_length=200)]
    spec: QuerySpec


class RunBatch(RunOptions):
    """Questions to answer now, the most wanted first."""

    questions: tuple[BatchQuestion, ...] = Field(min_length=1, max_length=MAX_BATCH)
