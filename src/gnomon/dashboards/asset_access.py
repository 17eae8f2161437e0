"""Who may see an image: who brought it, who sees something that shows it, and editors if nothing closed does."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, cast, exists, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from gnomon.dashboards import asset_repository, repository, template_repository
from gnomon.dashboards.contracts import AssetId, DashboardSpec, ImageNotThere, ImageTile
from gnomon.dashboards.tables import (
    DashboardAssetHolderRow,
    DashboardAssetRow,
    DashboardRevisionRow,
    DashboardRow,
    DashboardTemplateRow,
)
from gnomon.folders import service as folders
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Action, Principal

JsonColumn = InstrumentedAttribute[dict[str, Any]]


async def find_seen(session: AsyncSession, principal: Principal, asset_id: AssetId) -> DashboardAssetRow:
    """An image of the workspace that the caller may see. Raises `NotFound`, whether it is there or not."""
    row = await asset_repository.find(session, principal, asset_id)
    if not await is_seen(session, principal, row):
        raise NotFound("image")
    return row


async def name_for(session: AsyncSession, principal: Principal, row: DashboardAssetRow) -> str:
    """What the caller called an image that they brought; what others called it is for those who did not."""
    held = await _held(session, principal, row.id)
    return row.name if held is None else held.name


async def is_seen(session: AsyncSession, principal: Principal, row: DashboardAssetRow) -> bool:
    """Whether the caller brought an image, sees something that shows it, or edits and nothing closed speaks of it."""
    if await _held(session, principal, row.id) is not None:
        return True
    if await _is_shown_to(session, principal, row.id):
        return True
    return principal.may(Action.DASHBOARD_WRITE) and not await _is_closed(session, principal, row.id)


async def check_images(session: AsyncSession, principal: Principal, spec: DashboardSpec, before: DashboardSpec) -> None:
    """Let nobody show, and so see, an image of something closed to them by its id. Raises `ImageNotThere`."""
    for asset_id in assets_shown(spec) - assets_shown(before):
        row = await session.get(DashboardAssetRow, asset_id)
        if row is None or row.workspace_id != principal.workspace_id:
            continue
        if not await is_seen(session, principal, row):
            raise ImageNotThere


async def hold(session: AsyncSession, principal: Principal, asset_id: UUID, name: str) -> None:
    """Note that the caller brought an image, under the name that they gave it."""
    if principal.user_id is not None and await _held(session, principal, asset_id) is None:
        session.add(DashboardAssetHolderRow(asset_id=asset_id, user_id=principal.user_id, name=name))
        await session.flush()


def assets_shown(spec: DashboardSpec) -> frozenset[AssetId]:
    """The images that a dashboard shows."""
    tiles = (tile for page in spec.pages for tile in page.tiles)
    return frozenset(AssetId(tile.asset_id) for tile in tiles if isinstance(tile, ImageTile))


async def _held(session: AsyncSession, principal: Principal, asset_id: UUID) -> DashboardAssetHolderRow | None:
    if principal.user_id is None:
        return None
    return await session.get(DashboardAssetHolderRow, (asset_id, principal.user_id))


async def _is_shown_to(session: AsyncSession, principal: Principal, asset_id: UUID) -> bool:
    """Whether a state that the caller may see has the image in a tile; words that name its id do not count."""
    name = str(asset_id)
    seen = repository.owned(principal) if principal.may(Action.DASHBOARD_WRITE) else repository.readable(principal)
    ids = seen.with_only_columns(DashboardRow.id)
    states = select(DashboardRevisionRow.spec).where(DashboardRevisionRow.dashboard_id.in_(ids))
    if principal.may(Action.DASHBOARD_WRITE):
        present = select(DashboardRow.spec).where(DashboardRow.id.in_(ids))
    else:
        present = select(DashboardRow.spec).where(DashboardRow.id.in_(ids), DashboardRow.is_live)
        states = states.where(DashboardRevisionRow.published_at.is_not(None))
    templates = template_repository.readable(principal).with_only_columns(DashboardTemplateRow.document)
    for found in (
        _speaking(present, DashboardRow.spec, name),
        _speaking(states, DashboardRevisionRow.spec, name),
        _speaking(templates, DashboardTemplateRow.document, name),
    ):
        if await _any_shows(session, found, name):
            return True
    return False


async def _any_shows(session: AsyncSession, found: Select[dict[str, Any]], name: str) -> bool:
    return any(_shows(document, name) for document in await session.scalars(found))


async def _is_closed(session: AsyncSession, principal: Principal, asset_id: UUID) -> bool:
    """Whether a dashboard in a folder that is closed to the caller speaks of an image, now or in a saved state."""
    is_closed = false() if folders.sees_all(principal) else DashboardRow.folder_id.in_(folders.closed_to(principal))
    said = cast(DashboardRevisionRow.spec, String).contains(str(asset_id))
    before = exists().where(DashboardRevisionRow.dashboard_id == DashboardRow.id, said)
    now = cast(DashboardRow.spec, String).contains(str(asset_id))
    ours = DashboardRow.workspace_id == principal.workspace_id
    return await session.scalar(select(DashboardRow.id).where(ours, is_closed, or_(now, before)).limit(1)) is not None


def _speaking(found: Select[dict[str, Any]], column: JsonColumn, name: str) -> Select[dict[str, Any]]:
    return found.where(cast(column, String).contains(name))


def _shows(value: object, name: str) -> bool:
    """Whether a document has a tile with this image."""
    if isinstance(value, Mapping):
        is_tile = value.get("kind") == "image" and value.get("asset_id") == name
        return is_tile or any(_shows(one, name) for one in value.values())
    if isinstance(value, Collection) and not isinstance(value, str | bytes):
        return any(_shows(one, name) for one in value)
    return False
