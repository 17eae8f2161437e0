"""What a visitor who has a link may see: the one dashboard behind it, now, under the link's locks."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service as dashboards
from gnomon.dashboards import visiting
from gnomon.dashboards.contracts import (
    AskForCube,
    AskForResults,
    ChartTile,
    Dashboard,
    DashboardId,
    DashboardPage,
    DashboardSpec,
    Tile,
)
from gnomon.dashboards.results import PageAnswers
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity import service as identity
from gnomon.identity.contracts import Limit, Principal, WorkspaceId
from gnomon.identity.service import RateLimits
from gnomon.query.service import QueryAnswer, QueryRuntime
from gnomon.sharing import repository
from gnomon.sharing.contracts import (
    NoSuchLink,
    PasswordNeeded,
    SharedDashboard,
    ShareId,
    ShareTicket,
    WrongSharePassword,
)
from gnomon.sharing.secrets import TICKET_SECONDS, LinkSecrets
from gnomon.sharing.service import locks_in, locks_of
from gnomon.sharing.tables import ShareLinkRow

NO_DATASET = DatasetId(UUID(int=0))

Asked = TypeVar("Asked", bound=AskForResults)


@dataclass(frozen=True, slots=True)
class Visit:
    """A link that holds at this moment, who its visitor is, and what they look at."""

    share_id: ShareId
    principal: Principal
    dashboard: Dashboard

    def stand_in(self, dataset_id: DatasetId) -> DatasetId:
        """What a dataset is called in this link and nowhere else."""
        return DatasetId(uuid5(self.share_id, str(dataset_id)))


async def open_link(
    runtime: QueryRuntime, links: LinkSecrets, limits: RateLimits, token: str, password: str, address: str
) -> ShareTicket:
    """Let a visitor in by a password.

    Raises `NoSuchLink`, `WrongSharePassword`, and `RateLimited` after too many wrong ones.
    """
    async with runtime.database.read() as session:
        row = await _live(session, links, token)
    if row.password_hash is None:
        return ShareTicket(ticket="", expires_in=TICKET_SECONDS)
    async with (
        limits.turn(Limit.AUTH, "share-address", address) as of_address,
        limits.turn(Limit.AUTH, "share", str(row.id)) as of_link,
    ):
        is_right = await identity.is_password(password, row.password_hash)
        of_address.is_free = of_link.is_free = is_right
    if not is_right:
        raise WrongSharePassword
    return ShareTicket(ticket=links.ticket_of(row.handle, row.password_hash), expires_in=TICKET_SECONDS)


async def look(session: AsyncSession, links: LinkSecrets, token: str, ticket: str | None) -> SharedDashboard:
    """The dashboard of a link, and count the look. Raises `NoSuchLink`, `PasswordNeeded`."""
    visit = await visit_of(session, links, token, ticket)
    await repository.count_view(session, visit.share_id, clock.now())
    shown = visit.dashboard
    return SharedDashboard(
        name=shown.name, description=shown.description, spec=_shown(visit, shown.spec), updated_at=shown.updated_at
    )


async def ask(
    runtime: QueryRuntime, links: LinkSecrets, token: str, ticket: str | None, asked: AskForResults
) -> PageAnswers:
    """The answers of the tiles. Raises `NoSuchLink`, `PasswordNeeded`, and `Forbidden` for what they do not ask."""
    visit = await _visit(runtime, links, token, ticket)
    return await visiting.ask_as_visitor(runtime, visit.principal, visit.dashboard.spec, _meant(visit, asked))


async def ask_cube(
    runtime: QueryRuntime, links: LinkSecrets, token: str, ticket: str | None, asked: AskForCube
) -> PageAnswers:
    """What the tiles need while one of them is brushed. Raises like `ask`."""
    visit = await _visit(runtime, links, token, ticket)
    return await visiting.ask_cube_as_visitor(runtime, visit.principal, visit.dashboard.spec, _meant(visit, asked))


async def ask_values(
    runtime: QueryRuntime,
    links: LinkSecrets,
    token: str,
    ticket: str | None,
    filter_id: str,
    search: str | None,
    limit: int,
) -> QueryAnswer:
    """The values to choose from in a filter of the dashboard. Raises like `ask`."""
    visit = await _visit(runtime, links, token, ticket)
    spec = visit.dashboard.spec
    return await visiting.values_for_visitor(runtime, visit.principal, spec, filter_id, search, limit)


async def visit_of(session: AsyncSession, links: LinkSecrets, token: str, ticket: str | None) -> Visit:
    """Who follows a link, as it is now. Raises `NoSuchLink`, `PasswordNeeded`."""
    row = await _live(session, links, token)
    if row.password_hash is not None and not links.is_ticket(ticket or "", row.handle, row.password_hash):
        raise PasswordNeeded
    locks = locks_in(row)
    principal = identity.visitor_principal(WorkspaceId(row.workspace_id), locks_of(locks) if locks else None)
    try:
        dashboard = await dashboards.get_dashboard(session, principal, DashboardId(row.dashboard_id))
    except NotFound as error:
        raise NoSuchLink from error
    return Visit(ShareId(row.id), principal, dashboard)


async def _visit(runtime: QueryRuntime, links: LinkSecrets, token: str, ticket: str | None) -> Visit:
    async with runtime.database.read() as session:
        return await visit_of(session, links, token, ticket)


async def _live(session: AsyncSession, links: LinkSecrets, token: str) -> ShareLinkRow:
    handle = links.handle_of(token)
    if handle is None:
        raise NoSuchLink
    return await repository.live(session, handle, clock.now())


def _shown(visit: Visit, spec: DashboardSpec) -> DashboardSpec:
    """The spec without filters inside charts, and with stand-ins for datasets: neither is for visitors to know."""
    return spec.model_copy(update={"pages": tuple(_shown_page(visit, page) for page in spec.pages)})


def _shown_page(visit: Visit, page: DashboardPage) -> DashboardPage:
    filters = tuple(one.model_copy(update={"dataset_id": visit.stand_in(one.dataset_id)}) for one in page.filters)
    return page.model_copy(update={"tiles": tuple(_shown_tile(visit, tile) for tile in page.tiles), "filters": filters})


def _shown_tile(visit: Visit, tile: Tile) -> Tile:
    if not isinstance(tile, ChartTile):
        return tile
    chart = tile.chart.model_copy(update={"dataset_id": visit.stand_in(tile.chart.dataset_id), "filters": ()})
    return tile.model_copy(update={"chart": chart})


def _meant(visit: Visit, asked: Asked) -> Asked:
    """What a visitor asks, with the datasets that the stand-ins stand for."""
    spec = visit.dashboard.spec
    charts = (tile.chart for page in spec.pages for tile in page.tiles if isinstance(tile, ChartTile))
    known: dict[UUID, DatasetId] = {visit.stand_in(one.dataset_id): one.dataset_id for one in charts}
    selections = tuple(
        # What is no stand-in means nothing, also when it is the id of a dataset.
        one.model_copy(update={"dataset_id": known.get(one.dataset_id, NO_DATASET)})
        for one in asked.selections
    )
    return asked.model_copy(update={"selections": selections})
