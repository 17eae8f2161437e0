"""What readers change in a tile itself: kept, left out, drilled along hierarchies and along time, brought along."""

from typing import Any
from uuid import uuid4

import duckdb
import pytest
from tests.dashboards.pieces import ask, create, spec_of, tile, upload
from tests.factories import Person, Team

PLACES = (("North", "Oslo"), ("North", "Bergen"), ("South", "Rome"), (None, "Nowhere"), ('"; DROP', "<b>x</b>"))
ROWS = [
    (
        None if number % 11 == 0 else f"{2023 + number % 2}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        *PLACES[number % len(PLACES)],
        (number * 7) % 50 - 10.75,
    )
    for number in range(120)
]


def written(value: str | float | None) -> str:
    return "" if value is None else f'"{value.replace(chr(34), chr(34) * 2)}"' if isinstance(value, str) else str(value)


ORDERS = "day,region,city,amount\n" + "".join(",".join(map(written, row)) + "\n" for row in ROWS)


def by_hand(select: str) -> list[list[Any]]:
    """What DuckDB answers itself, over the same rows."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE orders (day DATE, region TEXT, city TEXT, amount DOUBLE)")
        connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?)", ROWS)
        return sorted((list(row) for row in connection.execute(select).fetchall()), key=str)


def rows(answer: dict[str, Any]) -> list[list[Any]]:
    """The rows of a tile, sorted."""
    assert answer["error"] is None, answer["error"]
    return sorted(answer["result"]["rows"], key=str)


def level(member: str, grain: str | None = None) -> dict[str, Any]:
    return {"member": member, "grain": grain}


def step(source: dict[str, Any], target: dict[str, Any], *filters: dict[str, Any]) -> dict[str, Any]:
    return {"source": source, "target": target, "filters": list(filters)}


def among(member: str, *values: Any, **more: Any) -> dict[str, Any]:
    return {"kind": "in", "member": member, "values": list(values), **more}


async def board(person: Person, *, x: str = "region", grain: str | None = None, **chart: Any) -> tuple[str, str]:
    """A dashboard with bars and a number beside them; answers its id and that of its dataset."""
    orders = await upload(person.client, "orders.csv", ORDERS)
    bars = tile("bars", orders, x, **chart)
    bars["chart"]["encodings"]["x"]["grain"] = grain
    made = await create(person.client, spec_of(bars, tile("total", orders, None)))
    return made["id"], orders


async def in_regions(person: Person, dataset_id: str) -> None:
    """Say that cities lie in regions."""
    hierarchy = {"name": "Places", "levels": [{"column": "region"}, {"column": "city"}]}
    table = {"name": "orders", "dataset_id": dataset_id, "hierarchies": [hierarchy]}
    answer = await person.client.post("/api/v1/models", json={"name": "Shop", "definition": {"tables": [table]}})
    assert answer.status_code == 201, answer.text


async def test_what_is_kept_and_left_out_changes_the_tile_itself_and_no_other(owner: Person) -> None:
    name, orders = await board(owner)
    whole = by_hand("SELECT sum(amount) FROM orders")
    kept = {"tile_id": "bars", "dataset_id": orders, "kept": [among("region", "North", "South")]}
    found = await ask(owner.client, name, changes=[kept])
    wanted = "SELECT region, sum(amount) FROM orders WHERE region IN ('North', 'South') GROUP BY 1"
    assert (rows(found["bars"]), rows(found["total"])) == (by_hand(wanted), whole)
    hostile = {"tile_id": "bars", "dataset_id": orders, "kept": [among("region", '"; DROP', exclude=True)]}
    found = await ask(owner.client, name, changes=[hostile])
    wanted = "SELECT region, sum(amount) FROM orders WHERE region IS DISTINCT FROM '\"; DROP' GROUP BY 1"
    assert (rows(found["bars"]), rows(found["total"])) == (by_hand(wanted), whole)


async def test_rows_without_a_value_are_kept_and_left_out_like_others(owner: Person) -> None:
    name, orders = await board(owner)
    found = {}
    for exclude in (False, True):
        change = {"tile_id": "bars", "dataset_id": orders, "kept": [among("region", None, exclude=exclude)]}
        found[exclude] = rows((await ask(owner.client, name, changes=[change]))["bars"])
    assert found[False] == by_hand("SELECT region, sum(amount) FROM orders WHERE region IS NULL GROUP BY 1")
    assert found[True] == by_hand("SELECT region, sum(amount) FROM orders WHERE region IS NOT NULL GROUP BY 1")


async def test_a_mark_of_two_fields_is_left_out_and_each_of_its_fields_stays(owner: Person) -> None:
    name, orders = await board(owner)
    pair = [among("region", "North", exclude=True), among("city", "Oslo", exclude=True)]
    change = {"tile_id": "bars", "dataset_id": orders, "kept": [{"kind": "any", "filters": pair}]}
    found = await ask(owner.client, name, changes=[change])
    assert rows(found["bars"]) == by_hand(
        "SELECT region, sum(amount) FROM orders"
        " WHERE NOT coalesce(region = 'North' AND city = 'Oslo', false) GROUP BY 1"
    )


async def test_time_is_drilled_without_any_hierarchy_down_to_days_and_up_again(owner: Person) -> None:
    name, orders = await board(owner, x="day", grain="year")
    year, quarter, month, day = (level("day", grain) for grain in ("year", "quarter", "month", "day"))
    way = [
        step(year, quarter, among("day", "2023-01-01", grain="year")),
        step(quarter, month, among("day", "2023-04-01", grain="quarter")),
        step(month, day, among("day", "2023-06-01", grain="month")),
    ]
    conditions = ("TRUE", "year(day) = 2023", "quarter(day) = 2", "month(day) = 6")
    for depth, (grain, below, above) in enumerate(
        (("year", quarter, None), ("quarter", month, year), ("month", day, quarter), ("day", None, month))
    ):
        change = {"tile_id": "bars", "dataset_id": orders, "steps": way[:depth]}
        found = (await ask(owner.client, name, changes=[change]))["bars"]
        where = " AND ".join(conditions[: depth + 1])
        wanted = (
            f"SELECT strftime(date_trunc('{grain}', day), '%Y-%m-%d'), sum(amount) FROM orders WHERE {where} GROUP BY 1"
        )
        assert rows(found) == by_hand(wanted)
        (offer,) = found["drawing"]["drills"]
        assert offer == {
            "column": f"day_{grain}",
            "source": level("day", grain),
            "label": offer["label"],
            "down": [below | {"label": below["grain"].capitalize()}] if below else [],
            "up": [above | {"label": above["grain"].capitalize()}] if above else [],
        }


async def test_all_of_a_picture_goes_one_level_down_without_a_filter(owner: Person) -> None:
    name, orders = await board(owner, x="day", grain="year")
    change = {"tile_id": "bars", "dataset_id": orders, "steps": [step(level("day", "year"), level("day", "quarter"))]}
    found = (await ask(owner.client, name, changes=[change]))["bars"]
    wanted = "SELECT strftime(date_trunc('quarter', day), '%Y-%m-%d'), sum(amount) FROM orders GROUP BY 1"
    assert rows(found) == by_hand(wanted)


async def test_a_moment_without_a_grain_is_drilled_from_the_one_that_it_is_shown_at(owner: Person) -> None:
    name, orders = await board(owner, x="day")
    (offer,) = (await ask(owner.client, name))["bars"]["drawing"]["drills"]
    down = {key: offer["down"][0][key] for key in ("member", "grain")}
    change = {"tile_id": "bars", "dataset_id": orders, "steps": [step(offer["source"], down)]}
    found = (await ask(owner.client, name, changes=[change]))["bars"]
    wanted = f"SELECT strftime(date_trunc('{down['grain']}', day), '%Y-%m-%d'), sum(amount) FROM orders GROUP BY 1"
    assert rows(found) == by_hand(wanted)


async def test_a_hierarchy_of_the_model_is_drilled_by_the_value_of_a_mark(owner: Person) -> None:
    name, orders = await board(owner)
    assert (await ask(owner.client, name))["bars"]["drawing"]["drills"] == []
    await in_regions(owner, orders)
    assert (await ask(owner.client, name))["bars"]["drawing"]["drills"] == [
        {
            "column": "region",
            "source": level("region"),
            "label": "Region",
            "down": [level("city") | {"label": "City"}],
            "up": [],
        }
    ]
    change = {
        "tile_id": "bars",
        "dataset_id": orders,
        "steps": [step(level("region"), level("city"), among("region", "North"))],
    }
    found = await ask(owner.client, name, changes=[change])
    assert rows(found["bars"]) == by_hand("SELECT city, sum(amount) FROM orders WHERE region = 'North' GROUP BY 1")
    assert found["bars"]["drawing"]["drills"][0]["up"] == [level("region") | {"label": "Region"}]
    nobody = {**change, "steps": [step(level("region"), level("city"), among("region", None))]}
    found = await ask(owner.client, name, changes=[nobody])
    assert rows(found["bars"]) == by_hand("SELECT city, sum(amount) FROM orders WHERE region IS NULL GROUP BY 1")


async def test_a_level_that_stands_in_the_picture_already_is_not_offered(owner: Person) -> None:
    orders = await upload(owner.client, "orders.csv", ORDERS)
    await in_regions(owner, orders)
    bars = tile("bars", orders, "region")
    bars["chart"]["encodings"]["color"] = {"role": "dimension", "member": "city"}
    made = await create(owner.client, spec_of(bars))
    assert (await ask(owner.client, made["id"]))["bars"]["drawing"]["drills"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        step(level("region"), level("amount")),
        step(level("region"), level("no such field")),
        step(level("amount"), level("city")),
        step(level("region", "year"), level("region", "quarter")),
    ],
)
async def test_a_step_that_leads_nowhere_is_said_and_not_taken(owner: Person, wrong: dict[str, Any]) -> None:
    name, orders = await board(owner)
    await in_regions(owner, orders)
    change = {"tile_id": "bars", "dataset_id": orders, "steps": [wrong | {"filters": [among("region", "North")]}]}
    found = (await ask(owner.client, name, changes=[change]))["bars"]
    assert rows(found) == by_hand("SELECT region, sum(amount) FROM orders GROUP BY 1")
    assert [note for note in found["drawing"]["notes"] if note.startswith("Not drilled to ")] != []


async def test_a_picture_that_cannot_show_the_next_level_becomes_one_that_can(owner: Person) -> None:
    name, orders = await board(owner, x="day", grain="day", mark="calendar")
    change = {"tile_id": "bars", "dataset_id": orders, "steps": [step(level("day", "day"), level("day", "month"))]}
    found = (await ask(owner.client, name, changes=[change]))["bars"]
    wanted = "SELECT strftime(date_trunc('month', day), '%Y-%m-%d'), sum(amount) FROM orders GROUP BY 1"
    assert rows(found) == by_hand(wanted)


async def test_a_change_of_another_dataset_or_of_a_tile_that_is_gone_changes_nothing(owner: Person) -> None:
    name, orders = await board(owner)
    before = rows((await ask(owner.client, name))["bars"])
    kept = [among("region", "North")]
    changes = [
        {"tile_id": "bars", "dataset_id": str(uuid4()), "kept": kept},
        {"tile_id": "gone", "dataset_id": orders, "kept": kept},
    ]
    assert rows((await ask(owner.client, name, changes=changes))["bars"]) == before


async def test_what_is_brought_along_filters_every_tile_of_the_page(owner: Person) -> None:
    name, orders = await board(owner)
    carried = {"dataset_id": orders, "filters": [among("city", "Rome"), among("day", "2023-01-01", grain="year")]}
    found = await ask(owner.client, name, carried=carried)
    where = "FROM orders WHERE city = 'Rome' AND year(day) = 2023"
    assert rows(found["bars"]) == by_hand(f"SELECT region, sum(amount) {where} GROUP BY 1")
    assert rows(found["total"]) == by_hand(f"SELECT sum(amount) {where}")


async def test_a_file_of_a_tile_has_what_was_kept_and_drilled(team: Team) -> None:
    name, orders = await board(team.owner, x="day", grain="year")
    change = {
        "tile_id": "bars",
        "dataset_id": orders,
        "kept": [among("region", "South")],
        "steps": [step(level("day", "year"), level("day", "quarter"), among("day", "2024-01-01", grain="year"))],
    }
    source = {"kind": "tile", "dashboard_id": name, "tile_id": "bars", "changes": [change]}
    answer = await team.owner.client.post("/api/v1/exports", json={"source": source, "format": "csv"})
    assert answer.status_code in {200, 201, 202}, answer.text
    shown = rows((await ask(team.owner.client, name, changes=[change]))["bars"])
    where = "WHERE region = 'South' AND year(day) = 2024"
    quarter = "strftime(date_trunc('quarter', day), '%Y-%m-%d')"
    assert shown == by_hand(f"SELECT {quarter}, sum(amount) FROM orders {where} GROUP BY 1")


async def test_a_page_says_of_which_fields_it_tells_the_details(owner: Person) -> None:
    spec = spec_of() | {}
    spec["pages"][0]["drill_through"] = ["region", "city"]
    made = await create(owner.client, spec)
    kept = (await owner.client.get(f"/api/v1/dashboards/{made['id']}")).json()
    assert kept["spec"]["pages"][0]["drill_through"] == ["region", "city"]
    too_many = {"pages": [{"id": "p", "title": "P", "drill_through": [f"f{number}" for number in range(21)]}]}
    answer = await owner.client.post("/api/v1/dashboards", json={"name": "X", "spec": too_many})
    assert answer.status_code == 422
