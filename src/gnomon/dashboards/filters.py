"""Which filters reach a tile: page filters with what viewers chose, and what was pointed at in other tiles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards.contracts import (
    ChartTile,
    ChosenFilter,
    DashboardPage,
    PageFilter,
    TileSelection,
    WrongPageFilter,
)
from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.query.contracts import AnyFilter, Filter, MeasureFilter
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


@dataclass(frozen=True, slots=True)
class Reach:
    """The filters that reach a tile, and what its reader must know about those that do not."""

    filters: tuple[Filter, ...]
    notes: tuple[str, ...]


def wishes_of(
    page: DashboardPage, chosen: Sequence[ChosenFilter], selections: Sequence[TileSelection]
) -> tuple[Wish, ...]:
    """All that wants to filter a page; a choice replaces the default of its page filter, and none clears it."""
    choices = {one.filter_id: one.filter for one in chosen}
    wishes = [_page_wish(one, choices.get(one.id, one.default)) for one in page.filters]
    tiles = {tile.id: tile for tile in page.tiles if isinstance(tile, ChartTile)}
    wishes += [_tile_wish(one, tiles[one.tile_id]) for one in selections if one.tile_id in tiles]
    return tuple(one for one in wishes if one.filters)


def reach_of(tile_id: str, chart: ChartSpec, wishes: Iterable[Wish], types: TypesByDataset) -> Reach:
    """What reaches one tile: filters of its own dataset, and of others on members that it has in the same type."""
    filters: list[Filter] = []
    left_out: dict[str, None] = {}
    for wish in wishes:
        if wish.own_tile == tile_id:
            continue
        for one in wish.filters:
            if wish.dataset_id == chart.dataset_id or _fits(one, wish.dataset_id, chart.dataset_id, types):
                filters.append(one)
            else:
                left_out[wish.label or ", ".join(members_of(one))] = None
    return Reach(tuple(filters), tuple(f"Not filtered by {name}: this data has no such field." for name in left_out))


def members_of(one: Filter) -> tuple[str, ...]:
    """The members that a filter looks at, each once."""
    match one:
        case AnyFilter():
            return tuple(dict.fromkeys(member for part in one.filters for member in members_of(part)))
        case MeasureFilter():
            return ()
        case _:
            return (one.member,)


def types_of(model: SemanticModel) -> TypesByMember:
    """The type of each member that rows can be filtered by."""
    return {dimension.name: dimension.type for dimension in model.dimensions}


def _page_wish(one: PageFilter, wanted: Filter | None) -> Wish:
    if wanted is not None and members_of(wanted) != (one.member,):
        raise WrongPageFilter(one.label or one.id, one.member)
    return Wish(one.dataset_id, () if wanted is None else (wanted,), None, one.label)


def _tile_wish(one: TileSelection, tile: ChartTile) -> Wish:
    if one.dataset_id != tile.chart.dataset_id or any(not members_of(each) for each in one.filters):
        raise WrongPageFilter(tile.title or tile.id, None)
    return Wish(one.dataset_id, one.filters, tile.id, None)


def _fits(one: Filter, source: DatasetId, target: DatasetId, types: TypesByDataset) -> bool:
    here, there = types.get(source, {}), types.get(target, {})
    return all(
        member in here and member in there and _family(here[member]) == _family(there[member])
        for member in members_of(one)
    )


def _family(column_type: ColumnType) -> str:
    if column_type in NUMBERS:
        return "number"
    return "moment" if column_type in MOMENTS else column_type.value
