"""Filters that leave the best: which values they are, what shares the last place, and under which other filters."""

from typing import Any

import pytest
from tests.dashboards.pieces import ask, create, regions, spec_of, tile, upload
from tests.dashboards.test_levels import CITIES, by_hand, chose, values_of
from tests.exports.pieces import file_of
from tests.factories import Person

ROWS = {"id": "rows", "measure": {"role": "measure", "member": "*", "aggregation": "count"}}
AMOUNT = {"id": "amount", "measure": {"role": "measure", "member": "amount", "aggregation": "sum", "label": "Takings"}}
BIGGEST = {"id": "biggest", "measure": {"role": "measure", "member": "amount", "aggregation": "max"}}


def top_on(dataset_id: str, **more: Any) -> dict[str, Any]:
    """A filter that leaves the best cities."""
    offer = {"control": "top", "ranking": {"measures": [AMOUNT, ROWS, BIGGEST], "max_count": 10}}
    return {"id": "best", "label": "City", "dataset_id": dataset_id, "member": "city", **offer, **more}


def best(count: int, by: str = "amount", **more: Any) -> dict[str, Any]:
    return {"kind": "top", "member": "city", "count": count, "by": by, **more}


async def board_of(owner: Person, content: str = CITIES, **more: Any) -> str:
    cities = await upload(owner.client, "cities.csv", content)
    country = {"id": "country", "dataset_id": cities, "member": "country", "control": "list"}
    tiles = (tile("cities", cities, "city"), tile("countries", cities, "country"), tile("total", cities, None))
    made: str = (await create(owner.client, spec_of(*tiles, filters=(top_on(cities, **more), country))))["id"]
    return made


async def test_every_tile_shows_the_best_and_says_that_the_rest_is_left_out(owner: Person) -> None:
    board = await board_of(owner)
    found = await ask(owner.client, board, chosen=[chose("best", best(3))])
    among = "(SELECT city FROM cities GROUP BY 1 ORDER BY sum(amount) DESC LIMIT 3)"
    assert sorted(found["cities"]["result"]["rows"]) == sorted(
        by_hand(f"SELECT city, sum(amount) FROM cities WHERE city IN {among} GROUP BY 1")
    )
    assert found["countries"]["result"]["rows"] == by_hand(
        f"SELECT country, sum(amount) FROM cities WHERE city IN {among} GROUP BY 1"
    )
    assert found["total"]["result"]["rows"] == by_hand(f"SELECT sum(amount) FROM cities WHERE city IN {among}")
    notes = {name: one["drawing"]["notes"] for name, one in found.items()}
    assert notes == {name: ["City: only the 3 largest by Takings."] for name in notes}


async def test_the_receipt_names_the_values_that_were_left(owner: Person) -> None:
    board = await board_of(owner)
    found = await ask(owner.client, board, chosen=[chose("best", best(2))], tile_ids=["total"])
    (one,) = found["total"]["result"]["receipt"]["spec"]["filters"]
    expected = by_hand("SELECT city FROM cities GROUP BY 1 ORDER BY sum(amount) DESC LIMIT 2")
    assert (one["member"], one["values"]) == ("city", [row[0] for row in expected])


async def test_those_that_share_the_last_place_all_count(owner: Person) -> None:
    board = await board_of(
        owner, "country,city,amount\n" + "".join(f"x,{city},{10 if city > 'b' else 20}\n" for city in "abcde")
    )
    found = await ask(owner.client, board, chosen=[chose("best", best(3))])
    assert regions(found["cities"]) == ["a", "b", "c", "d", "e"]
    # Nothing is left out: nothing is to be said.
    assert found["cities"]["drawing"]["notes"] == []
    smallest = await ask(owner.client, board, chosen=[chose("best", best(1, descending=False))])
    assert regions(smallest["cities"]) == ["c", "d", "e"]
    assert smallest["cities"]["drawing"]["notes"] == [
        "City: only the 3 smallest by Takings, for several share place 1."
    ]


async def test_what_has_no_value_has_no_place_and_a_missing_name_is_one_like_any_other(owner: Person) -> None:
    board = await board_of(owner, "country,city,amount\nx,a,\nx,,9\nx,b,3\nx,c,\n")
    for descending in (True, False):
        found = await ask(owner.client, board, chosen=[chose("best", best(3, descending=descending))])
        assert sorted(row[0] or "" for row in found["cities"]["result"]["rows"]) == ["", "b"]
        assert found["cities"]["drawing"]["notes"] == [
            f"City: only the 2 {'largest' if descending else 'smallest'} by Takings."
        ]


async def test_the_best_are_found_under_the_other_filters_unless_the_filter_says_otherwise(owner: Person) -> None:
    chosen = [chose("best", best(2)), chose("country", {"kind": "in", "member": "country", "values": ["Chile"]})]
    following = await ask(owner.client, await board_of(owner), chosen=chosen)
    expected = by_hand(
        "SELECT city, sum(amount) FROM cities WHERE country = 'Chile' GROUP BY 1 ORDER BY 2 DESC LIMIT 2"
    )
    assert sorted(following["cities"]["result"]["rows"]) == sorted(expected)
    alone = await ask(owner.client, await board_of(owner, is_cascading=False), chosen=chosen)
    # The best of all are elsewhere.
    assert alone["cities"]["result"]["rows"] == []


async def test_pointing_at_a_tile_does_not_change_who_is_best(owner: Person) -> None:
    board = await board_of(owner)
    known = (await owner.client.get(f"/api/v1/dashboards/{board}")).json()["spec"]["pages"][0]["filters"][0]
    pointed = {
        "tile_id": "countries",
        "dataset_id": known["dataset_id"],
        "filters": [{"kind": "in", "member": "country", "values": ["Chile"]}],
    }
    found = await ask(owner.client, board, chosen=[chose("best", best(3))], selections=[pointed])
    assert found["cities"]["result"]["rows"] == []
    assert found["countries"]["result"]["rows"] != []


async def test_the_values_are_listed_with_what_they_are_ranked_by(owner: Person) -> None:
    board = await board_of(owner)
    listed = await values_of(owner.client, board, "best", chosen=[chose("best", best(4, "biggest"))])
    assert listed == by_hand("SELECT city, max(amount) FROM cities GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 4")
    assert len(await values_of(owner.client, board, "best")) == 1


@pytest.mark.parametrize(
    "wanted",
    [
        best(3, "profit"),
        best(11),
        best(3) | {"member": "country"},
        {"kind": "in", "member": "city", "values": ["Pe-0"]},
    ],
    ids=["another measure", "more than offered", "another field", "values"],
)
async def test_only_what_the_filter_offers_can_be_ranked_by(owner: Person, wanted: dict[str, Any]) -> None:
    board = await board_of(owner)
    answer = await owner.client.post(f"/api/v1/dashboards/{board}/results", json={"chosen": [chose("best", wanted)]})
    assert (answer.status_code, answer.json()["error"]["details"]) == (422, {"name": "City", "member": "city"})


@pytest.mark.parametrize("count", [0, -1, 1_001])
async def test_how_many_is_a_number_that_can_be_shown(owner: Person, count: int) -> None:
    board = await board_of(owner)
    body = {"chosen": [chose("best", best(count))]}
    assert (await owner.client.post(f"/api/v1/dashboards/{board}/results", json=body)).status_code == 422


async def test_a_measure_that_is_gone_breaks_the_tiles_that_it_reaches_and_says_why(owner: Person) -> None:
    cities = await upload(owner.client, "cities.csv", CITIES)
    other = await upload(owner.client, "other.csv", "thing,amount\na,1\nb,2\n")
    gone = {"id": "gone", "measure": {"role": "measure", "member": "profit", "aggregation": "sum"}}
    one = top_on(cities, ranking={"measures": [gone]})
    spec = spec_of(tile("cities", cities, "city"), tile("things", other, "thing"), filters=(one,))
    board = (await create(owner.client, spec))["id"]
    found = await ask(owner.client, board, chosen=[chose("best", best(3, "gone"))])
    assert "profit" in found["cities"]["error"]["message"]
    assert regions(found["things"]) == ["a", "b"]


async def test_a_file_of_a_tile_holds_the_best_alone(owner: Person) -> None:
    board = await board_of(owner)
    source = {
        "kind": "tile",
        "dashboard_id": board,
        "page_id": "page-1",
        "tile_id": "cities",
        "chosen": [chose("best", best(2))],
    }
    _, *rows = (await file_of(owner.client, source)).text.strip().splitlines()
    expected = by_hand("SELECT city FROM cities GROUP BY 1 ORDER BY sum(amount) DESC LIMIT 2")
    assert sorted(row.split(",")[0] for row in rows) == sorted(row[0] for row in expected)


async def test_measures_to_rank_by_are_told_apart_and_are_measures(owner: Person) -> None:
    cities = await upload(owner.client, "cities.csv", CITIES)
    field = {"id": "city", "measure": {"role": "dimension", "member": "city"}}
    for measures in ([AMOUNT, ROWS | {"id": "amount"}], [field], []):
        spec = spec_of(tile("cities", cities, "city"), filters=(top_on(cities, ranking={"measures": measures}),))
        answer = await owner.client.post("/api/v1/dashboards", json={"name": "Best", "spec": spec})
        assert answer.status_code == 422, measures
