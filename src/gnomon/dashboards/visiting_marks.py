"""How far visitors may keep, drill and bring along: to what the dashboard shows, and to levels of its moments."""

from collections.abc import Iterable
from dataclasses import replace

from gnomon.charts.contracts import ChartSpec, FieldRole
from gnomon.dashboards.contracts import (
    CarriedFilters,
    ChartTile,
    DashboardPage,
    DashboardSpec,
    DrillLevel,
    DrillOffer,
    TileChange,
)
from gnomon.dashboards.drilling import fields_of, replaced
from gnomon.dashboards.results import PageQuestions, TileQuestion
from gnomon.datasets.contracts import DatasetId


def members_along(page: DashboardPage, chart: ChartSpec, change: TileChange) -> set[str] | None:
    """The fields that a tile groups by on the way that a visitor drills; none where it leads to what is not shown."""
    found = _dimensions(chart)
    for step in change.steps:
        after = replaced(chart, step) if _is_open(page, chart.dataset_id, step.source, step.target) else None
        if after is None:
            return None
        chart = after
        found |= _dimensions(chart)
    return found


def members_carried(spec: DashboardSpec, page: DashboardPage, carried: CarriedFilters) -> set[str]:
    """The fields that a visitor may bring along to a page: it takes them, and the dashboard shows them."""
    shown: set[str] = set()
    for one in spec.pages:
        shown |= _shown(one, carried.dataset_id)
    return shown & set(page.drill_through)


def members_grouped(chart: ChartSpec) -> set[str]:
    """The fields that the marks of a picture stand for values of."""
    return _dimensions(chart)


def offered_to_visitors(page: DashboardPage, asked: PageQuestions) -> PageQuestions:
    """The questions of a page with the levels that a visitor may drill to, and without the names of all others."""
    return replace(asked, waiting=tuple(_offered(page, one) for one in asked.waiting))


def _offered(page: DashboardPage, tile: TileQuestion) -> TileQuestion:
    dataset_id = tile.draft.spec.dataset_id
    offers = (_open_levels(page, dataset_id, one) for one in tile.drills)
    return replace(tile, drills=tuple(one for one in offers if one.down or one.up))


def _open_levels(page: DashboardPage, dataset_id: DatasetId, offer: DrillOffer) -> DrillOffer:
    down, up = (
        tuple(one for one in levels if _is_open(page, dataset_id, offer.source, one))
        for levels in (offer.down, offer.up)
    )
    return offer.model_copy(update={"down": down, "up": up})


def _is_open(page: DashboardPage, dataset_id: DatasetId, source: DrillLevel, target: DrillLevel) -> bool:
    """Whether a visitor may go there: to another level of the same moment, or to a field that the page shows."""
    if target.member == source.member:
        return source.grain is not None and target.grain is not None
    return target.member in _shown(page, dataset_id, with_steps=False)


def _shown(page: DashboardPage, dataset_id: DatasetId, *, with_steps: bool = True) -> set[str]:
    charts = (tile.chart for tile in page.tiles if isinstance(tile, ChartTile))
    return _all(_dimensions(one, with_steps=with_steps) for one in charts if one.dataset_id == dataset_id)


def _dimensions(chart: ChartSpec, *, with_steps: bool = True) -> set[str]:
    """The members that a picture groups by; one that is shown in steps is not shown value by value."""
    dimensions = (one for one in fields_of(chart.encodings) if one.role is FieldRole.DIMENSION)
    return {one.member for one in dimensions if with_steps or one.bins is None}


def _all(sets: Iterable[set[str]]) -> set[str]:
    return {member for one in sets for member in one}
