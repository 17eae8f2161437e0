"""Parameters of models as a dashboard shows them: which tiles they reach, and within which bounds."""

from typing import Any

import httpx
import pytest
from tests.dashboards.pieces import SALES, STORES, ask, create, spec_of, tile, upload
from tests.exports.pieces import begin, file_of
from tests.factories import Person, open_client

RATES = {"North": 798.0, "South": 810.0}


async def modelled(client: httpx.AsyncClient) -> tuple[str, str]:
    """Sales and their stores in one model with three parameters, and measures that name them."""
    sales, stores = await upload(client, "sales.csv", SALES), await upload(client, "stores.csv", STORES)
    definition = {
        "tables": [
            {
                "name": "sales",
                "dataset_id": sales,
                "calculated": [{"name": "dearer", "formula": "amount * (1 + $rate)"}],
            },
            {"name": "stores", "dataset_id": stores},
        ],
        "measures": [
            {"name": "raised", "table": "sales", "formula": "SUM(amount) * (1 + $rate)"},
            {"name": "places", "table": "stores", "formula": "SUM(size) * $rate"},
            {"name": "dear", "table": "sales", "formula": "SUM(IF(day >= $since, amount, 0))"},
        ],
        "parameters": [
            {"name": "rate", "type": "float", "default": 0.5, "min": 0, "max": 1, "step": 0.05},
            {"name": "since", "type": "date", "default": "2024-01-01"},
        ],
    }
    answer = await client.post("/api/v1/models", json={"name": "Shop", "definition": definition})
    assert answer.status_code == 201, answer.text
    return sales, stores


def measured(tile_id: str, dataset_id: str, x: str | None, measure: str) -> dict[str, Any]:
    made = tile(tile_id, dataset_id, x)
    made["chart"]["encodings"]["y"] = [{"role": "measure", "member": measure}]
    return made


def rate(dataset_id: str, **more: Any) -> dict[str, Any]:
    """The rate as a slider."""
    slider = {"id": "rate", "dataset_id": dataset_id, "parameter": "rate", "control": "slider", "default": 0.25}
    return slider | {"min": 0, "max": 0.5} | more


def sets(value: Any, parameter_id: str = "rate") -> list[dict[str, Any]]:
    return [{"parameter_id": parameter_id, "value": value}]


def rows_of(found: dict[str, Any]) -> dict[str, Any]:
    return {name: one["error"] or sorted(one["result"]["rows"], key=repr) for name, one in found.items()}


async def test_a_parameter_reaches_every_tile_of_its_model_and_no_other(owner: Person) -> None:
    sales, stores = await modelled(owner.client)
    other = await upload(owner.client, "other.csv", "region,amount\nNorth,1\n")
    tiles = (
        measured("bars", sales, "region", "raised"),
        measured("places", stores, None, "places"),
        tile("other", other, "region"),
    )
    made = await create(owner.client, spec_of(*tiles) | {"parameters": [rate(sales)]})
    for wanted, chosen in ((0.25, []), (0.25, sets(None)), (0.5, sets(0.5)), (0.0, sets(0))):
        assert rows_of(await ask(owner.client, made["id"], parameters=chosen)) == {
            "bars": [[name, pytest.approx(amount * (1 + wanted))] for name, amount in RATES.items()],
            "places": [[pytest.approx(60 * wanted)]],
            "other": [["North", 1]],
        }


async def test_without_the_dashboards_parameter_the_models_default_holds(owner: Person) -> None:
    sales, _ = await modelled(owner.client)
    made = await create(owner.client, spec_of(measured("bars", sales, None, "raised")))
    found = await ask(owner.client, made["id"], parameters=sets(0.1))
    assert rows_of(found) == {"bars": [[pytest.approx(1608 * 1.5)]]}


async def test_a_day_is_a_parameter_too(owner: Person) -> None:
    sales, _ = await modelled(owner.client)
    since = {"id": "since", "dataset_id": sales, "parameter": "since", "control": "date", "default": "2024-12-01"}
    made = await create(owner.client, spec_of(measured("sum", sales, None, "dear")) | {"parameters": [since]})
    assert rows_of(await ask(owner.client, made["id"])) == {"sum": [[pytest.approx(121.5 + 122.5)]]}
    later = await ask(owner.client, made["id"], parameters=sets("2024-12-02", "since"))
    assert rows_of(later) == {"sum": [[pytest.approx(122.5)]]}


WRONG: tuple[tuple[dict[str, Any], Any, str], ...] = (
    ({}, 0.51, "a number from 0 to 0.5"),
    ({}, -0.01, "a number from 0 to 0.5"),
    ({}, "0.3", "a number from 0 to 0.5"),
    ({}, True, "a number from 0 to 0.5"),
    ({"min": None}, 1, "a number up to 0.5"),
    ({"max": None}, -1, "a number from 0"),
    ({"control": "select", "options": [0.25, 0.5]}, 0.3, "one of the values that it offers"),
    ({"control": "select", "options": [0, 1], "default": 1}, True, "one of the values that it offers"),
    ({"control": "switch", "default": True}, 1, "yes or no"),
    ({"control": "date", "default": "2024-01-01"}, "soon", "a date, such as 2024-12-31"),
    ({"control": "date", "default": "2024-01-01"}, 20240101, "a date, such as 2024-12-31"),
    ({"control": "text", "default": "a"}, 7, "a text"),
)


@pytest.mark.parametrize(("control", "value", "expected"), WRONG)
async def test_a_value_that_the_control_does_not_offer_is_refused(
    owner: Person, control: dict[str, Any], value: Any, expected: str
) -> None:
    sales, _ = await modelled(owner.client)
    shown = rate(sales, label="Rise") | control
    made = await create(owner.client, spec_of(measured("bars", sales, None, "raised")) | {"parameters": [shown]})
    asked = {"parameters": sets(value)}
    answer = await owner.client.post(f"/api/v1/dashboards/{made['id']}/results", json=asked)
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert (error["message"], error["hint"]) == ("“Rise” cannot be set to this.", f"It takes {expected}.")


async def test_the_bounds_of_the_model_hold_beyond_those_of_the_dashboard(owner: Person) -> None:
    sales, _ = await modelled(owner.client)
    made = await create(
        owner.client, spec_of(measured("bars", sales, None, "raised")) | {"parameters": [rate(sales, max=9)]}
    )
    found = await ask(owner.client, made["id"], parameters=sets(2))
    assert "rate" in found["bars"]["error"]["message"]


async def test_a_visitor_sets_what_the_dashboard_shows_within_its_bounds_and_nothing_else(owner: Person) -> None:
    sales, _ = await modelled(owner.client)
    must = {"id": "region", "dataset_id": sales, "member": "region", "control": "single", "is_required": True}
    spec = spec_of(measured("bars", sales, None, "raised")) | {"parameters": [rate(sales)], "filters": [must]}
    made = await create(owner.client, spec)
    link = (await owner.client.post("/api/v1/shares", json={"dashboard_id": made["id"]})).json()
    address = "/api/v1/public/shares/" + link["path"].removeprefix("/s/")
    async with open_client(owner.client._transport.app) as visitor:  # type: ignore[attr-defined]
        shown = (await visitor.get(address)).json()["spec"]
        assert sales not in repr(shown)
        north = {"filter_id": "region", "filter": {"kind": "in", "member": "region", "values": ["North"]}}

        async def told(**body: Any) -> Any:
            answer = await visitor.post(f"{address}/results", json=body)
            if answer.status_code != 200:
                return answer.status_code
            (one,) = answer.json()["items"]
            return one["error"]["code"] if one["error"] else one["result"]["rows"]

        assert await told() == "FILTER_NEEDED"
        assert await told(chosen=[north]) == [[pytest.approx(798 * 1.25)]]
        assert await told(chosen=[north], parameters=sets(0.5)) == [[pytest.approx(798 * 1.5)]]
        assert await told(chosen=[north], parameters=sets(0.6)) == 422
        assert await told(chosen=[north], parameters=sets("2024-01-01", "since")) == 403
        listed = f"{address}/filters/region/values"
        bodies: list[dict[str, Any]] = [
            {},
            {"parameters": sets(0.1, "since")},
            {"draft": made["spec"]},
            {"chosen": [{"filter_id": "hidden", "filter": None}]},
            {"chosen": [{"filter_id": "region", "filter": {"kind": "range", "member": "amount", "min": 1}}]},
            {"limit": 5000},
        ]
        found = [(await visitor.post(listed, json=body)).status_code for body in bodies]
        assert found == [200, 403, 403, 403, 403, 422]


async def test_what_a_brush_moves_follows_the_parameters(owner: Person) -> None:
    sales, _ = await modelled(owner.client)
    filters = [{"id": "region", "dataset_id": sales, "member": "region", "control": "list"}]
    linked = spec_of(tile("bars", sales, "region", "dearer"), tile("days", sales, "day"), filters=tuple(filters))
    other = await create(owner.client, linked | {"parameters": [rate(sales)]}, "Other")
    asked = {"brushed": "days", "parameters": sets(0.5)}
    cube = (await owner.client.post(f"/api/v1/dashboards/{other['id']}/cube", json=asked)).json()
    sums: dict[str, float] = {}
    (cells,) = cube["items"]
    names = [column["name"] for column in cells["result"]["columns"]]
    for row in cells["result"]["rows"]:
        cell = dict(zip(names, row, strict=True))
        sums[cell["region"]] = sums.get(cell["region"], 0) + next(v for k, v in cell.items() if "dearer" in k)
    assert sums == {name: pytest.approx(amount * 1.5) for name, amount in RATES.items()}


async def test_what_is_taken_home_follows_the_parameters_and_waits_for_what_is_needed(owner: Person) -> None:
    sales, _ = await modelled(owner.client)
    must = {"id": "region", "dataset_id": sales, "member": "region", "control": "list", "is_required": True}
    spec = spec_of(measured("bars", sales, "region", "raised")) | {"parameters": [rate(sales)], "filters": [must]}
    made = await create(owner.client, spec)
    source = {"kind": "tile", "dashboard_id": made["id"], "tile_id": "bars", "parameters": sets(0.5)}
    waiting = await begin(owner.client, source)
    assert (waiting.status_code, waiting.json()["error"]["code"]) == (422, "FILTER_NEEDED")
    north = {"filter_id": "region", "filter": {"kind": "in", "member": "region", "values": ["North"]}}
    beyond = await begin(owner.client, source | {"chosen": [north], "parameters": sets(0.6)})
    assert (beyond.status_code, beyond.json()["error"]["hint"]) == (422, "It takes a number from 0 to 0.5.")
    (row,) = (await file_of(owner.client, source | {"chosen": [north]}, "json")).json()
    assert list(row.values()) == ["North", pytest.approx(798 * 1.5)]
