"""Asks a question again of the versions that its receipt names, and says what has moved since."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gnomon.datasets.contracts import DatasetId, DatasetVersionId
from gnomon.engine.contracts import QueryCancelled
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.answering import answer_spec
from gnomon.query.answers import QueryAnswer
from gnomon.query.contracts import (
    Move,
    Moved,
    QuerySpec,
    Receipt,
    Verification,
    VerifiedSource,
    VerifyAnswer,
)
from gnomon.query.errors import QuestionRefused
from gnomon.query.runtime import QueryRuntime
from gnomon.query.subjects import Subject, load_subject, subject_of
from gnomon.query.verifying.comparing import Comparison, compared
from gnomon.query.verifying.outcomes import failed, outcome, policy_moved
from gnomon.query.verifying.sources import Named, verified_sources, words_of_newer
from gnomon.semantic import service as semantic
from gnomon.semantic.contracts import ModelId
from gnomon.semantic.service import DefinitionAt

Versions = Mapping[DatasetId, DatasetVersionId]


async def verify_answer(runtime: QueryRuntime, principal: Principal, command: VerifyAnswer) -> Verification:
    """Whether the versions of a receipt give the answer that was shown. Raises `QuestionRefused`, `QueryCancelled`."""
    spec = command.receipt.spec
    if spec is None:
        raise QuestionRefused("This receipt does not carry its question.", "Ask the question itself again.")
    proof = _Proof(runtime, principal, command, spec)
    sources = await verified_sources(runtime, principal, named_by(command.receipt))
    try:
        answer = await proof.answer(proof.then, proof.versions)
    except QueryCancelled:
        raise
    except AppError as error:
        return failed(error, sources)
    comparison = proof.compared(answer)
    moved = await proof.moved(answer, comparison, sources)
    return outcome(comparison, sources, moved, answer.meaning.receipt)


def named_by(receipt: Receipt) -> tuple[Named, ...]:
    """The versions that a receipt names."""
    return tuple(
        Named(one.dataset_id, one.version_id, one.name, one.version_number, one.content_hash) for one in receipt.sources
    )


@dataclass(frozen=True, slots=True)
class _Proof:
    """One receipt, and what it can be compared with."""

    runtime: QueryRuntime
    principal: Principal
    command: VerifyAnswer
    spec: QuerySpec

    @property
    def receipt(self) -> Receipt:
        return self.command.receipt

    @property
    def versions(self) -> Versions:
        return {source.dataset_id: source.version_id for source in self.receipt.sources}

    @property
    def then(self) -> DefinitionAt:
        model_id = None if self.receipt.model_id is None else ModelId(self.receipt.model_id)
        return DefinitionAt(model_id, self.receipt.model_revision)

    async def answer(self, definition: DefinitionAt | None, versions: Versions) -> QueryAnswer:
        """What a definition, or the present one, gives of some versions, or the present ones: anew, of the rows."""
        subject = replace(await self._subject(definition, versions), now=self.receipt.asked_at)
        return await answer_spec(
            self.runtime, self.principal, subject, self.spec, log=False, skip_cache=True, use_rollups=False
        )

    async def _subject(self, definition: DefinitionAt | None, versions: Versions) -> Subject:
        dataset_id = self.spec.dataset_id
        async with self.runtime.database.read() as session:
            checked = await semantic.model_at(session, self.principal, dataset_id, definition, versions)
            if isinstance(checked, AppError):
                raise checked
            subject = await subject_of(self.runtime, session, self.principal, dataset_id, checked)
        if isinstance(subject, AppError):
            raise subject
        return subject

    def compared(self, answer: QueryAnswer) -> Comparison:
        """The rows that were shown beside those of an answer."""
        columns = answer.meaning.columns
        found = arrow.rows_of(answer.ipc, columns)
        return compared(columns, self.command.rows, found, self.receipt.row_count)

    async def moved(
        self, answer: QueryAnswer, comparison: Comparison, sources: tuple[VerifiedSource, ...]
    ) -> tuple[Move, ...]:
        """What has changed since, and whether the answer of now is another one because of it."""
        moves = []
        present = (await load_subject(self.runtime, self.principal, self.spec.dataset_id)).world.checked
        newer = words_of_newer(sources)
        if newer is not None:
            changes = await self._changes(self.then, {})
            moves.append(Move(what=Moved.DATA, message=newer, changes_answer=changes))
        if (present.model_id, present.revision) != (self.then.model_id, self.then.revision):
            moves.append(
                Move(
                    what=Moved.DEFINITION,
                    message=f"The model was changed: revision {self.then.revision} then, {present.revision} now.",
                    changes_answer=await self._changes(None, self.versions),
                )
            )
        if answer.meaning.receipt.policy_hash != self.receipt.policy_hash:
            moves.append(policy_moved(comparison))
        return tuple(moves)

    async def _changes(self, definition: DefinitionAt | None, versions: Versions) -> bool | None:
        try:
            return not self.compared(await self.answer(definition, versions)).is_same
        except QueryCancelled:
            raise
        except AppError:
            return None
