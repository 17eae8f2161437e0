"""The HTTP of themes: read by all, made by those who edit; the default is the owners' to choose."""

from uuid import UUID

from fastapi import APIRouter, Response

from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow
from gnomon.themes import service
from gnomon.themes.contracts import (
    CheckedLook,
    ChooseDefaultTheme,
    CreateTheme,
    DefaultLook,
    SaveTheme,
    Theme,
    ThemeFile,
    ThemeId,
    ThemeLook,
)

router = APIRouter(tags=["themes"])

READ = [allow(Action.DASHBOARD_READ)]
WRITE = [allow(Action.DASHBOARD_WRITE)]
MANAGE = [allow(Action.WORKSPACE_MANAGE)]


@router.get("/themes", dependencies=READ)
async def list_themes(who: CurrentPrincipal, db: ReadDb) -> Page[Theme]:
    """The themes of the workspace, by their names."""
    found = await service.list_themes(db, who)
    return Page(items=tuple(found), total=len(found), next_cursor=None)


@router.post("/themes", dependencies=WRITE, status_code=201)
async def create(body: CreateTheme, who: CurrentPrincipal, db: Db) -> Theme:
    """Make a theme."""
    return await service.create_theme(db, who, body)


@router.post("/themes/check", dependencies=WRITE)
async def check(body: ThemeLook) -> CheckedLook:
    """How a look would be drawn, and what may be hard to see in it; nothing is kept."""
    return service.check(body)


@router.post("/themes/import", dependencies=WRITE, status_code=201)
async def import_file(body: ThemeFile, who: CurrentPrincipal, db: Db) -> Theme:
    """Make a theme of a file; where its name is taken it gets a number."""
    return await service.import_theme(db, who, body)


@router.get("/themes/default", dependencies=READ)
async def get_default(who: CurrentPrincipal, db: ReadDb) -> DefaultLook:
    """What the workspace's pictures look like where nothing else is chosen."""
    return await service.default_look(db, who)


@router.put("/themes/default", dependencies=MANAGE)
async def choose_default(body: ChooseDefaultTheme, who: CurrentPrincipal, db: Db) -> DefaultLook:
    """Choose what dashboards look like that have chosen no theme."""
    return await service.choose_default(db, who, body)


@router.get("/themes/{theme_id}", dependencies=READ)
async def get(theme_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Theme:
    """One theme."""
    return await service.get_theme(db, who, ThemeId(theme_id))


@router.put("/themes/{theme_id}", dependencies=WRITE)
async def save(theme_id: UUID, body: SaveTheme, who: CurrentPrincipal, db: Db) -> Theme:
    """Change a theme, made from its present revision; 409 when there is a newer one."""
    return await service.save_theme(db, who, ThemeId(theme_id), body)


@router.delete("/themes/{theme_id}", dependencies=WRITE, status_code=204)
async def delete(theme_id: UUID, who: CurrentPrincipal, db: Db) -> Response:
    """Remove a theme; dashboards that have chosen it look like the workspace's default from now on."""
    await service.delete_theme(db, who, ThemeId(theme_id))
    return Response(status_code=204)


@router.post("/themes/{theme_id}/restore", dependencies=WRITE)
async def restore(theme_id: UUID, who: CurrentPrincipal, db: Db) -> Theme:
    """Have a theme back that was removed; dashboards that had chosen it are drawn in it again."""
    return await service.restore_theme(db, who, ThemeId(theme_id))


@router.get("/themes/{theme_id}/file", dependencies=READ)
async def file(theme_id: UUID, who: CurrentPrincipal, db: ReadDb, response: Response) -> ThemeFile:
    """A theme as a file, to be taken to another workspace."""
    response.headers["content-disposition"] = 'attachment; filename="theme.json"'
    return await service.theme_file(db, who, ThemeId(theme_id))
