"""How a visitor learns that what they look at has changed: tags that say that something is another, never what."""

import hashlib
from collections.abc import Mapping
from uuid import UUID, uuid5

from gnomon.dashboards.contracts import ChartTile, DashboardSpec, TextTile
from gnomon.datasets.contracts import DatasetId
from gnomon.datasets.service.tags import tags_of
from gnomon.foundation.kit.contract import Contract
from gnomon.query.service import QueryRuntime
from gnomon.sharing.visits import Visit, shown_to


class SharedState(Contract):
    """The present tags of what a visitor sees; something has changed when its tag is another than it was."""

    dashboard: str
    """Of what the visitor is shown: nothing else changes it."""
    datasets: Mapping[UUID, str]
    """By stand-in, of the data that the visitor's pictures read."""


async def state_for(runtime: QueryRuntime, visit: Visit) -> SharedState:
    """In which state things are for a visitor. What their locks hide is not told of."""
    shown = shown_to(visit).model_dump_json(exclude={"updated_at"})
    datasets = _read_by(visit.dashboard.spec)
    if visit.principal.locks is not None:
        datasets &= set(visit.principal.locks)
    async with runtime.database.read() as session:
        tags = await tags_of(session, datasets)
    mine = {one: tag.state for one, tag in tags.items() if tag.workspace_id == visit.principal.workspace_id}
    return SharedState(
        dashboard=hashlib.sha256(f"{visit.door_id} {shown}".encode()).hexdigest()[:32],
        # The same version has another tag behind every door, so that two of them cannot be put together.
        datasets={visit.stand_in(DatasetId(one)): uuid5(visit.door_id, state).hex for one, state in mine.items()},
    )


def _read_by(spec: DashboardSpec) -> set[UUID]:
    tiles = [tile for page in spec.pages for tile in page.tiles]
    inside = {one.dataset_id for tile in tiles if isinstance(tile, TextTile) for one in tile.figures}
    return {tile.chart.dataset_id for tile in tiles if isinstance(tile, ChartTile)} | inside
