"""The showcase: one saved dashboard over sample data that visitors may look at and filter, and nothing else."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import repository, service, visiting
from gnomon.dashboards.contracts import AskForCube, AskForResults, AskForValues, Dashboard, DashboardId, Showcase
from gnomon.dashboards.results import PageAnswers
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, WorkspaceId
from gnomon.query.service import QueryAnswer, QueryRuntime


async def get_showcase(session: AsyncSession) -> Showcase:
    """The dashboard for visitors. Raises `NotFound` when there is none."""
    _, dashboard = await _find(session)
    return Showcase(dashboard=dashboard)


async def has_showcase(session: AsyncSession) -> bool:
    """Whether visitors find a dashboard on the landing page."""
    row = await repository.showcase(session)
    return row is not None and row.dashboard_id is not None


async def ask_showcase(runtime: QueryRuntime, ask: AskForResults) -> PageAnswers:
    """The answers of the showcase's tiles. Raises `Forbidden` for whatever its own tiles do not ask."""
    principal, dashboard = await _read(runtime)
    return await visiting.ask_as_visitor(runtime, principal, dashboard.spec, ask)


async def ask_showcase_cube(runtime: QueryRuntime, ask: AskForCube) -> PageAnswers:
    """What the showcase's tiles need while one of them is brushed. Raises `Forbidden` like `ask_showcase`."""
    principal, dashboard = await _read(runtime)
    return await visiting.ask_cube_as_visitor(runtime, principal, dashboard.spec, ask)


async def ask_showcase_values(runtime: QueryRuntime, filter_id: str, ask: AskForValues) -> QueryAnswer:
    """The values to choose from in a filter of the showcase. Raises `NotFound`."""
    principal, dashboard = await _read(runtime)
    return await visiting.values_for_visitor(runtime, principal, dashboard.spec, filter_id, ask)


async def _read(runtime: QueryRuntime) -> tuple[Principal, Dashboard]:
    async with runtime.database.read() as session:
        return await _find(session)


async def _find(session: AsyncSession) -> tuple[Principal, Dashboard]:
    row = await repository.showcase(session)
    if row is None or row.dashboard_id is None:
        raise NotFound("showcase")
    principal = identity.visitor_principal(WorkspaceId(row.workspace_id))
    return principal, await service.get_dashboard(session, principal, DashboardId(row.dashboard_id))
