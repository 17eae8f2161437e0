"""What readers choose on a page: values of its filters and parameters, and marks that they point at."""

from pydantic import Field

from gnomon.dashboards.contracts.drilling import MAX_CHANGES, CarriedFilters, TileChange
from gnomon.dashboards.contracts.filtering import MAX_PARAMETERS, ChosenParameter
from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.dashboards.contracts.slicing import FilterChoice
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import MAX_FILTERS, Filter


class TileSelection(Contract):
    """What somebody pointed at in one tile; every other tile of the page is filtered by it."""

    tile_id: TileId
    dataset_id: DatasetId
    filters: tuple[Filter, ...] = Field(max_length=MAX_FILTERS)


class ChosenFilter(Contract):
    """What a viewer chose in a page filter; none clears the default."""

    filter_id: TileId
    filter: FilterChoice | None


class PageChoices(Contract):
    """All that a reader chose on a page; what its tiles show, and what is taken home of them, follows it."""

    chosen: tuple[ChosenFilter, ...] = ()
    selections: tuple[TileSelection, ...] = ()
    parameters: tuple[ChosenParameter, ...] = Field(default=(), max_length=MAX_PARAMETERS)
    changes: tuple[TileChange, ...] = Field(default=(), max_length=MAX_CHANGES)
    carried: CarriedFilters | None = None
    """What was brought along from another page, where this one is a detail page."""
