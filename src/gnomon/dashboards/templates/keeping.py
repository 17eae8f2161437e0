"""Keep templates: saved from dashboards, listed beside the built-in ones, called otherwise."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service
from gnomon.dashboards import template_repository as repository
from gnomon.dashboards.comparing import outline_of
from gnomon.dashboards.contracts import (
    MAX_TEMPLATES,
    ChangeTemplate,
    DashboardFile,
    NeededDataset,
    SaveAsTemplate,
    Template,
    TemplateCategory,
    TemplateId,
    Templates,
    TooManyTemplates,
)
from gnomon.dashboards.portable.files import with_needs
from gnomon.dashboards.portable.needs import needs_of
from gnomon.dashboards.tables import DashboardTemplateRow
from gnomon.dashboards.templates.built_in import BUILT_IN
from gnomon.dashboards.templates.built_in.pieces import BuiltIn
from gnomon.dashboards.templates.values import without_values
from gnomon.dashboards.views import tile_count
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Action, Principal


async def list_templates(session: AsyncSession, principal: Principal) -> Templates:
    """The templates of the workspace by name, then the built-in ones."""
    rows = await repository.by_name(session, principal)
    own = (_template_of(row, principal) for row in rows)
    return Templates(items=(*own, *map(_built_in_template, BUILT_IN.values())))


async def get_template(session: AsyncSession, principal: Principal, template_id: TemplateId) -> Template:
    """One template. Raises `NotFound`."""
    if template_id in BUILT_IN:
        return _built_in_template(BUILT_IN[template_id])
    return _template_of(await repository.find(session, repository.readable(principal), template_id), principal)


async def file_of_template(session: AsyncSession, principal: Principal, template_id: TemplateId) -> DashboardFile:
    """What a template is and needs. Raises `NotFound`."""
    if template_id in BUILT_IN:
        return BUILT_IN[template_id].file
    row = await repository.find(session, repository.readable(principal), template_id)
    kept = DashboardFile.model_validate(row.document)
    return kept.model_copy(update={"name": row.name, "description": row.description})


async def save_as_template(runtime: Runtime, principal: Principal, command: SaveAsTemplate) -> Template:
    """Keep the present state of a dashboard as a template. Raises `NotFound`, `TooManyTemplates`."""
    async with runtime.get(Database).read() as session:
        dashboard = await service.get_dashboard(session, principal, command.dashboard_id)
    if not command.keeps_values:
        dashboard = dashboard.model_copy(update={"spec": without_values(dashboard.spec)})
    kept = await with_needs(runtime, principal, dashboard)
    kept = kept.model_copy(update={"datasets": tuple(_without_formulas(one) for one in kept.datasets)})
    now = clock.now()
    row = DashboardTemplateRow(
        id=ids.new(TemplateId),
        workspace_id=principal.workspace_id,
        name=command.name,
        description=command.description,
        category=command.category.value,
        document=kept.model_dump(mode="json"),
        created_by=principal.user_id,
        created_at=now,
        updated_at=now,
        deleted_at=None,
    )
    async with runtime.get(Database).write() as session:
        if await repository.count(session, principal) >= MAX_TEMPLATES:
            raise TooManyTemplates
        session.add(row)
        await session.flush()
    return _template_of(row, principal)


async def change_template(
    session: AsyncSession, principal: Principal, template_id: TemplateId, command: ChangeTemplate
) -> Template:
    """Call a template of the workspace otherwise. Raises `NotFound`, also for built-in ones."""
    row = await repository.lock(session, repository.readable(principal), template_id)
    row.name, row.description, row.category = command.name, command.description, command.category.value
    row.updated_at = clock.now()
    await session.flush()
    return _template_of(row, principal)


def _without_formulas(needed: NeededDataset) -> NeededDataset:
    """A template is read by all readers of the workspace, also by those whom a policy hides a column from."""
    return needed.model_copy(
        update={"fields": tuple(one.model_copy(update={"formula": None}) for one in needed.fields)}
    )


def _template_of(row: DashboardTemplateRow, principal: Principal) -> Template:
    file = DashboardFile.model_validate(row.document)
    kept = _parts(file)
    return kept.model_copy(
        update={
            "id": TemplateId(row.id),
            "name": row.name,
            "description": row.description,
            "category": TemplateCategory(row.category),
            "is_built_in": False,
            "may_edit": principal.may(Action.DASHBOARD_WRITE),
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        }
    )


def _built_in_template(one: BuiltIn) -> Template:
    return _parts(one.file).model_copy(update={"id": one.id, "category": one.category})


def _parts(file: DashboardFile) -> Template:
    """What a template tells of its document."""
    first = file.spec.pages[0]
    return Template(
        id=TemplateId(ids.uuid7()),
        name=file.name,
        description=file.description,
        category=TemplateCategory.OTHER,
        is_built_in=True,
        page_count=len(file.spec.pages),
        tile_count=tile_count(file.spec),
        needs=needs_of(file),
        outline=tuple(outline_of(first, tile) for tile in first.tiles),
        may_edit=False,
        created_at=None,
        updated_at=None,
    )
