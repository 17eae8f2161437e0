"""What a reader did to a tile, in words: as files of it tell them."""

import pytest
from pydantic import TypeAdapter
from tests.dashboards.pieces import spec_of, tile, upload
from tests.dashboards.test_drilling import ORDERS, among, board, in_regions, level, step
from tests.exports.pieces import file_of, made
from tests.exports.test_pictures import texts_of, tree_of
from tests.factories import Person, Team

from gnomon.dashboards.trails import Trail, filter_words
from gnomon.query.contracts import RowFilterSpec

YEAR_2024 = among("day", "2024-01-01", grain="year")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (among("region", "North"), "North"),
        (among("region", "North", exclude=True), "not North"),
        (among("region", "a", "b", "c", "d", "e"), "a, b, c, 2 more"),
        (among("region"), "nothing"),
        (among("region", None), "no value"),
        (among("region", None, exclude=True), "has a value"),
        (among("region", ""), "empty"),
        (among("region", "x" * 200), f"{'x' * 59}…"),
        (among("region", "two\n  lines"), "two lines"),
        (among("amount", 1234567), "1,234,567"),
        (among("amount", -0.5), "-0.5"),
        (among("amount", True), "true"),
        (YEAR_2024, "2024"),
        (among("day", "2024-04-01", grain="quarter"), "Q2 2024"),
        (among("day", "2024-04-01", grain="month"), "Apr 2024"),
        (among("day", "2024-04-01", grain="week"), "Week of 1 Apr 2024"),
        (among("day", "2024-04-01", grain="day"), "1 Apr 2024"),
        (among("day", "2024-04-01T09:00:00", grain="hour"), "1 Apr 2024 09:00"),
        (among("day", None, grain="month"), "no value"),
        (among("day", "not a day", grain="month"), "not a day"),
        (among("day", 1, grain="day_of_week"), "Monday"),
        (among("day", 12, grain="month_of_year"), "December"),
        (among("day", 7, grain="hour_of_day"), "07:00"),
        (among("day", 99, grain="hour_of_day"), "99"),
        ({"kind": "range", "member": "amount", "min": 10, "max": 20}, "10 – 20"),
        ({"kind": "range", "member": "amount", "min": 10}, "from 10"),
        ({"kind": "range", "member": "amount", "max": 20}, "up to 20"),
        ({"kind": "range", "member": "amount"}, "any"),
        (
            {"kind": "time_range", "member": "day", "start": "2024-01-01", "end": "2024-04-01"},
            "1 Jan 2024 – 31 Mar 2024",
        ),
        ({"kind": "time_range", "member": "day", "end": "0001-01-01"}, "up to 1 Jan 1"),
        ({"kind": "relative_time", "member": "day", "count": 3, "unit": "month"}, "last 3 months"),
        (
            {"kind": "relative_time", "member": "day", "count": 1, "unit": "week", "include_current": False},
            "previous week",
        ),
        ({"kind": "text", "member": "city", "operator": "starts_with", "value": "O"}, "starts with “O”"),
        ({"kind": "text", "member": "city", "operator": "equals", "value": "O", "exclude": True}, "not: equals “O”"),
        ({"kind": "null", "member": "city"}, "no value"),
        ({"kind": "null", "member": "city", "is_null": False}, "has a value"),
        (
            {
                "kind": "path",
                "levels": [{"member": "region"}, {"member": "day", "grain": "year"}],
                "paths": [["North"], ["South", "2024-01-01"]],
            },
            "North, South › 2024",
        ),
        ({"kind": "any", "filters": [among("region", "North"), among("city", "Rome")]}, "North or Rome"),
    ],
)
def test_a_condition_is_said_in_a_few_words(given: object, said: str) -> None:
    assert filter_words(TypeAdapter[RowFilterSpec](RowFilterSpec).validate_python(given)) == said


def test_what_was_cut_ends_with_its_dots_and_all_else_with_a_full_stop() -> None:
    assert Trail(("2024", "by city"), ("Region: a…",)).notes == (
        "Drilled to: All › 2024 › by city.",
        "Filtered here: Region: a…",
    )
    assert (Trail().notes, Trail().named("Sales")) == ((), "Sales")
    assert Trail(("2024",), ("Region: a",)).named("Sales") == "Sales, 2024, Region: a"


async def test_a_picture_of_a_drilled_tile_tells_the_way_and_so_does_the_name_of_every_file(team: Team) -> None:
    name, orders = await board(team.owner, x="day", grain="year")
    await in_regions(team.owner, orders)
    way = [
        step(level("day", "year"), level("day", "quarter"), YEAR_2024),
        step(level("day", "quarter"), level("day", "month")),
    ]
    change = {"tile_id": "bars", "dataset_id": orders, "steps": way, "kept": [among("region", '"; DROP', exclude=True)]}
    source = {"kind": "tile", "dashboard_id": name, "tile_id": "bars", "changes": [change]}
    picture = await file_of(team.viewer.client, source, "svg")
    told = " ".join(texts_of(tree_of(picture)))
    assert 'Drilled to: All › 2024 › by month. Filtered here: Region: not "; DROP.' in told
    rows = await made(team.viewer.client, source, "csv")
    drawn = await made(team.viewer.client, source, "png")
    called = "Sum of amount by month, 2024 › by month, Region not ; DROP"
    assert [rows["name"], drawn["name"]] == [f"{called}.csv", f"{called}.png"]


async def test_a_way_that_ends_early_is_told_as_far_as_it_went(owner: Person) -> None:
    name, orders = await board(owner)
    await in_regions(owner, orders)
    way = [
        step(level("region"), level("city"), among("region", "<b>x</b>")),
        step(level("city"), level("amount")),
    ]
    change = {"tile_id": "bars", "dataset_id": orders, "steps": way}
    source = {"kind": "tile", "dashboard_id": name, "tile_id": "bars", "changes": [change]}
    told = " ".join(texts_of(tree_of(await file_of(owner.client, source, "svg"))))
    assert "Drilled to: All › <b>x</b>. " in told
    assert "Not drilled to Amount" in told


async def test_a_picture_that_nobody_changed_says_nothing_of_a_way(owner: Person) -> None:
    orders = await upload(owner.client, "orders.csv", ORDERS)
    spec = spec_of(tile("bars", orders, "region"))
    made_of = await owner.client.post("/api/v1/dashboards", json={"name": "Plain", "spec": spec})
    source = {"kind": "tile", "dashboard_id": made_of.json()["id"], "tile_id": "bars"}
    told = " ".join(texts_of(tree_of(await file_of(owner.client, source, "svg"))))
    assert ("Drilled" in told, "Filtered" in told) == (False, False)
