"""Which filters reach a tile: page filters with what viewers chose, and what was pointed at in other tiles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards.contracts import (
    ChartTile,
    ChosenFilter,
    DashboardPage,
    TileSelection,
    TopChoice,
    WrongPageFilter,
)
from gnomon.dashboards.levels import in_force, members_of
from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.query.contracts import Filter
from gnomon.semantic.contracts import SemanticModel

NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})
MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME})
TypesByMember = Mapping[str, ColumnType]
TypesByDataset = Mapping[DatasetId, TypesByMember]


@dataclass(frozen=True, slots=True)
class Wish:
    """Filters over one dataset that want to reach the tiles of a page."""

    dataset_id: DatasetId
    filters: tuple[Filter, ...]
    own_tile: str | None
    """The tile that was pointed at, which its own selection leaves as it is."""
    label: str | None
    note: str | None = None
    """What must be said where it filters."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The filters that reach a tile, and what its reader must know about those that do not."""

    filters: tuple[Filter, ...]
    notes: tuple[str, ...]


def wishes_of(
    page: DashboardPage, chosen: Sequence[ChosenFilter], selections: Sequence[TileSelection]
) -> tuple[Wish, ...]:
    """All that wants to filter a page; a choice replaces the default of its page filter, and none clears it.

    What leaves the best of a field has to be asked first, and is not among them (`ranking.py`).
    """
    wishes = []
    for one in page.filters:
        wanted = in_force(one, chosen)
        if wanted is not None and not isinstance(wanted, TopChoice):
            wishes.append(Wish(one.dataset_id, (wanted,), None, one.label))
    tiles = {tile.id: tile for tile in page.tiles if isinstance(tile, ChartTile)}
    wishes += [_tile_wish(one, tiles[one.tile_id]) for one in selections if one.tile_id in tiles]
    return tuple(one for one in wishes if one.filters)


def reach_of(tile_id: str, chart: ChartSpec, wishes: Iterable[Wish], types: TypesByDataset) -> Reach:
    """What reaches one tile: filters of its own dataset, and of others on members that it has in the same type."""
    filters: list[Filter] = []
    left_out: dict[str, None] = {}
    said: dict[str, None] = {}
    for wish in wishes:
        if wish.own_tile == tile_id:
            continue
        for one in wish.filters:
            if is_reached(members_of(one), wish.dataset_id, chart.dataset_id, types):
                filters.append(one)
                said |= {} if wish.note is None else {wish.note: None}
            else:
                left_out[wish.label or ", ".join(members_of(one))] = None
    missed = (f"Not filtered by {name}: this data has no such field." for name in left_out)
    return Reach(tuple(filters), (*said, *missed))


def types_of(model: SemanticModel) -> TypesByMember:
    """The type of each member that rows can be filtered by."""
    return {dimension.name: dimension.type for dimension in model.dimensions}


def _tile_wish(one: TileSelection, tile: ChartTile) -> Wish:
    if one.dataset_id != tile.chart.dataset_id or any(not members_of(each) for each in one.filters):
        raise WrongPageFilter(tile.title or tile.id, None)
    return Wish(one.dataset_id, one.filters, tile.id, None)


def is_reached(members: Iterable[str], source: DatasetId, target: DatasetId, types: TypesByDataset) -> bool:
    """Whether a filter of one dataset on these members means something to another: it has them in the same type."""
    here, there = types.get(source, {}), types.get(target, {})
    return source == target or all(
        member in here and member in there and _family(here[member]) == _family(there[member]) for member in members
    )


def _family(column_type: ColumnType) -> str:
    if column_type in NUMBERS:
        return "number"
    return "moment" if column_type in MOMENTS else column_type.value
