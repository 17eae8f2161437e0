"""What a visitor may see: the one dashboard behind a link or an embed, now, under its locks."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards import assets, visiting
from gnomon.dashboards import service as dashboards
from gnomon.dashboards.assets import AssetFile
from gnomon.dashboards.contracts import (
    AskForCube,
    AskForResults,
    AskForValues,
    AssetId,
    ChartTile,
    Dashboard,
    DashboardId,
    DashboardPage,
    DashboardSpec,
    PageChoices,
    PageFilter,
    Tile,
)
from gnomon.dashboards.openings import without_bookmarks
from gnomon.dashboards.results import PageAnswers
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import Forbidden, NotFound
from gnomon.foundation.storage import Blobs
from gnomon.identity import service as identity
from gnomon.identity.contracts import Limit, Principal, WorkspaceId
from gnomon.identity.service import RateLimits
from gnomon.query.service import QueryAnswer, QueryRuntime
from gnomon.sharing import repository
from gnomon.sharing.contracts import (
    NoSuchLink,
    PasswordNeeded,
    SharedDashboard,
    ShareTicket,
    WrongSharePassword,
)
from gnomon.sharing.doors import locks_of_link
from gnomon.sharing.elements import Door, shown_elements
from gnomon.sharing.secrets import TICKET_SECONDS, LinkSecrets
from gnomon.sharing.service import locks_in
from gnomon.sharing.tables import ShareLinkRow

NO_DATASET = DatasetId(UUID(int=0))

Asked = TypeVar("Asked", bound=AskForResults)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody signed out, by what door they came, and what they look at; the same for links and for embeds."""

    door_id: UUID
    """The link or the embed that holds at this moment."""
    principal: Principal
    dashboard: Dashboard
    closed_filters: frozenset[str] = frozenset()
    """Filters that hold without being shown: this visitor may neither change them nor list their values."""
    opening: UUID | None = None
    """The bookmark that the door opens with."""

    def stand_in(self, dataset_id: DatasetId) -> DatasetId:
        """What a dataset is called behind this door and nowhere else."""
        return DatasetId(uuid5(self.door_id, str(dataset_id)))

    def image_stand_in(self, asset_id: AssetId) -> AssetId:
        """What an image is called behind this door and nowhere else."""
        return AssetId(uuid5(self.door_id, f"image {asset_id}"))

    @property
    def shown_visuals(self) -> frozenset[str]:
        """The custom visuals that draw tiles of the dashboard."""
        return visiting.shown_visuals(self.dashboard.spec)

    async def ask(self, runtime: QueryRuntime, asked: AskForResults) -> PageAnswers:
        """The answers of the tiles. Raises `Forbidden` for what they do not ask."""
        return await visiting.ask_as_visitor(runtime, self.principal, self.dashboard.spec, _meant(self, asked))

    async def ask_cube(self, runtime: QueryRuntime, asked: AskForCube) -> PageAnswers:
        """What the tiles need while one of them is brushed. Raises like `ask`."""
        return await visiting.ask_cube_as_visitor(runtime, self.principal, self.dashboard.spec, _meant(self, asked))

    async def ask_values(self, runtime: QueryRuntime, filter_id: str, asked: AskForValues) -> QueryAnswer:
        """The values to choose from in a filter of the dashboard. Raises like `ask`, and `NotFound`."""
        if filter_id in self.closed_filters:
            raise NotFound("filter")
        _check_closed(self, asked)
        return await visiting.values_for_visitor(runtime, self.principal, self.dashboard.spec, filter_id, asked)

    async def image(self, runtime: QueryRuntime, blobs: Blobs, image_id: UUID) -> AssetFile:
        """An image that the dashboard shows, by what it is called here. Raises `NotFound` for every other one."""
        shown = assets.assets_shown(self.dashboard.spec)
        asset_id = next((one for one in shown if self.image_stand_in(one) == image_id), None)
        if asset_id is None:
            raise NotFound("image")
        async with runtime.database.read() as session:
            return await assets.asset_file(session, blobs, self.principal, asset_id)


async def open_link(
    runtime: QueryRuntime, links: LinkSecrets, limits: RateLimits, token: str, password: str, address: str
) -> ShareTicket:
    """Let a visitor in by a password.

    Raises `NoSuchLink`, `WrongSharePassword`, and `RateLimited` after too many wrong ones.
    """
    async with runtime.database.read() as session:
        row = await live_link(session, links, token)
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


def shown_to(visit: Visit) -> SharedDashboard:
    """The dashboard as its visitor is told of it."""
    shown = visit.dashboard
    return SharedDashboard(
        name=shown.name,
        description=shown.description,
        spec=_shown(visit, shown.spec),
        look=shown.look,
        updated_at=shown.updated_at,
    )


async def by_link(runtime: QueryRuntime, links: LinkSecrets, token: str, ticket: str | None) -> Visit:
    """Who follows a link at this moment. Raises `NoSuchLink`, `PasswordNeeded`."""
    async with runtime.database.read() as session:
        return await visit_of(session, links, token, ticket)


async def visit_of(session: AsyncSession, links: LinkSecrets, token: str, ticket: str | None) -> Visit:
    """Who follows a link, as it is now. Raises `NoSuchLink`, `PasswordNeeded`."""
    row = await live_link(session, links, token)
    if row.password_hash is not None and not links.is_ticket(ticket or "", row.handle, row.password_hash):
        raise PasswordNeeded
    locks = locks_in(row)
    principal = identity.visitor_principal(WorkspaceId(row.workspace_id), locks_of_link(locks) if locks else None)
    try:
        dashboard = await dashboards.get_dashboard(session, principal, DashboardId(row.dashboard_id))
    except NotFound as error:
        raise NoSuchLink from error
    return Visit(row.id, principal, dashboard, opening=row.opening)


async def live_link(session: AsyncSession, links: LinkSecrets, token: str) -> ShareLinkRow:
    """The link of an address, if it holds at this moment. Raises `NoSuchLink`."""
    handle = links.handle_of(token)
    if handle is None:
        raise NoSuchLink
    return await repository.live(session, handle, clock.now())


def _shown(visit: Visit, spec: DashboardSpec) -> DashboardSpec:
    """The spec without filters inside charts, and with stand-ins for datasets: neither is for visitors to know."""
    pages = tuple(_shown_page(visit, page) for page in spec.pages)
    parameters = tuple(one.model_copy(update={"dataset_id": visit.stand_in(one.dataset_id)}) for one in spec.parameters)
    update = {"pages": pages, "filters": _shown_filters(visit, spec.filters), "parameters": parameters}
    return without_bookmarks(spec.model_copy(update=update))


def _shown_page(visit: Visit, page: DashboardPage) -> DashboardPage:
    filters = _shown_filters(visit, page.filters)
    tiles = shown_elements((_shown_tile(visit, tile) for tile in page.tiles), door_to(visit, page))
    return page.model_copy(update={"tiles": tiles, "filters": filters})


def _shown_filters(visit: Visit, filters: tuple[PageFilter, ...]) -> tuple[PageFilter, ...]:
    return tuple(
        one.model_copy(update={"dataset_id": visit.stand_in(one.dataset_id)})
        for one in filters
        if one.id not in visit.closed_filters
    )


def _shown_tile(visit: Visit, tile: Tile) -> Tile:
    if not isinstance(tile, ChartTile):
        return tile
    tooltip = tile.tooltip and tile.tooltip.model_copy(update={"chart": _shown_chart(visit, tile.tooltip.chart)})
    return tile.model_copy(update={"chart": _shown_chart(visit, tile.chart), "tooltip": tooltip})


def _shown_chart(visit: Visit, chart: ChartSpec) -> ChartSpec:
    # Notes and colors come with the pictures: those of values that are locked away are in none.
    options = chart.options.model_copy(update={"annotations": (), "colors": None})
    return chart.model_copy(update={"dataset_id": visit.stand_in(chart.dataset_id), "filters": (), "options": options})


def door_to(visit: Visit, page: DashboardPage | None = None) -> Door:
    """What things are called behind a door, and what may be chosen on a page there."""
    stands_on = page or visit.dashboard.spec.pages[0]
    return Door(visit.stand_in, visit.image_stand_in, lambda choices: may_choose(visit, stands_on, choices))


def may_choose(visit: Visit, page: DashboardPage, choices: PageChoices) -> bool:
    """Whether a visitor of a page may choose all this."""
    is_closed = any(choice.filter_id in visit.closed_filters for choice in choices.chosen)
    return not is_closed and visiting.may_choose(visit.dashboard.spec, page.id, choices)


def _check_closed(visit: Visit, asked: PageChoices) -> None:
    if any(choice.filter_id in visit.closed_filters for choice in asked.chosen):
        raise Forbidden("This filter is not yours to change.", hint="Ask whoever shows you this dashboard.")


def _meant(visit: Visit, asked: Asked) -> Asked:
    """What a visitor asks, with the datasets that the stand-ins stand for. Raises `Forbidden` for a closed filter."""
    _check_closed(visit, asked)
    spec = visit.dashboard.spec
    charts = (tile.chart for page in spec.pages for tile in page.tiles if isinstance(tile, ChartTile))
    known: dict[UUID, DatasetId] = {visit.stand_in(one.dataset_id): one.dataset_id for one in charts}
    selections = tuple(
        # What is no stand-in means nothing, also when it is the id of a dataset.
        one.model_copy(update={"dataset_id": known.get(one.dataset_id, NO_DATASET)})
        for one in asked.selections
    )
    changes = tuple(
        one.model_copy(update={"dataset_id": known.get(one.dataset_id, NO_DATASET)}) for one in asked.changes
    )
    carried = asked.carried and asked.carried.model_copy(
        update={"dataset_id": known.get(asked.carried.dataset_id, NO_DATASET)}
    )
    return asked.model_copy(update={"selections": selections, "changes": changes, "carried": carried})
