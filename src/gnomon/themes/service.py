"""Keep the themes of a workspace, and say how its pictures look."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit import clock, ids
from gnomon.identity import service as identity
from gnomon.identity.contracts import Action, Principal, UserId
from gnomon.themes import repository
from gnomon.themes.applying import applied
from gnomon.themes.applying import dark_of as dark_of
from gnomon.themes.checking import warnings_of
from gnomon.themes.contracts import (
    MAX_THEMES,
    AppliedLook,
    CheckedLook,
    ChooseDefaultTheme,
    CreateTheme,
    DefaultLook,
    SaveTheme,
    Theme,
    ThemeFile,
    ThemeId,
    ThemeLook,
    ThemeNameTaken,
    ThemeSavedMeanwhile,
    TooManyThemes,
)
from gnomon.themes.tables import ThemeRow

LONGEST_NAME = 80
KEPT_REMOVED = 20
"""So many of the themes that were removed can be had back, the latest ones."""


def check(look: ThemeLook) -> CheckedLook:
    """A look as it would be drawn, and what may be hard to see in it."""
    return CheckedLook(applied=applied(look), warnings=warnings_of(look))


async def list_themes(session: AsyncSession, principal: Principal) -> list[Theme]:
    """The themes of the workspace, by their names."""
    return [_theme_of(row) for row in await repository.all_by_name(session, principal)]


async def get_theme(session: AsyncSession, principal: Principal, theme_id: ThemeId) -> Theme:
    """One theme. Raises `NotFound`."""
    return _theme_of(await repository.find(session, principal, theme_id))


async def create_theme(session: AsyncSession, principal: Principal, command: CreateTheme) -> Theme:
    """Make a theme. Raises `ThemeNameTaken`, `TooManyThemes`."""
    await _check_room(session, principal)
    now = clock.now()
    row = ThemeRow(
        id=ids.new(ThemeId),
        workspace_id=principal.workspace_id,
        name=command.name,
        look=command.look.model_dump(mode="json"),
        is_default=False,
        revision=1,
        created_by=principal.user_id,
        created_at=now,
        updated_at=now,
        deleted_at=None,
    )
    session.add(row)
    await _named(session, command.name)
    await _note(session, principal, "themes.created", row)
    return _theme_of(row)


async def save_theme(session: AsyncSession, principal: Principal, theme_id: ThemeId, command: SaveTheme) -> Theme:
    """Change a theme. Raises `NotFound`, `ThemeSavedMeanwhile`, `ThemeNameTaken`."""
    row = await repository.lock(session, repository.owned(principal), theme_id)
    if row.revision != command.revision:
        raise ThemeSavedMeanwhile(row.revision)
    row.name, row.look = command.name, command.look.model_dump(mode="json")
    row.revision += 1
    row.updated_at = clock.now()
    await _named(session, command.name)
    await _note(session, principal, "themes.changed", row)
    return _theme_of(row)


async def delete_theme(session: AsyncSession, principal: Principal, theme_id: ThemeId) -> None:
    """Remove a theme; dashboards that have chosen it look like the workspace's default until it is had back.

    The default is the owners' to remove.
    """
    row = await repository.lock(session, repository.owned(principal), theme_id)
    if row.is_default:
        principal.require(Action.WORKSPACE_MANAGE)
    row.is_default, row.deleted_at = False, clock.now()
    await session.flush()
    await repository.forget_removed(session, principal, KEPT_REMOVED)
    await _note(session, principal, "themes.removed", row)


async def restore_theme(session: AsyncSession, principal: Principal, theme_id: ThemeId) -> Theme:
    """Have a theme back that was removed, under a name that is free. Raises `NotFound`, `TooManyThemes`."""
    row = await repository.lock(session, repository.removed(principal), theme_id)
    await _check_room(session, principal)
    row.name = await _free_name(session, principal, row.name)
    row.deleted_at = None
    await _named(session, row.name)
    await _note(session, principal, "themes.restored", row)
    return _theme_of(row)


async def choose_default(session: AsyncSession, principal: Principal, command: ChooseDefaultTheme) -> DefaultLook:
    """Say what dashboards look like that have chosen no theme. Raises `NotFound`."""
    row = (
        None
        if command.theme_id is None
        else await repository.lock(session, repository.owned(principal), command.theme_id)
    )
    before = await repository.default(session, principal)
    if before is not None:
        before.is_default = False
        # There is one default at most, at every moment.
        await session.flush()
    if row is not None:
        row.is_default = True
        await session.flush()
    details = {"theme": None if row is None else row.name}
    theme_id = None if row is None else row.id
    await identity.record(session, principal, "themes.default_chosen", "theme", theme_id, details)
    return DefaultLook(look=None if row is None else _look_of(row))


async def default_look(session: AsyncSession, principal: Principal) -> DefaultLook:
    """What the workspace's pictures look like where nothing else is chosen."""
    row = await repository.default(session, principal)
    return DefaultLook(look=None if row is None else _look_of(row))


async def look_for(
    session: AsyncSession, principal: Principal, theme_id: ThemeId | None
) -> tuple[AppliedLook | None, bool]:
    """What something looks like that has chosen this theme, and whether the theme is gone.

    Without a theme, and in place of one that is gone, the workspace's default.
    """
    rows = await repository.chosen_or_default(session, principal, theme_id)
    chosen = next((row for row in rows if row.id == theme_id), None)
    shown = chosen or next((row for row in rows if row.is_default), None)
    is_gone = theme_id is not None and chosen is None
    return (None if shown is None else _look_of(shown)), is_gone


async def theme_file(session: AsyncSession, principal: Principal, theme_id: ThemeId) -> ThemeFile:
    """A theme as a file. Raises `NotFound`."""
    row = await repository.find(session, principal, theme_id)
    return ThemeFile(name=row.name, look=ThemeLook.model_validate(row.look))


async def import_theme(session: AsyncSession, principal: Principal, file: ThemeFile) -> Theme:
    """Make a theme of a file, under a name that is free. Raises `TooManyThemes`."""
    name = await _free_name(session, principal, file.name)
    return await create_theme(session, principal, CreateTheme(name=name, look=file.look))


async def _check_room(session: AsyncSession, principal: Principal) -> None:
    if await repository.count(session, principal) >= MAX_THEMES:
        raise TooManyThemes


async def _free_name(session: AsyncSession, principal: Principal, wanted: str) -> str:
    """The name itself, or with the first number that makes it free."""
    name, number = wanted, 2
    while await repository.is_called(session, principal, name):
        ending = f" {number}"
        name, number = wanted[: LONGEST_NAME - len(ending)] + ending, number + 1
    return name


def _look_of(row: ThemeRow) -> AppliedLook:
    return applied(ThemeLook.model_validate(row.look))


def _theme_of(row: ThemeRow) -> Theme:
    look = ThemeLook.model_validate(row.look)
    return Theme(
        id=ThemeId(row.id),
        name=row.name,
        look=look,
        applied=applied(look),
        is_default=row.is_default,
        revision=row.revision,
        created_by=None if row.created_by is None else UserId(row.created_by),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


async def _named(session: AsyncSession, name: str) -> None:
    """Write what was changed. Raises `ThemeNameTaken`."""
    try:
        await session.flush()
    except IntegrityError as error:
        raise ThemeNameTaken(name) from error


async def _note(session: AsyncSession, principal: Principal, verb: str, row: ThemeRow) -> None:
    await identity.record(session, principal, verb, "theme", row.id, {"name": row.name, "revision": row.revision})
