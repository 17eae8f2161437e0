"""Two states of a dashboard compared: what was added, removed, moved and changed, in numbers and in words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnomon.dashboards.comparing import State, compare
from gnomon.dashboards.contracts import DashboardComparison, DashboardSpec, DifferenceKind
from gnomon.dashboards.differing import MAX_WORDS, difference_in_words

DATASET = "01900000-0000-7000-8000-000000000000"
OTHER = "01900000-0000-7000-8000-000000000001"


def chart(tile_id: str, title: str | None = "Revenue by month", x: int = 0, **changes: Any) -> dict[str, Any]:
    month = {"role": "dimension", "member": "day", "grain": "month"}
    amount = {"role": "measure", "member": "amount", "aggregation": "sum"}
    spec = {"dataset_id": DATASET, "mark": "bar", "encodings": {"x": month, "y": [amount]}}
    layout = {"x": x, "y": 0, "width": 6, "height": 6}
    return {"kind": "chart", "id": tile_id, "title": title, "layout": layout, "chart": {**spec, **changes}}


def words(tile_id: str, markdown: str) -> dict[str, Any]:
    layout = {"x": 0, "y": 6, "width": 6, "height": 2}
    return {"kind": "text", "id": tile_id, "layout": layout, "markdown": markdown}


def page(page_id: str, *tiles: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"id": page_id, "title": page_id.title(), "tiles": list(tiles), **changes}


def state(*pages: dict[str, Any], revision: int = 1, name: str = "Sales", description: str | None = None) -> State:
    return State(revision, name, description, DashboardSpec.model_validate({"pages": pages}))


def changes(told: DashboardComparison) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What became of each tile."""
    return {one.tile_id: (one.change.value, one.words) for one in told.tiles if one.change is not DifferenceKind.SAME}


def of_one(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, tuple[str, ...]] | None:
    """What became of one tile."""
    return changes(compare(state(page("one", before)), state(page("one", after)))).get(after["id"])


def test_a_state_is_the_same_as_itself() -> None:
    one = state(page("one", chart("a"), words("b", "# Hello")))
    told = compare(one, one)
    assert (told.is_same, told.summary, told.words) == (True, (), ())
    assert [(one.page_id, one.change.value, one.words) for one in told.pages] == [("one", "same", ())]
    assert [(one.tile_id, one.title, one.change.value) for one in told.tiles] == [
        ("a", "Revenue by month", "same"),
        ("b", "Hello", "same"),
    ]


def test_without_a_state_before_all_of_it_is_new() -> None:
    told = compare(None, state(page("one", chart("a")), page("two")))
    assert (told.before, told.after, told.summary) == (None, 1, ("2 pages added", "1 tile added"))
    assert (told.tiles[0].before, told.tiles[0].after is not None) == (None, True)


def test_what_was_added_removed_moved_and_changed_is_counted_and_outlined() -> None:
    before = state(page("one", chart("kept"), chart("gone", "Gone", 6), chart("moved", "Moved", 12)), page("old"))
    after = state(
        page("one", chart("kept", mark="line"), chart("moved", "Moved", 18), words("new", "\n\n## **New** words")),
        page("later"),
        revision=4,
    )
    told = compare(before, after)
    assert told.summary == (
        "1 page added",
        "1 page removed",
        "1 tile added",
        "1 tile removed",
        "1 tile changed",
        "1 tile moved",
    )
    assert (told.before, told.after) == (1, 4)
    assert [(one.page_id, one.change.value, one.is_before, one.is_after) for one in told.pages] == [
        ("one", "same", True, True),
        ("old", "removed", True, False),
        ("later", "added", False, True),
    ]
    assert changes(told) == {
        "kept": ("changed", ("mark bar → line",)),
        "moved": ("moved", ("moved",)),
        "new": ("added", ()),
        "gone": ("removed", ()),
    }
    outlines = {one.tile_id: (one.before and one.before.mark, one.after and one.after.mark) for one in told.tiles}
    assert outlines == {"kept": ("bar", "line"), "moved": ("bar", "bar"), "new": (None, None), "gone": ("bar", None)}
    assert next(one.title for one in told.tiles if one.tile_id == "new") == "New words"


@pytest.mark.parametrize(
    ("tile", "said"),
    [
        (chart("a", mark="line"), ("mark bar → line",)),
        (chart("a", "Sales by month"), ("title Revenue by month → Sales by month",)),
        (chart("a", None), ("title Revenue by month → none",)),
        (chart("a", filters=[{"kind": "in", "member": "region", "values": ["North"]}]), ("filter region added",)),
        (chart("a", dataset_id=OTHER), ("dataset changed",)),
        (chart("a", options={"limit": 5}), ("limit none → 5",)),
        (
            chart("a", encodings={"x": {"role": "dimension", "member": "region"}, "y": []}),
            ("x day by month → region", "y sum of amount removed"),
        ),
        (
            chart(
                "a", encodings={**chart("a")["chart"]["encodings"], "color": {"role": "dimension", "member": "region"}}
            ),
            ("color none → region",),
        ),
    ],
)
def test_what_is_other_in_a_picture_is_told_in_words(tile: dict[str, Any], said: tuple[str, ...]) -> None:
    assert of_one(chart("a"), tile) == ("changed", said)


def test_filters_are_told_by_what_they_filter() -> None:
    north = {"kind": "in", "member": "region", "values": ["North"]}
    south = {"kind": "in", "member": "region", "values": ["South"]}
    null = {"kind": "null", "member": "day"}
    assert of_one(chart("a", filters=[north, null]), chart("a", filters=[south])) == (
        "changed",
        ("filter day removed", "filter region changed"),
    )
    assert of_one(chart("a", filters=[north, null]), chart("a", filters=[null, north])) == (
        "changed",
        ("order of filters changed",),
    )


def test_places_and_sizes_are_told_apart_from_what_is_shown() -> None:
    here, there = chart("a"), chart("a", x=6)
    wide = {**here, "layout": {**here["layout"], "width": 12}}
    assert of_one(here, there) == ("moved", ("moved",))
    assert of_one(here, wide) == ("moved", ("size 6 × 6 → 12 × 6",))
    assert of_one(here, {**there, "title": None}) == ("changed", ("title Revenue by month → none", "moved"))


def test_a_tile_on_another_page_is_one_tile_that_was_moved() -> None:
    told = compare(state(page("one", chart("a")), page("two")), state(page("one"), page("two", chart("a"))))
    assert changes(told) == {"a": ("moved", ("moved from “One” to “Two”",))}
    [tile] = told.tiles
    assert tile.before is not None
    assert tile.after is not None
    assert (tile.before.page_id, tile.after.page_id) == ("one", "two")


def test_pages_are_told_by_name_place_and_filters() -> None:
    reach = {"id": "f", "dataset_id": DATASET, "member": "region", "control": "list"}
    before = state(page("one"), page("two"), page("three"))
    told = compare(before, state(page("three"), page("one", title="First", filters=[reach]), page("two")))
    assert [(one.page_id, one.change.value, one.words) for one in told.pages] == [
        ("three", "moved", ("in another place",)),
        ("one", "changed", ("title One → First", "filter region added")),
        ("two", "moved", ("in another place",)),
    ]


def test_the_dashboard_as_a_whole_has_words_of_its_own() -> None:
    told = compare(state(page("one")), state(page("one"), name="Revenue", description="What came in."))
    assert told.words == ("name Sales → Revenue", "description none → What came in.")
    assert (told.is_same, told.summary) == (False, ("the dashboard as a whole changed",))


def test_a_page_that_is_gone_stands_where_it_stood() -> None:
    told = compare(state(page("a"), page("b"), page("c")), state(page("c"), page("x"), page("a")))
    assert [one.page_id for one in told.pages] == ["c", "x", "a", "b"]


def test_long_texts_and_many_words_are_cut() -> None:
    assert of_one(words("a", "x" * 500), words("a", "y" * 500)) == ("changed", ("text changed",))
    many = {f"word {number}": number for number in range(MAX_WORDS + 3)}
    said = difference_in_words({}, many)
    assert (len(said), said[-1]) == (MAX_WORDS + 1, "3 more")
    assert difference_in_words({"title": "a" * 300}, {"title": "b"}) == ("title changed",)


def test_hostile_names_are_only_words() -> None:
    name = "<script>alert(1)</script> “” {{x}} \u202e"
    assert of_one(chart("a"), chart("a", name)) == ("changed", (f"title Revenue by month → {name}",))


TILES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.integers(0, 18), st.sampled_from(("bar", "line"))),
    unique_by=lambda one: one[0],
    max_size=6,
)


@given(TILES, TILES)
def test_every_tile_of_both_states_is_told_once_and_rightly(
    before: list[tuple[str, int, str]], after: list[tuple[str, int, str]]
) -> None:
    def made(those: list[tuple[str, int, str]]) -> State:
        return state(page("one", *(chart(f"tile-{name}", x=x, mark=mark) for name, x, mark in those)))

    told = compare(made(before), made(after))
    old, new = ({f"tile-{name}": (x, mark) for name, x, mark in those} for those in (before, after))

    def expected(tile_id: str) -> str:
        if tile_id not in new:
            return "removed"
        if tile_id not in old:
            return "added"
        if old[tile_id][1] != new[tile_id][1]:
            return "changed"
        return "same" if old[tile_id] == new[tile_id] else "moved"

    assert {one.tile_id: one.change.value for one in told.tiles} == {one: expected(one) for one in old | new}
    assert len(told.tiles) == len(old | new)
    assert told.is_same == (old == new)
