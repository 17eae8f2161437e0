"""Filters along a hierarchy: parts of a tree that are chosen, and what lies below each part."""

from typing import Any

import pytest
from tests.dashboards.pieces import ask, create, regions, spec_of, tile, upload
from tests.dashboards.test_levels import CITIES, by_hand, chose, values_of
from tests.factories import Person

LEVELS = [{"member": "country", "grain": None}, {"member": "city", "grain": None}, {"member": "kind", "grain": None}]


def tree_on(dataset_id: str, **more: Any) -> dict[str, Any]:
    """A filter from countries down to kinds of a house."""
    control = {"control": "hierarchy", "levels": LEVELS}
    return {"id": "place", "dataset_id": dataset_id, "member": "country", **control, **more}


def paths(*wanted: list[Any]) -> dict[str, Any]:
    return {"kind": "path", "levels": LEVELS, "paths": list(wanted)}


async def board_of(owner: Person, **more: Any) -> str:
    cities = await upload(owner.client, "cities.csv", CITIES)
    kind = {"id": "kind", "dataset_id": cities, "member": "kind", "control": "list"}
    day = {"id": "day", "dataset_id": cities, "member": "day", "control": "date"}
    spec = spec_of(tile("cities", cities, "city"), filters=(tree_on(cities, **more), kind, day))
    made: str = (await create(owner.client, spec))["id"]
    return made


async def test_parts_of_a_tree_filter_by_all_their_levels(owner: Person) -> None:
    board = await board_of(owner)
    wanted = paths(["Peru"], ["Chile", "Ch-1"], ["Bolivia", "Bo-2", "shop"], [None])
    answer = (await ask(owner.client, board, chosen=[chose("place", wanted)]))["cities"]
    by_place = sorted(answer["result"]["rows"], key=str)
    expected = by_hand(
        "SELECT city, sum(amount) FROM cities WHERE country = 'Peru' OR (country = 'Chile' AND city = 'Ch-1') "
        "OR (country = 'Bolivia' AND city = 'Bo-2' AND kind = 'shop') OR country IS NULL GROUP BY 1"
    )
    assert by_place == sorted(expected, key=str)


async def test_what_lies_below_a_part_is_listed_with_how_often_it_stands(owner: Person) -> None:
    board = await board_of(owner)
    first = await values_of(owner.client, board, "place")
    below = await values_of(owner.client, board, "place", path=["Peru"])
    last = await values_of(owner.client, board, "place", path=["Peru", "Pe-3"])
    assert first == [["Bolivia", 8], ["Chile", 8], ["Peru", 8], [None, 1]]
    assert below == [["Pe-0", 2], ["Pe-1", 2], ["Pe-2", 2], ["Pe-3", 2]]
    assert last == [["depot", 1], ["shop", 1]]
    assert await values_of(owner.client, board, "place", path=[None]) == [[None, 1]]


async def test_a_search_finds_paths_down_to_a_level(owner: Person) -> None:
    board = await board_of(owner)
    assert await values_of(owner.client, board, "place", level=1, search="-3") == [
        ["Bolivia", "Bo-3", 2],
        ["Chile", "Ch-3", 2],
        ["Peru", "Pe-3", 2],
    ]
    assert await values_of(owner.client, board, "place", level=0, search="PER") == [["Peru", 8]]


async def test_a_tree_follows_the_other_choices_and_its_own_parts_do_not_narrow_it(owner: Person) -> None:
    board = await board_of(owner)
    chosen = [
        chose("day", {"kind": "time_range", "member": "day", "start": "2024-01-01", "end": "2024-02-01"}),
        chose("place", paths(["Peru"])),
    ]
    found = await values_of(owner.client, board, "place", chosen=chosen)
    expected = by_hand(
        "SELECT country, count(*) FROM cities WHERE day < '2024-02-01' GROUP BY 1 ORDER BY 2 DESC, 1 NULLS LAST"
    )
    assert found == expected
    kinds = await values_of(owner.client, board, "kind", chosen=[chose("place", paths(["Peru", "Pe-0"]))])
    assert kinds == [["depot", 1], ["shop", 1]]


async def test_moments_stand_in_their_order(owner: Person) -> None:
    cities = await upload(owner.client, "cities.csv", CITIES)
    levels = [{"member": "day", "grain": "year"}, {"member": "day", "grain": "month"}]
    when = {"id": "when", "dataset_id": cities, "member": "day", "control": "hierarchy", "levels": levels}
    board = (await create(owner.client, spec_of(tile("cities", cities, "city"), filters=(when,))))["id"]
    assert [row[0] for row in await values_of(owner.client, board, "when", path=["2024-01-01"])] == [
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
    ]
    march = {"kind": "path", "levels": levels, "paths": [["2024-01-01", "2024-03-01"]]}
    answer = (await ask(owner.client, board, chosen=[chose("when", march)]))["cities"]
    in_march = by_hand("SELECT DISTINCT city FROM cities WHERE month(day) = 3 AND city IS NOT NULL")
    assert regions({"result": {"rows": [row for row in answer["result"]["rows"] if row[0] is not None]}}) == sorted(
        row[0] for row in in_march
    )


@pytest.mark.parametrize(
    "wanted",
    [
        {"kind": "in", "member": "country", "values": ["Peru"]},
        {"kind": "path", "levels": LEVELS[:2], "paths": [["Peru"]]},
        {"kind": "path", "levels": LEVELS[::-1], "paths": [["shop"]]},
        {"kind": "path", "levels": [{"member": "amount"}, *LEVELS[1:]], "paths": [[7]]},
        {"kind": "top", "member": "country", "count": 1, "by": "rows"},
    ],
    ids=["values", "fewer levels", "other order", "another field", "the best"],
)
async def test_a_tree_is_set_to_parts_of_itself_alone(owner: Person, wanted: dict[str, Any]) -> None:
    board = await board_of(owner)
    body = {"chosen": [chose("place", wanted)]}
    answer = await owner.client.post(f"/api/v1/dashboards/{board}/results", json=body)
    assert (answer.status_code, answer.json()["error"]["details"]) == (422, {"name": "place", "member": "country"})


@pytest.mark.parametrize(
    "wanted", [[], ["Peru", "Pe-0", "shop", "more"]], ids=["a path without an end", "a path beyond the last level"]
)
async def test_a_path_has_as_many_steps_as_there_are_levels_at_most(owner: Person, wanted: list[Any]) -> None:
    board = await board_of(owner)
    body = {"chosen": [chose("place", paths(wanted))]}
    answer = await owner.client.post(f"/api/v1/dashboards/{board}/results", json=body)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "body", [{"path": ["Peru", "Pe-0", "shop"]}, {"level": 3}, {"path": ["Peru", "Pe-0"], "level": 1}]
)
async def test_nothing_lies_below_the_last_level(owner: Person, body: dict[str, Any]) -> None:
    board = await board_of(owner)
    answer = await owner.client.post(f"/api/v1/dashboards/{board}/filters/place/values", json=body)
    assert (answer.status_code, answer.json()["error"]["details"]) == (422, {"name": "country", "level_count": 3})


@pytest.mark.parametrize(
    "control",
    [
        {"control": "hierarchy"},
        {"control": "hierarchy", "levels": LEVELS[:1]},
        {"control": "hierarchy", "levels": LEVELS[1:]},
        {"control": "top"},
    ],
)
async def test_a_control_has_what_it_needs(owner: Person, control: dict[str, Any]) -> None:
    cities = await upload(owner.client, "cities.csv", CITIES)
    one = {"id": "place", "dataset_id": cities, "member": "country", **control}
    spec = spec_of(tile("cities", cities, "city"), filters=(one,))
    answer = await owner.client.post("/api/v1/dashboards", json={"name": "Places", "spec": spec})
    assert answer.status_code == 422


async def test_tiles_wait_for_a_tree_that_must_have_a_value(owner: Person) -> None:
    board = await board_of(owner, is_required=True)
    waiting = (await ask(owner.client, board, chosen=[chose("place", paths())]))["cities"]
    assert waiting["error"]["code"] == "FILTER_NEEDED"
    assert (await ask(owner.client, board, chosen=[chose("place", paths(["Peru"]))]))["cities"]["error"] is None
