"""The HTTP of dashboards as files and of templates: taken out, brought in, kept and used."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from gnomon.dashboards import service
from gnomon.dashboards.contracts import (
    ChangeTemplate,
    CheckImport,
    CheckTemplate,
    DashboardFile,
    DashboardId,
    ImportCheck,
    ImportDashboard,
    ImportedDashboard,
    MapFields,
    SaveAsTemplate,
    Template,
    TemplateId,
    Templates,
)
from gnomon.dashboards.portable.checking import check_file
from gnomon.dashboards.portable.files import file_of
from gnomon.dashboards.portable.importing import import_file
from gnomon.dashboards.templates import keeping
from gnomon.foundation.db.database import Database
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, runtime_of

router = APIRouter(tags=["dashboards"])

READ = [allow(Action.DASHBOARD_READ)]
WRITE = [allow(Action.DASHBOARD_WRITE)]
DESCRIBE = [allow(Action.DASHBOARD_READ), allow(Action.MODEL_READ)]
MAKE = [allow(Action.DASHBOARD_WRITE), allow(Action.MODEL_READ)]


@router.get("/dashboards/{dashboard_id}/file", dependencies=DESCRIBE, response_model=DashboardFile)
async def get_file(dashboard_id: UUID, request: Request, who: CurrentPrincipal) -> Response:
    """A dashboard as a file: what it is, and what it needs of its data; no rows, nothing by the ids of a workspace."""
    runtime = runtime_of(request)
    async with runtime.get(Database).read() as session:
        dashboard = await service.get_dashboard(session, who, DashboardId(dashboard_id))
    file = await file_of(runtime, who, dashboard)
    headers = {"content-disposition": 'attachment; filename="dashboard.json"', "cache-control": "private, no-store"}
    return Response(file.model_dump_json(indent=2), media_type="application/json", headers=headers)


@router.post("/dashboards/import/check", dependencies=MAKE)
async def check_import(body: CheckImport, request: Request, who: CurrentPrincipal) -> ImportCheck:
    """What a file needs, and the datasets and fields of this workspace that could stand for it; makes nothing."""
    return await check_file(runtime_of(request), who, body.file, body.choices)


@router.post("/dashboards/import", dependencies=MAKE, status_code=201)
async def import_dashboard(body: ImportDashboard, request: Request, who: CurrentPrincipal) -> ImportedDashboard:
    """Make a dashboard of a file; datasets that are not mapped are those of the same name with every field."""
    return await import_file(runtime_of(request), who, body.file, body)


@router.get("/dashboard-templates", dependencies=READ)
async def list_templates(who: CurrentPrincipal, db: ReadDb) -> Templates:
    """The templates of the workspace, then the built-in ones."""
    return await keeping.list_templates(db, who)


@router.post("/dashboard-templates", dependencies=MAKE, status_code=201)
async def save_as_template(body: SaveAsTemplate, request: Request, who: CurrentPrincipal) -> Template:
    """Keep the present state of a dashboard as a template; rows are not kept, and values of filters only if wanted."""
    return await keeping.save_as_template(runtime_of(request), who, body)


@router.get("/dashboard-templates/{template_id}", dependencies=READ)
async def get_template(template_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Template:
    """One template, of the workspace or built in."""
    return await keeping.get_template(db, who, TemplateId(template_id))


@router.put("/dashboard-templates/{template_id}", dependencies=WRITE)
async def change_template(template_id: UUID, body: ChangeTemplate, who: CurrentPrincipal, db: Db) -> Template:
    """Call a template of the workspace otherwise."""
    return await keeping.change_template(db, who, TemplateId(template_id), body)


@router.delete("/dashboard-templates/{template_id}", dependencies=WRITE, status_code=204)
async def delete_template(template_id: UUID, who: CurrentPrincipal, db: Db) -> Response:
    """Throw a template of the workspace into the trash."""
    await service.delete_template(db, who, TemplateId(template_id))
    return Response(status_code=204)


@router.post("/dashboard-templates/{template_id}/check", dependencies=MAKE)
async def check_template(
    template_id: UUID, body: CheckTemplate, request: Request, who: CurrentPrincipal
) -> ImportCheck:
    """What a template needs, and the datasets and fields that could stand for it; makes nothing."""
    runtime = runtime_of(request)
    async with runtime.get(Database).read() as session:
        file = await keeping.file_of_template(session, who, TemplateId(template_id))
    return await check_file(runtime, who, file, body.choices)


@router.post("/dashboard-templates/{template_id}/use", dependencies=MAKE, status_code=201)
async def use_template(
    template_id: UUID, body: MapFields, request: Request, who: CurrentPrincipal
) -> ImportedDashboard:
    """Make a dashboard of a template with the data that stand for what it needs."""
    runtime = runtime_of(request)
    async with runtime.get(Database).read() as session:
        file = await keeping.file_of_template(session, who, TemplateId(template_id))
    return await import_file(runtime, who, file, body)
