"""The showcase: one saved dashboard over sample data that visitors may look at and filter, and nothing else."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import openings, repository, service, visiting
from gnomon.dashboards.contracts import (
    AskForCube,
    AskForResults,
    AskForValues,
    Dashboard,
    DashboardId,
    DashboardSpec,
    Showcase,
)
from gnomon.dashboards.results import PageAnswers
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, WorkspaceId
from gnomon.query.service import QueryAnswer, QueryRuntime


async def get_showcase(session: AsyncSession) -> Showcase:
    """The dashboard for visitors. Raises `NotFound` when there is none."""
    _, dashboard = await _find(session)
    shown = openings.without_bookmarks(dashboard.spec)
    return Showcase(dashboard=dashboard.model_copy(update={"spec": shown}))


async def has_showcase(session: AsyncSession) -> bool:
    """Whether visitors find a dashboard on the landing page."""
    row = await repository.showcase(session)
    return row is not None and row.dashboard_id is not None


@dataclass(frozen=True, slots=True)
class ShowcaseVisitor:
    """Whoever looks at the landing page; what its tiles do not ask is refused by `Forbidden`."""

    principal: Principal
    spec: DashboardSpec

    @property
    def shown_visuals(self) -> frozenset[str]:
        """The custom visuals that draw tiles of the showcase."""
        return visiting.shown_visuals(self.spec)

    async def ask(self, runtime: QueryRuntime, asked: AskForResults) -> PageAnswers:
        """The answers of the showcase's tiles."""
        return await visiting.ask_as_visitor(runtime, self.principal, self.spec, asked)

    async def ask_cube(self, runtime: QueryRuntime, asked: AskForCube) -> PageAnswers:
        """What the showcase's tiles need while one of them is brushed."""
        return await visiting.ask_cube_as_visitor(runtime, self.principal, self.spec, asked)

    async def ask_values(self, runtime: QueryRuntime, filter_id: str, asked: AskForValues) -> QueryAnswer:
        """The values to choose from in a filter of the showcase. Raises `NotFound`."""
        return await visiting.values_for_visitor(runtime, self.principal, self.spec, filter_id, asked)


async def visitor_of_showcase(runtime: QueryRuntime) -> ShowcaseVisitor:
    """A visitor of the showcase as it is now. Raises `NotFound` when there is none."""
    async with runtime.database.read() as session:
        principal, dashboard = await _find(session)
    return ShowcaseVisitor(principal, dashboard.spec)


async def _find(session: AsyncSession) -> tuple[Principal, Dashboard]:
    row = await repository.showcase(session)
    if row is None or row.dashboard_id is None:
        raise NotFound("showcase")
    principal = identity.visitor_principal(WorkspaceId(row.workspace_id))
    return principal, await service.get_dashboard(session, principal, DashboardId(row.dashboard_id))
