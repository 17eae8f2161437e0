"""Leave out of a dashboard what asks for data that is not there, and no more than that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar
from uuid import UUID

from gnomon.charts.contracts import ChartSpec, Encodings, FieldRef, Mark
from gnomon.dashboards.comparing import title_of
from gnomon.dashboards.contracts import (
    ChartTile,
    DashboardPage,
    DashboardParameter,
    DashboardSpec,
    LeftOut,
    PageFilter,
    SlicerTile,
    Tile,
)
from gnomon.dashboards.portable.closing import closed_up
from gnomon.dashboards.portable.needs import FieldKey, IsMeasure, Uses, key_of, uses_of
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract

WITHOUT_X = frozenset({Mark.KPI})
"""Kinds of picture that are good without what stands on x."""
Control = TypeVar("Control", PageFilter, DashboardParameter)


@dataclass(frozen=True, slots=True)
class Gone:
    """What is not there."""

    is_measure: IsMeasure
    datasets: frozenset[DatasetId] = frozenset()
    fields: Mapping[DatasetId, frozenset[FieldKey]] = field(default_factory=dict)
    parameters: Mapping[DatasetId, frozenset[str]] = field(default_factory=dict)
    things: Mapping[UUID, str] = field(default_factory=dict)
    """Images and dashboards, by what they are called."""
    names: Mapping[DatasetId, str] = field(default_factory=dict)
    """What the datasets are called."""

    def asked_by(self, uses: Uses) -> tuple[str, ...]:
        """The names of what is asked for in vain."""
        found: dict[str, None] = {}
        for dataset_id, keys in uses.fields.items():
            if dataset_id in self.datasets:
                found[self.names.get(dataset_id) or "A dataset"] = None
                continue
            gone = self.fields.get(dataset_id, frozenset())
            found.update((name, None) for is_measure, name in keys if (is_measure, name) in gone)
        for dataset_id, names in uses.parameters.items():
            gone_names = self.parameters.get(dataset_id, frozenset())
            found.update((name, None) for name in names if name in gone_names)
        found.update((self.things[one], None) for one in (*uses.images, *uses.dashboards) if one in self.things)
        return tuple(found)

    def has(self, dataset_id: DatasetId, ref: FieldRef) -> bool:
        """Whether a field in a well is gone."""
        return key_of(ref, dataset_id, self.is_measure) in self.fields.get(dataset_id, frozenset())


def without(spec: DashboardSpec, gone: Gone) -> tuple[DashboardSpec, tuple[LeftOut, ...]]:
    """The dashboard without what is gone, and what that was."""
    return _Leaving(spec, gone).done()


class _Leaving:
    """Takes parts out of one dashboard, and keeps account of them."""

    def __init__(self, spec: DashboardSpec, gone: Gone) -> None:
        self._spec, self._gone = spec, gone
        self._uses = uses_of(spec, spec, gone.is_measure)
        self._out: list[LeftOut] = []

    def done(self) -> tuple[DashboardSpec, tuple[LeftOut, ...]]:
        filters = self._controls(self._spec.filters)
        parameters = self._controls(self._spec.parameters)
        shared = {one.id for one in filters} | {one.id for one in parameters}
        pages = tuple(self._page(page, shared) for page in self._spec.pages)
        update = {"filters": filters, "parameters": parameters, "pages": pages}
        return self._spec.model_copy(update=update), tuple(self._out)

    def _controls(self, controls: Iterable[Control]) -> tuple[Control, ...]:
        kept = []
        for one in controls:
            missing = self._missing(one)
            if missing:
                what: Literal["filter", "parameter"] = "filter" if isinstance(one, PageFilter) else "parameter"
                self._out.append(LeftOut(what=what, name=one.shown_name, because=missing))
            else:
                kept.append(one)
        return tuple(kept)

    def _page(self, page: DashboardPage, shared: set[str]) -> DashboardPage:
        filters = self._controls(page.filters)
        there = shared | {one.id for one in filters}
        named = {one.id for one in (*self._spec.filters, *page.filters)} | {one.id for one in self._spec.parameters}
        kept = []
        for tile in page.tiles:
            fitted = self._tile(tile)
            # The filter that a slicer stands for was told already.
            is_lost = isinstance(tile, SlicerTile) and tile.control_id in named - there
            if fitted is not None and not is_lost:
                kept.append(fitted)
        through = page.model_copy(update={"tiles": tuple(kept), "filters": filters})
        return closed_up(page, self._without_lost_details(through))

    def _without_lost_details(self, page: DashboardPage) -> DashboardPage:
        kept = tuple(name for name in page.drill_through if self._is_there(name))
        lost = tuple(name for name in page.drill_through if name not in kept)
        if lost:
            self._out.append(LeftOut(what="drill_through", name=page.title, because=lost))
        return page.model_copy(update={"drill_through": kept})

    def _is_there(self, name: str) -> bool:
        """Whether some dataset still has a field that stands here without one."""
        key = (False, name)
        return any(
            key in keys and dataset_id not in self._gone.datasets and key not in self._gone.fields.get(dataset_id, ())
            for dataset_id, keys in self._uses.fields.items()
        )

    def _tile(self, tile: Tile) -> Tile | None:
        fitted = self._without_lost_channels(tile) if isinstance(tile, ChartTile) else tile
        missing = self._missing(fitted)
        if missing:
            self._out.append(LeftOut(what="tile", name=title_of(tile), because=missing))
            return None
        if fitted is not tile and isinstance(tile, ChartTile):
            self._out.append(LeftOut(what="channel", name=title_of(tile), because=self._missing(tile)))
        return fitted

    def _without_lost_channels(self, tile: ChartTile) -> ChartTile:
        """The picture without what it can do without; what it cannot stays, and is found missing."""
        chart = tile.chart
        bound = chart.encodings
        keeps = [one for one in bound.y if not self._is_gone(chart, one)]
        found = Encodings(
            x=None if chart.mark in WITHOUT_X and self._is_gone(chart, bound.x) else bound.x,
            y=tuple(keeps) or bound.y,
            color=None if bound.x is not None and self._is_gone(chart, bound.color) else bound.color,
            size=None if self._is_gone(chart, bound.size) else bound.size,
            facet=None if self._is_gone(chart, bound.facet) else bound.facet,
            tooltip=tuple(one for one in bound.tooltip if not self._is_gone(chart, one)),
        )
        # Without anything that groups or counts there is no picture left.
        has_counted = bound.y or bound.color is None or found.color is not None
        if found == bound or not has_counted:
            return tile
        return tile.model_copy(update={"chart": chart.model_copy(update={"encodings": found})})

    def _is_gone(self, chart: ChartSpec, ref: FieldRef | None) -> bool:
        return ref is not None and self._gone.has(chart.dataset_id, ref)

    def _missing(self, part: Contract) -> tuple[str, ...]:
        return self._gone.asked_by(uses_of(part, self._spec, self._gone.is_measure))
