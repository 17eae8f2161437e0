"""Small pictures in tooltips: of one mark, under all that filters its tile, and of nothing that is not shown."""

from typing import Any

import pytest
from tests.dashboards.pieces import ask, create, spec_of, tile, upload
from tests.dashboards.test_drilling import ORDERS, among, by_hand, level, rows, step
from tests.factories import Person, Team

from gnomon.dashboards.contracts import AskForResults, DashboardSpec, UnknownTile
from gnomon.dashboards.tooltips import instead

NORTH = among("region", "North")


def small(dataset_id: str, x: str = "city", **chart: Any) -> dict[str, Any]:
    """What a tooltip shows: the sum of amounts by a field."""
    spec: dict[str, Any] = tile("any", dataset_id, x, **chart)["chart"]
    return {"chart": spec}


def with_tooltip(dataset_id: str, tooltip: dict[str, Any] | None = None, **chart: Any) -> dict[str, Any]:
    """Bars by region whose marks show their cities."""
    return {**tile("bars", dataset_id, "region", **chart), "tooltip": tooltip or small(dataset_id)}


async def board(person: Person, **chart: Any) -> tuple[str, str]:
    """A dashboard of such bars beside a tile of cities; its id and that of its dataset."""
    orders = await upload(person.client, "orders.csv", ORDERS)
    made = await create(person.client, spec_of(with_tooltip(orders, **chart), tile("cities", orders, "city")))
    return made["id"], orders


def pointed(*filters: dict[str, Any], tile_id: str = "bars") -> dict[str, Any]:
    return {"tile_id": tile_id, "filters": list(filters)}


async def test_a_tooltip_shows_the_rows_of_its_mark_alone(team: Team) -> None:
    board_id, _ = await board(team.owner)
    found = await ask(team.owner.client, board_id, pointed=pointed(NORTH))
    assert list(found) == ["bars"]
    assert rows(found["bars"]) == by_hand("SELECT city, sum(amount) FROM orders WHERE region = 'North' GROUP BY 1")
    assert found["bars"]["drawing"]["mark"] == "bar"


@pytest.mark.parametrize(
    ("value", "condition"),
    [(None, "region IS NULL"), ('"; DROP', """region = '"; DROP'"""), ("Atlantis", "region = 'Atlantis'")],
)
async def test_a_mark_may_have_any_value(team: Team, value: str | None, condition: str) -> None:
    board_id, _ = await board(team.owner)
    found = await ask(team.owner.client, board_id, pointed=pointed(among("region", value)))
    assert rows(found["bars"]) == by_hand(f"SELECT city, sum(amount) FROM orders WHERE {condition} GROUP BY 1")


async def test_a_tooltip_stands_under_all_that_its_tile_stands_under(team: Team) -> None:
    board_id, orders = await board(team.owner, filters=[among("city", "Rome", exclude=True)])
    elsewhere = {"tile_id": "cities", "dataset_id": orders, "filters": [among("city", "Oslo", "Rome")]}
    kept = {"tile_id": "bars", "dataset_id": orders, "kept": [among("day", "2023-01-01", grain="year")]}
    found = await ask(
        team.owner.client,
        board_id,
        selections=[elsewhere],
        changes=[kept],
        pointed=pointed(among("region", "North", "South")),
    )
    assert rows(found["bars"]) == by_hand(
        "SELECT city, sum(amount) FROM orders WHERE city = 'Oslo' AND year(day) = 2023 GROUP BY 1"
    )


async def test_what_was_picked_in_the_tile_itself_does_not_narrow_its_tooltips(team: Team) -> None:
    board_id, orders = await board(team.owner)
    own = {"tile_id": "bars", "dataset_id": orders, "filters": [among("region", "South")]}
    found = await ask(team.owner.client, board_id, selections=[own], pointed=pointed(NORTH))
    assert rows(found["bars"]) == by_hand("SELECT city, sum(amount) FROM orders WHERE region = 'North' GROUP BY 1")


async def test_the_way_that_was_drilled_narrows_the_tooltip(team: Team) -> None:
    board_id, orders = await board(team.owner)
    way = [step(level("region"), level("city"), NORTH)]
    drilled = {"tile_id": "bars", "dataset_id": orders, "steps": way}
    found = await ask(team.owner.client, board_id, changes=[drilled], pointed=pointed(among("city", "Oslo", "Rome")))
    assert rows(found["bars"]) == by_hand("SELECT city, sum(amount) FROM orders WHERE city = 'Oslo' GROUP BY 1")


async def test_a_condition_on_the_groups_of_the_tile_is_none_on_those_of_its_tooltip(team: Team) -> None:
    large = {"kind": "measure", "measure": "sum_amount", "min": 100}
    orders = await upload(team.owner.client, "orders.csv", ORDERS)
    made = await create(team.owner.client, spec_of(with_tooltip(orders, filters=[large])))
    found = await ask(team.owner.client, made["id"], pointed=pointed(NORTH))
    assert rows(found["bars"]) == by_hand("SELECT city, sum(amount) FROM orders WHERE region = 'North' GROUP BY 1")


async def test_a_tile_without_a_tooltip_has_none_to_show(team: Team) -> None:
    board_id, _ = await board(team.owner)
    body = {"pointed": pointed(NORTH, tile_id="cities")}
    answer = await team.owner.client.post(f"/api/v1/dashboards/{board_id}/results", json=body)
    assert answer.status_code == 404


async def test_a_tooltip_about_another_dataset_is_refused_with_its_place(team: Team) -> None:
    orders = await upload(team.owner.client, "orders.csv", ORDERS)
    other = await upload(team.owner.client, "stores.csv", "city,size\nOslo,1\n")
    body = {"name": "Board", "spec": spec_of(with_tooltip(orders, small(other)))}
    answer = await team.owner.client.post("/api/v1/dashboards", json=body)
    assert answer.status_code == 422
    assert "about the dataset of its tile" in answer.text


def test_only_the_tile_that_is_pointed_at_changes() -> None:
    dataset = "00000000-0000-0000-0000-000000000001"
    spec = DashboardSpec.model_validate(spec_of(with_tooltip(dataset), tile("cities", dataset, "city")))
    asked = AskForResults.model_validate({"pointed": pointed(NORTH), "tile_ids": ["cities"]})
    after, then = instead(spec, asked)
    assert (then.tile_ids, then.pointed) == (("bars",), None)
    assert after.pages[0].tiles[1] == spec.pages[0].tiles[1]
    assert instead(spec, then) == (spec, then)
    with pytest.raises(UnknownTile):
        instead(
            spec,
            asked.model_copy(update={"pointed": asked.pointed and asked.pointed.model_copy(update={"tile_id": "x"})}),
        )


def test_a_tile_without_a_tooltip_says_nothing_of_it() -> None:
    dataset = "00000000-0000-0000-0000-000000000001"
    spec = DashboardSpec.model_validate(spec_of(tile("cities", dataset, "city")))
    assert "tooltip" not in spec.model_dump(mode="json")["pages"][0]["tiles"][0]
