"""Short ways to write down a template that fits any data with fields of the right sort."""

from dataclasses import dataclass
from uuid import UUID

from gnomon.charts.contracts import ChartOptions, ChartSort, Comparison, Encodings, FieldRef, Mark
from gnomon.dashboards.contracts import (
    ChartTile,
    DashboardFile,
    DashboardPage,
    DashboardSpec,
    NeededDataset,
    NeededField,
    PageFilter,
    TemplateCategory,
    TemplateId,
    Tile,
)
from gnomon.dashboards.samples.pieces import Place, Tiles
from gnomon.dashboards.samples.pieces import by as by
from gnomon.dashboards.samples.pieces import count as count
from gnomon.dashboards.samples.pieces import of as of
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit import ids
from gnomon.semantic.contracts import DimensionKind, TimeGrain

DATA = DatasetId(UUID(int=1))
_HOME = UUID("6d9c1f52-5f1e-4f0a-9d35-0a4b8a1f7c11")
TILES = Tiles(DATA)
DATES = ("time", "day", "month", "timestamp", "created", "datetime", "period")


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A template that comes with the application."""

    id: TemplateId
    category: TemplateCategory
    file: DashboardFile


def built_in(
    name: str, description: str, category: TemplateCategory, needs: tuple[NeededField, ...], page: DashboardPage
) -> BuiltIn:
    """A template of one page over one dataset."""
    return BuiltIn(
        id=ids.derived(TemplateId, _HOME, name),
        category=category,
        file=DashboardFile(
            name=name,
            description=description,
            datasets=(NeededDataset(id=DATA, name="Your data", fields=needs),),
            spec=DashboardSpec(pages=(page,)),
        ),
    )


def need(name: str, label: str, kind: DimensionKind | None, *synonyms: str, is_optional: bool = False) -> NeededField:
    """A field of some sort, whatever it is called; its usual names come first."""
    return NeededField(name=name, label=label, kind=kind, synonyms=synonyms, by_role=True, is_optional=is_optional)


def page(title: str, *tiles: Tile, filters: tuple[PageFilter, ...] = ()) -> DashboardPage:
    """The page of a template."""
    return DashboardPage(id="page-1", title=title, tiles=tiles, filters=filters)


def dates(member: str = "date") -> PageFilter:
    """A filter by time."""
    return PageFilter(id=member, label="Date", dataset_id=DATA, member=member, control="date")


def choice(member: str, label: str) -> PageFilter:
    """A filter by the values of a field."""
    return PageFilter(id=member, label=label, dataset_id=DATA, member=member, control="list")


def moving(
    tile_id: str,
    place: Place,
    title: str,
    measure: FieldRef,
    grain: TimeGrain = TimeGrain.MONTH,
    form: str | None = None,
) -> ChartTile:
    """A number with its course, against the period before."""
    options = ChartOptions(comparison=Comparison.PREVIOUS_PERIOD, show_sparkline=True, number_format=form)
    return TILES.chart(tile_id, place, title, Mark.KPI, Encodings(x=by("date", grain), y=(measure,)), options=options)


def largest(tile_id: str, place: Place, title: str, member: str, measure: FieldRef, limit: int = 10) -> ChartTile:
    """The largest of something, lying."""
    options = ChartOptions(limit=limit, is_horizontal=True, sort=ChartSort.VALUE_DESCENDING)
    return TILES.chart(tile_id, place, title, Mark.BAR, Encodings(x=by(member), y=(measure,)), options=options)


def over_time(
    tile_id: str,
    place: Place,
    title: str,
    measure: FieldRef,
    *,
    grain: TimeGrain = TimeGrain.MONTH,
    color: str | None = None,
) -> ChartTile:
    """A course; by the values of a field where one is given."""
    mark = Mark.LINE if color is None else Mark.AREA
    encodings = Encodings(x=by("date", grain), y=(measure,), color=None if color is None else by(color))
    return TILES.chart(tile_id, place, title, mark, encodings)


def crossed(tile_id: str, place: Place, title: str, x: FieldRef, y: FieldRef, color: FieldRef) -> ChartTile:
    """A pattern over two groupings."""
    return TILES.chart(tile_id, place, title, Mark.HEATMAP, Encodings(x=x, y=(y,), color=color))
