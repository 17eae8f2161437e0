"""Which filters reach a tile: an algebra that holds for every page."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards.contracts import (
    ChartTile,
    ChosenFilter,
    DashboardPage,
    PageFilter,
    TileLayout,
    TileSelection,
    WrongPageFilter,
)
from gnomon.dashboards.filters import Reach, reach_of, wishes_of
from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.query.contracts import AnyFilter, Filter, InFilter, MeasureFilter, RangeFilter

SALES, STORES, OTHER = (DatasetId(UUID(int=number)) for number in (1, 2, 3))
TYPES = {
    SALES: {"region": ColumnType.TEXT, "amount": ColumnType.DECIMAL},
    STORES: {"region": ColumnType.TEXT, "amount": ColumnType.INTEGER},
    OTHER: {"region": ColumnType.INTEGER},
}
LAYOUT = TileLayout(x=0, y=0, width=6, height=6)
EAST = InFilter(member="region", values=("East",))
WEST = InFilter(member="region", values=("West",))


def tile(tile_id: str, dataset_id: DatasetId) -> ChartTile:
    return ChartTile(id=tile_id, layout=LAYOUT, title=None, chart=ChartSpec(dataset_id=dataset_id))


TILES = (tile("a", SALES), tile("b", SALES), tile("c", STORES), tile("d", OTHER))
PAGE = DashboardPage(
    id="page-1",
    title="Page",
    tiles=TILES,
    filters=(
        PageFilter(id="f", label="Region", dataset_id=SALES, member="region", control="list", default=EAST),
        PageFilter(id="g", dataset_id=SALES, member="amount", control="range"),
    ),
)


def reaches(chosen: tuple[ChosenFilter, ...] = (), selections: tuple[TileSelection, ...] = ()) -> dict[str, Reach]:
    wishes = wishes_of(PAGE, chosen, selections)
    return {one.id: reach_of(one.id, one.chart, wishes, TYPES) for one in TILES}


def filters_of(found: dict[str, Reach]) -> dict[str, tuple[Filter, ...]]:
    return {name: one.filters for name, one in found.items()}


def test_a_default_holds_until_something_is_chosen_and_none_clears_it() -> None:
    assert filters_of(reaches()) == {"a": (EAST,), "b": (EAST,), "c": (EAST,), "d": ()}
    chosen = reaches((ChosenFilter(filter_id="f", filter=WEST),))
    assert filters_of(chosen) == {"a": (WEST,), "b": (WEST,), "c": (WEST,), "d": ()}
    cleared = reaches((ChosenFilter(filter_id="f", filter=None),))
    assert filters_of(cleared) == {"a": (), "b": (), "c": (), "d": ()}


def test_a_tile_that_a_filter_cannot_reach_says_so() -> None:
    assert {name: one.notes for name, one in reaches().items()} == {
        "a": (),
        "b": (),
        "c": (),
        "d": ("Not filtered by Region: this data has no such field.",),
    }


def test_numbers_of_different_types_are_numbers() -> None:
    wanted = RangeFilter(member="amount", min=1)
    found = reaches((ChosenFilter(filter_id="f", filter=None), ChosenFilter(filter_id="g", filter=wanted)))
    assert filters_of(found) == {"a": (wanted,), "b": (wanted,), "c": (wanted,), "d": ()}


def test_a_selection_reaches_every_tile_but_its_own() -> None:
    pointed = TileSelection(tile_id="a", dataset_id=SALES, filters=(WEST,))
    found = reaches((ChosenFilter(filter_id="f", filter=None),), (pointed,))
    assert filters_of(found) == {"a": (), "b": (WEST,), "c": (WEST,), "d": ()}


def test_what_was_chosen_for_a_filter_or_a_tile_that_is_gone_changes_nothing() -> None:
    gone = TileSelection(tile_id="gone", dataset_id=SALES, filters=(WEST,))
    assert reaches((ChosenFilter(filter_id="gone", filter=WEST),), (gone,)) == reaches()


@pytest.mark.parametrize(
    "wrong",
    [
        RangeFilter(member="amount", min=1),
        AnyFilter(filters=(EAST, RangeFilter(member="amount", min=1))),
        MeasureFilter(measure="sum_amount", min=1),
    ],
)
def test_a_choice_filters_by_the_field_of_its_filter_only(wrong: Filter) -> None:
    with pytest.raises(WrongPageFilter):
        reaches((ChosenFilter(filter_id="f", filter=wrong),))


def test_a_selection_speaks_of_the_data_of_its_tile_only() -> None:
    with pytest.raises(WrongPageFilter):
        reaches((), (TileSelection(tile_id="a", dataset_id=OTHER, filters=(EAST,)),))


values = st.lists(st.sampled_from(["East", "West", "North"]), min_size=1, max_size=3, unique=True).map(tuple)
some_filters = values.map(lambda chosen: InFilter(member="region", values=chosen))
selections_of = st.lists(
    st.builds(
        lambda name, chosen: TileSelection(
            tile_id=name, dataset_id={one.id: one.chart.dataset_id for one in TILES}[name], filters=(chosen,)
        ),
        st.sampled_from([one.id for one in TILES]),
        some_filters,
    ),
    max_size=5,
).map(tuple)
choices = st.lists(st.builds(ChosenFilter, filter_id=st.just("f"), filter=st.none() | some_filters), max_size=1).map(
    tuple
)


@given(choices, selections_of, some_filters, st.sampled_from([one.id for one in TILES[:2]]))
def test_to_point_and_to_point_away_is_as_if_nothing_had_been(
    chosen: tuple[ChosenFilter, ...], selections: tuple[TileSelection, ...], wanted: InFilter, tile_id: str
) -> None:
    pointed = TileSelection(tile_id=tile_id, dataset_id=SALES, filters=(wanted,))
    without = tuple(one for one in (*selections, pointed) if one is not pointed)
    assert reaches(chosen, without) == reaches(chosen, selections)
    assert reaches(chosen, (*selections, pointed.model_copy(update={"filters": ()}))) == reaches(chosen, selections)


@given(choices, selections_of)
def test_a_tile_is_never_filtered_by_its_own_selection(
    chosen: tuple[ChosenFilter, ...], selections: tuple[TileSelection, ...]
) -> None:
    for one in TILES:
        others = tuple(each for each in selections if each.tile_id != one.id)
        assert reaches(chosen, selections)[one.id] == reaches(chosen, others)[one.id]


@given(choices, selections_of)
def test_every_filter_reaches_a_tile_or_is_named_in_its_notes(
    chosen: tuple[ChosenFilter, ...], selections: tuple[TileSelection, ...]
) -> None:
    wishes = wishes_of(PAGE, chosen, selections)
    for one in TILES:
        meant = sum(len(wish.filters) for wish in wishes if wish.own_tile != one.id)
        reach = reach_of(one.id, one.chart, wishes, TYPES)
        assert len(reach.filters) <= meant
        assert (len(reach.filters) < meant) is bool(reach.notes)
