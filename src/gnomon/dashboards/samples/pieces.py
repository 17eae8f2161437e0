"""Short ways to write down the tiles of a sample dashboard."""

from dataclasses import dataclass

from gnomon.charts.contracts import ChartOptions, ChartSpec, Encodings, FieldRef, FieldRole, Mark
from gnomon.dashboards.contracts import ChartTile, TextTile, TileLayout
from gnomon.datasets.contracts import ROWS, DatasetId
from gnomon.query.contracts import Bins, Filter
from gnomon.semantic.contracts import Aggregation, TimeGrain


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile stands: column, row, width and height."""

    x: int
    y: int
    width: int
    height: int

    @property
    def layout(self) -> TileLayout:
        """The same as a layout."""
        return TileLayout(x=self.x, y=self.y, width=self.width, height=self.height)


def by(member: str, grain: TimeGrain | None = None, *, bins: Bins | None = None, label: str | None = None) -> FieldRef:
    """A dimension."""
    return FieldRef(role=FieldRole.DIMENSION, member=member, grain=grain, bins=bins, label=label)


def of(member: str, aggregation: Aggregation, label: str | None = None, *, quantile: float | None = None) -> FieldRef:
    """A measure."""
    return FieldRef(role=FieldRole.MEASURE, member=member, aggregation=aggregation, label=label, quantile=quantile)


def count(label: str) -> FieldRef:
    """The number of rows, by its name in the subject's own words."""
    return of(ROWS, Aggregation.COUNT, label)


@dataclass(frozen=True, slots=True)
class Tiles:
    """Makes tiles over one dataset."""

    dataset_id: DatasetId

    def chart(
        self,
        tile_id: str,
        place: Place,
        title: str,
        mark: Mark,
        encodings: Encodings,
        *,
        options: ChartOptions | None = None,
        filters: tuple[Filter, ...] = (),
    ) -> ChartTile:
        """A picture with a title that says something."""
        spec = ChartSpec(
            dataset_id=self.dataset_id,
            mark=mark,
            encodings=encodings,
            options=options or ChartOptions(),
            filters=filters,
            title=title,
        )
        return ChartTile(id=tile_id, layout=place.layout, title=title, chart=spec)

    def number(self, tile_id: str, place: Place, title: str, measure: FieldRef, form: str | None = None) -> ChartTile:
        """One number."""
        options = ChartOptions(number_format=form)
        return self.chart(tile_id, place, title, Mark.KPI, Encodings(y=(measure,)), options=options)


def text(tile_id: str, place: Place, markdown: str) -> TextTile:
    """A few words."""
    return TextTile(id=tile_id, layout=place.layout, markdown=markdown)
