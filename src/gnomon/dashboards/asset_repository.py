"""Every statement of images; each read begins from what the caller may see."""

from sqlalchemy import String, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards.contracts import AssetId
from gnomon.dashboards.tables import DashboardAssetRow, DashboardRevisionRow, DashboardRow, DashboardTemplateRow
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal


async def find(session: AsyncSession, principal: Principal, asset_id: AssetId) -> DashboardAssetRow:
    """An image of the caller's workspace. Raises `NotFound`."""
    found = select(DashboardAssetRow).where(
        DashboardAssetRow.id == asset_id, DashboardAssetRow.workspace_id == principal.workspace_id
    )
    row = await session.scalar(found)
    if row is None:
        raise NotFound("image")
    return row


async def with_content(session: AsyncSession, principal: Principal, sha256: str) -> DashboardAssetRow | None:
    """The image of the caller's workspace that has these very bytes."""
    found = select(DashboardAssetRow).where(
        DashboardAssetRow.workspace_id == principal.workspace_id, DashboardAssetRow.sha256 == sha256
    )
    return await session.scalar(found)


async def kept(session: AsyncSession, principal: Principal) -> tuple[int, int]:
    """How many images the workspace keeps, and how many bytes they are."""
    size = func.coalesce(func.sum(DashboardAssetRow.byte_size), 0)
    found = select(func.count(), size).where(DashboardAssetRow.workspace_id == principal.workspace_id)
    count, byte_size = (await session.execute(found)).one()
    return int(count), int(byte_size)


async def lock(session: AsyncSession, asset_id: AssetId) -> DashboardAssetRow | None:
    """An image of any workspace, held until the transaction ends; for its keeper alone."""
    return await session.scalar(select(DashboardAssetRow).where(DashboardAssetRow.id == asset_id).with_for_update())


async def is_shown(session: AsyncSession, row: DashboardAssetRow) -> bool:
    """Whether a dashboard, now or in a saved state, or a template speaks of an image, also in the trash."""
    name = str(row.id)
    ours = DashboardRow.workspace_id == row.workspace_id
    now = select(DashboardRow.id).where(ours, cast(DashboardRow.spec, String).contains(name))
    if await session.scalar(now.limit(1)) is not None:
        return True
    before = (
        select(DashboardRevisionRow.revision)
        .join(DashboardRow, DashboardRow.id == DashboardRevisionRow.dashboard_id)
        .where(ours, cast(DashboardRevisionRow.spec, String).contains(name))
    )
    if await session.scalar(before.limit(1)) is not None:
        return True
    templates = select(DashboardTemplateRow.id).where(
        DashboardTemplateRow.workspace_id == row.workspace_id,
        cast(DashboardTemplateRow.document, String).contains(name),
    )
    return await session.scalar(templates.limit(1)) is not None
