"""Every statement of themes; each begins from the caller's workspace."""

from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal
from gnomon.themes.contracts import ThemeId
from gnomon.themes.tables import ThemeRow


def owned(principal: Principal) -> Select[ThemeRow]:
    """The themes of the caller's workspace."""
    return _all(principal).where(ThemeRow.deleted_at.is_(None))


def removed(principal: Principal) -> Select[ThemeRow]:
    """The themes of the caller's workspace that were removed and can still be had back."""
    return _all(principal).where(ThemeRow.deleted_at.is_not(None))


async def all_by_name(session: AsyncSession, principal: Principal) -> Sequence[ThemeRow]:
    """The themes of the workspace, by their names."""
    return (await session.scalars(owned(principal).order_by(func.lower(ThemeRow.name), ThemeRow.id))).all()


async def count(session: AsyncSession, principal: Principal) -> int:
    """How many themes the workspace has."""
    return await session.scalar(select(func.count()).select_from(owned(principal).subquery())) or 0


async def find(session: AsyncSession, principal: Principal, theme_id: ThemeId) -> ThemeRow:
    """One theme of the workspace. Raises `NotFound`."""
    return _found(await session.scalar(owned(principal).where(ThemeRow.id == theme_id)))


async def lock(session: AsyncSession, among: Select[ThemeRow], theme_id: ThemeId) -> ThemeRow:
    """One of these themes, held until the transaction ends. Raises `NotFound`."""
    return _found(await session.scalar(among.where(ThemeRow.id == theme_id).with_for_update()))


async def forget_removed(session: AsyncSession, principal: Principal, kept: int) -> None:
    """Let go of the themes that were removed, but for the latest ones."""
    newest = removed(principal).order_by(ThemeRow.deleted_at.desc(), ThemeRow.id.desc()).offset(kept)
    for row in await session.scalars(newest):
        await session.delete(row)


async def is_called(session: AsyncSession, principal: Principal, name: str) -> bool:
    """Whether a theme of the workspace has this name."""
    return await session.scalar(owned(principal).where(ThemeRow.name == name)) is not None


async def default(session: AsyncSession, principal: Principal) -> ThemeRow | None:
    """The theme that is the workspace's default."""
    return await session.scalar(owned(principal).where(ThemeRow.is_default))


async def chosen_or_default(
    session: AsyncSession, principal: Principal, theme_id: ThemeId | None
) -> Sequence[ThemeRow]:
    """The theme that is chosen and the one that is the default, those of them that are there."""
    return (await session.scalars(owned(principal).where(or_(ThemeRow.id == theme_id, ThemeRow.is_default)))).all()


def _all(principal: Principal) -> Select[ThemeRow]:
    return select(ThemeRow).where(ThemeRow.workspace_id == principal.workspace_id)


def _found(row: ThemeRow | None) -> ThemeRow:
    if row is None:
        raise NotFound("theme")
    return row
