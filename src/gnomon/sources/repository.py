"""Every statement of imports; each read begins from what the caller may see."""

from collections.abc import Sequence

from sqlalchemy import Select, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal
from gnomon.sources.contracts import ImportId, ImportStatus
from gnomon.sources.tables import ImportRow

ACTIVE = (ImportStatus.QUEUED, ImportStatus.WAITING, ImportStatus.RUNNING)


def readable(principal: Principal) -> Select[ImportRow]:
    """The imports of the caller's workspace."""
    return select(ImportRow).where(ImportRow.workspace_id == principal.workspace_id)


async def find(session: AsyncSession, principal: Principal, import_id: ImportId) -> ImportRow:
    """One import. Raises `NotFound`."""
    return _found(await session.scalar(readable(principal).where(ImportRow.id == import_id)))


async def lock(session: AsyncSession, principal: Principal, import_id: ImportId) -> ImportRow:
    """One import, held against changes by others until the transaction ends."""
    return _found(await session.scalar(readable(principal).where(ImportRow.id == import_id).with_for_update()))


async def lock_any(session: AsyncSession, import_id: ImportId) -> ImportRow | None:
    """An import for the job that works on it."""
    return await session.scalar(select(ImportRow).where(ImportRow.id == import_id).with_for_update())


async def active(session: AsyncSession, principal: Principal) -> Sequence[ImportRow]:
    """The imports that have not ended, the latest first."""
    found = readable(principal).where(ImportRow.status.in_(ACTIVE))
    return (await session.scalars(found.order_by(ImportRow.created_at.desc(), ImportRow.id.desc()))).all()


async def of_file(session: AsyncSession, principal: Principal, raw_key: str) -> Sequence[ImportRow]:
    """The imports that read a file, the latest first."""
    found = readable(principal).where(ImportRow.raw_key == raw_key)
    return (await session.scalars(found.order_by(ImportRow.created_at.desc(), ImportRow.id.desc()))).all()


async def has_file(session: AsyncSession, raw_key: str) -> bool:
    """Whether a file became that of an import; one that is still being made has no checksum."""
    found = select(ImportRow.id).where(ImportRow.raw_key == raw_key, ImportRow.raw_sha256 != "")
    return await session.scalar(found.limit(1)) is not None


async def note_progress(
    session: AsyncSession, import_id: ImportId, stage: str, rows: int | None, fraction: float | None
) -> bool:
    """Write down how far a running import is; False when it runs no more."""
    changed = await session.execute(
        update(ImportRow)
        .where(ImportRow.id == import_id, ImportRow.status == ImportStatus.RUNNING)
        .values(stage=stage, rows=rows, fraction=fraction)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(changed, CursorResult)
    return changed.rowcount == 1


def _found(row: ImportRow | None) -> ImportRow:
    if row is None:
        raise NotFound("import")
    return row
