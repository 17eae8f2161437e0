"""The versions that a receipt names, and what has become of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, DatasetTable, DatasetVersionId
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import VerifiedSource
from gnomon.query.errors import QuestionRefused
from gnomon.query.runtime import QueryRuntime
from gnomon.query.verifying.files import is_intact


@dataclass(frozen=True, slots=True)
class Named:
    """A version as a receipt names it."""

    dataset_id: DatasetId
    version_id: DatasetVersionId
    name: str
    number: int
    content_hash: str


async def verified_sources(
    runtime: QueryRuntime, principal: Principal, named: Sequence[Named]
) -> tuple[VerifiedSource, ...]:
    """Whether each version is there, is what it was, and is what questions read now. Raises `QuestionRefused`."""
    versions = {one.dataset_id: one.version_id for one in named}
    if len(versions) < len(named):
        raise QuestionRefused("This receipt names a dataset twice.", "Send the receipt as it came with the answer.")
    async with runtime.database.read() as session:
        then = await datasets.tables_at(session, principal, versions)
        now = await datasets.get_tables(session, principal, list(versions))
    # Reading whole files is work like any other of the principal.
    async with runtime.limits.place(principal):
        intact = {each: await is_intact(runtime.blobs, table) for each, table in then.items()}
    found = []
    for one in named:
        table, active = then.get(one.dataset_id), now.get(one.dataset_id)
        found.append(
            VerifiedSource(
                dataset_id=one.dataset_id,
                version_id=one.version_id,
                name=one.name,
                version_number=one.number,
                is_intact=None if table is None else intact[one.dataset_id] and table.content_hash == one.content_hash,
                is_active=isinstance(active, DatasetTable) and active.version_id == one.version_id,
            )
        )
    return tuple(found)


def words_of_newer(sources: Sequence[VerifiedSource]) -> str | None:
    """Which datasets have another version now, in words; None where none has."""
    newer = [f"“{source.name}”" for source in sources if not source.is_active]
    return f"{' and '.join(newer)} {'has' if len(newer) == 1 else 'have'} another version now." if newer else None
