"""What pointing at a tile does to each other tile: filter it, highlight in it, or leave it alone."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import ask, create, regions, spec_of, tile, upload
from tests.factories import Person, open_client

ORDERS = "region,kind,amount,buyer\n" + "".join(
    f"{region},{kind},{amount},{buyer}\n"
    for region, kind, amount, buyer in (
        ("North", "tea", 10, "ann"),
        ("North", "tea", 5, "bob"),
        ("North", "milk", 20, "ann"),
        ("South", "tea", 40, "ann"),
        ("South", "bread", 7, "cid"),
        ("West", "milk", 3, "dan"),
        ("West", '"=cmd|\'x\'!A1 ""quoted"" ❄"', 2, "eve"),
    )
)
HOSTILE = "=cmd|'x'!A1 \"quoted\" ❄"
NORTH = {"kind": "in", "member": "region", "values": ["North"]}


def pair(source: str, target: str, effect: str) -> dict[str, str]:
    return {"source": source, "target": target, "effect": effect}


def page_of(*tiles: dict[str, Any], **page: Any) -> dict[str, Any]:
    spec = spec_of(*tiles)
    spec["pages"][0] |= page
    return spec


def picked(dataset_id: str, *filters: dict[str, Any], source: str = "source") -> list[dict[str, Any]]:
    return [{"tile_id": source, "dataset_id": dataset_id, "filters": list(filters or (NORTH,))}]


async def made(client: httpx.AsyncClient, *pairs: dict[str, str], **page: Any) -> tuple[str, str]:
    """A dashboard of a source and bars by kind; the ids of dashboard and dataset."""
    orders = await upload(client, "orders.csv", ORDERS)
    tiles = (tile("source", orders, "region"), tile("bars", orders, "kind"), tile("number", orders, None))
    spec = page_of(*tiles, interactions=list(pairs), **page)
    return (await create(client, spec))["id"], orders


def by_kind(answer: dict[str, Any]) -> dict[Any, float]:
    return {row[0]: float(row[1]) for row in answer["result"]["rows"]}


def parts_by_kind(answer: Mapping[str, Any]) -> dict[Any, float]:
    rows = answer["result"]["rows"]
    return {row[0]: part for row, part in zip(rows, answer["drawing"]["highlight"]["parts"], strict=True)}


ALL = {"tea": 55.0, "milk": 23.0, "bread": 7.0, HOSTILE: 2.0}


async def test_without_a_choice_pointing_at_a_tile_filters_the_others(owner: Person) -> None:
    dashboard, orders = await made(owner.client)
    found = await ask(owner.client, dashboard, selections=picked(orders))
    assert by_kind(found["bars"]) == {"tea": 15.0, "milk": 20.0}
    assert "highlight" not in found["bars"]["drawing"]
    assert regions(found["source"]) == ["North", "South", "West"]


async def test_a_pair_that_is_left_alone_shows_what_it_showed(owner: Person) -> None:
    dashboard, orders = await made(owner.client, pair("source", "bars", "none"))
    before = await ask(owner.client, dashboard)
    found = await ask(owner.client, dashboard, selections=picked(orders))
    assert by_kind(found["bars"]) == by_kind(before["bars"]) == ALL
    assert found["bars"]["drawing"] == before["bars"]["drawing"]
    assert float(found["number"]["result"]["rows"][0][0]) == 35.0


async def test_a_highlighted_tile_keeps_its_extent_and_knows_the_selected_part(owner: Person) -> None:
    dashboard, orders = await made(owner.client, pair("source", "bars", "highlight"))
    bars = (await ask(owner.client, dashboard, selections=picked(orders)))["bars"]
    assert by_kind(bars) == ALL
    assert parts_by_kind(bars) == {"tea": 15.0, "milk": 20.0, "bread": 0.0, HOSTILE: 0.0}
    rows = [row[0] for row in bars["result"]["rows"]]
    assert bars["drawing"]["highlight"]["lit"] == [name in {"tea", "milk"} for name in rows]
    assert bars["drawing"]["description"].endswith("2 of 4 highlighted.")
    faded, strong = bars["drawing"]["vega_lite"]["layer"]
    assert faded["encoding"]["x"]["field"] == "sum_amount"
    assert strong["encoding"]["x"]["field"] == "sum_amount:selected"
    assert faded["encoding"]["opacity"] == {"value": 0.3}


async def test_the_usual_effect_of_a_page_holds_where_no_pair_is_chosen(owner: Person) -> None:
    dashboard, orders = await made(owner.client, pair("source", "bars", "filter"), default_interaction="none")
    found = await ask(owner.client, dashboard, selections=picked(orders))
    assert by_kind(found["bars"]) == {"tea": 15.0, "milk": 20.0}
    assert float(found["number"]["result"]["rows"][0][0]) == 87.0


async def test_what_has_no_marks_is_filtered_where_it_should_be_highlighted(owner: Person) -> None:
    dashboard, orders = await made(owner.client, default_interaction="highlight")
    number = (await ask(owner.client, dashboard, selections=picked(orders)))["number"]
    assert float(number["result"]["rows"][0][0]) == 35.0
    assert "highlight" not in number["drawing"]


async def test_values_that_do_not_add_up_are_never_parts_of_a_whole(owner: Person) -> None:
    orders = await upload(owner.client, "orders.csv", ORDERS)
    for aggregation in ("avg", "count_distinct", "max"):
        bars = tile("bars", orders, "kind", mark="bar")
        bars["chart"]["encodings"]["y"] = [
            {"role": "measure", "member": "buyer" if aggregation == "count_distinct" else "amount"}
            | {"aggregation": aggregation}
        ]
        spec = page_of(tile("source", orders, "region"), bars, default_interaction="highlight")
        dashboard = (await create(owner.client, spec))["id"]
        found = (await ask(owner.client, dashboard, selections=picked(orders)))["bars"]
        assert found["error"] is None, found
        highlight = found["drawing"]["highlight"]
        rows = [row[0] for row in found["result"]["rows"]]
        assert highlight == {"lit": [name in {"tea", "milk"} for name in rows], "column": None, "parts": []}
        assert "selected" not in str(found["drawing"]["vega_lite"])


async def test_amounts_below_zero_are_not_drawn_as_parts(owner: Person) -> None:
    content = "region,kind,amount\nNorth,tea,-5\nSouth,tea,10\nNorth,milk,4\n"
    flows = await upload(owner.client, "flows.csv", content)
    spec = page_of(tile("source", flows, "region"), tile("bars", flows, "kind"), default_interaction="highlight")
    dashboard = (await create(owner.client, spec))["id"]
    found = (await ask(owner.client, dashboard, selections=picked(flows)))["bars"]
    assert found["drawing"]["highlight"]["column"] is None
    assert found["drawing"]["highlight"]["lit"] == [True, True]


async def test_a_selection_that_holds_nothing_lights_nothing(owner: Person) -> None:
    dashboard, orders = await made(owner.client, default_interaction="highlight")
    nothing = {"kind": "in", "member": "region", "values": ["Nowhere"]}
    bars = (await ask(owner.client, dashboard, selections=picked(orders, nothing)))["bars"]
    assert parts_by_kind(bars) == dict.fromkeys(ALL, 0.0)
    assert bars["drawing"]["highlight"]["lit"] == [False] * 4


async def test_groups_without_a_value_are_matched_as_well(owner: Person) -> None:
    content = "region,kind,amount\nNorth,,5\nSouth,,10\nNorth,milk,4\nSouth,,\n"
    flows = await upload(owner.client, "flows.csv", content)
    spec = page_of(tile("source", flows, "region"), tile("bars", flows, "kind"), default_interaction="highlight")
    dashboard = (await create(owner.client, spec))["id"]
    bars = (await ask(owner.client, dashboard, selections=picked(flows)))["bars"]
    assert by_kind(bars) == {None: 15.0, "milk": 4.0}
    assert parts_by_kind(bars) == {None: 5.0, "milk": 4.0}


async def test_groups_beyond_the_largest_of_the_selection_keep_their_part(owner: Person) -> None:
    """The picture shows the two largest kinds; among the selected rows another kind is larger than both."""
    rows = [("South", "tea", 100), ("South", "milk", 90), ("North", "tea", 1), ("North", "milk", 2)]
    rows += [("North", f"other{number}", 10) for number in range(8)]
    content = "region,kind,amount\n" + "".join(f"{region},{kind},{amount}\n" for region, kind, amount in rows)
    flows = await upload(owner.client, "flows.csv", content)
    bars = tile("bars", flows, "kind", options={"limit": 2})
    spec = page_of(tile("source", flows, "region"), bars, default_interaction="highlight")
    dashboard = (await create(owner.client, spec))["id"]
    found = (await ask(owner.client, dashboard, selections=picked(flows)))["bars"]
    assert by_kind(found) == {"tea": 101.0, "milk": 92.0}
    assert parts_by_kind(found) == {"tea": 1.0, "milk": 2.0}


@pytest.mark.parametrize("mark", ["pie", "donut", "area", "histogram", "treemap", "line", "scatter", "heatmap"])
async def test_kinds_of_pictures_are_highlighted(owner: Person, mark: str) -> None:
    orders = await upload(owner.client, "orders.csv", ORDERS)
    target = tile("target", orders, "amount" if mark == "histogram" else "kind", mark=mark)
    if mark == "heatmap":
        target["chart"]["encodings"]["y"].insert(0, {"role": "dimension", "member": "buyer"})
    spec = page_of(tile("source", orders, "region"), target, default_interaction="highlight")
    dashboard = (await create(owner.client, spec))["id"]
    found = (await ask(owner.client, dashboard, selections=picked(orders)))["target"]
    assert found["error"] is None, found["error"]
    highlight = found["drawing"]["highlight"]
    assert any(highlight["lit"])
    assert not all(highlight["lit"])
    assert bool(highlight["parts"]) is (mark in {"pie", "donut", "area", "histogram"})


async def test_pairs_of_tiles_that_are_gone_are_cleaned_away(owner: Person) -> None:
    orders = await upload(owner.client, "orders.csv", ORDERS)
    pairs = [
        pair("source", "bars", "none"),
        pair("source", "bars", "highlight"),
        pair("source", "gone", "none"),
        pair("gone", "bars", "none"),
        pair("bars", "bars", "none"),
    ]
    tiles = (tile("source", orders, "region"), tile("bars", orders, "kind"))
    created = await create(owner.client, page_of(*tiles, interactions=pairs))
    assert created["spec"]["pages"][0]["interactions"] == [pair("source", "bars", "highlight")]


async def test_a_page_that_chose_nothing_says_nothing_of_it(owner: Person) -> None:
    (page,) = (await create(owner.client, spec_of()))["spec"]["pages"]
    assert {"interactions", "default_interaction"} & set(page) == set()


async def test_an_unknown_effect_is_refused(owner: Person) -> None:
    spec = page_of(interactions=[pair("a", "b", "explode")])
    answer = await owner.client.post("/api/v1/dashboards", json={"name": "Sales", "spec": spec})
    assert answer.status_code == 422


async def test_a_brush_moves_only_those_that_it_would_filter(owner: Person) -> None:
    content = "day,region,amount\n" + "".join(f"2024-01-{day:02d},North,{day}\n" for day in range(1, 29))
    days = await upload(owner.client, "days.csv", content)
    names = ("filtered", "lit", "alone")
    tiles = (tile("source", days, "day"), *(tile(name, days, "region") for name in names))
    pairs = [pair("source", "lit", "highlight"), pair("source", "alone", "none")]
    dashboard = (await create(owner.client, page_of(*tiles, interactions=pairs)))["id"]
    answer = await owner.client.post(f"/api/v1/dashboards/{dashboard}/cube", json={"brushed": "source"})
    assert answer.status_code == 200, answer.text
    assert [one["id"] for one in answer.json()["items"]] == ["filtered"]


async def shared(owner: Person, dashboard_id: str, **more: Any) -> str:
    """Where the API answers the visitors of a new link."""
    link = await owner.client.post("/api/v1/shares", json={"dashboard_id": dashboard_id, **more})
    assert link.status_code == 201, link.text
    return f"/api/v1/public/shares/{link.json()['path'].removeprefix('/s/')}"


async def test_a_visitor_has_the_effects_of_the_page_and_forges_none(app: FastAPI, owner: Person) -> None:
    pairs = (pair("source", "bars", "highlight"), pair("source", "number", "none"))
    dashboard, orders = await made(owner.client, *pairs)
    address = await shared(owner, dashboard)
    async with open_client(app) as visitor:
        page = (await visitor.get(address)).json()["spec"]["pages"][0]
        assert page["interactions"] == list(pairs)
        stand_in = page["tiles"][0]["chart"]["dataset_id"]
        assert stand_in != orders
        body: dict[str, Any] = {"selections": picked(stand_in)}
        found = {one["id"]: one for one in (await visitor.post(f"{address}/results", json=body)).json()["items"]}
        assert by_kind(found["bars"]) == ALL
        assert parts_by_kind(found["bars"]) == {"tea": 15.0, "milk": 20.0, "bread": 0.0, HOSTILE: 0.0}
        assert float(found["number"]["result"]["rows"][0][0]) == 87.0
        probes: list[dict[str, Any]] = [
            {**body, "interactions": [pair("source", "number", "filter")]},
            {**body, "default_interaction": "filter"},
            {**body, "draft": page_of(*page["tiles"])},
            {"selections": picked(stand_in, {"kind": "in", "member": "buyer", "values": ["ann"]})},
            {"selections": picked(stand_in, source="elsewhere")},
        ]
        answers = [await visitor.post(f"{address}/results", json=probe) for probe in probes]
    assert [answer.status_code for answer in answers] == [422, 422, 403, 403, 403]


async def test_the_locks_of_a_link_hold_for_the_whole_and_for_the_part(app: FastAPI, owner: Person) -> None:
    dashboard, orders = await made(owner.client, default_interaction="highlight")
    lock = {"dataset_id": orders, "member": "region", "values": ["South", "West"]}
    address = await shared(owner, dashboard, locks=[lock])
    async with open_client(app) as visitor:
        page = (await visitor.get(address)).json()["spec"]["pages"][0]
        stand_in = page["tiles"][0]["chart"]["dataset_id"]
        hidden = {"selections": picked(stand_in), "tile_ids": ["bars"]}
        seen = {"selections": picked(stand_in, NORTH | {"values": ["West", "North"]}), "tile_ids": ["bars"]}
        (of_hidden,) = (await visitor.post(f"{address}/results", json=hidden)).json()["items"]
        (of_seen,) = (await visitor.post(f"{address}/results", json=seen)).json()["items"]
    whole = {"tea": 40.0, "bread": 7.0, "milk": 3.0, HOSTILE: 2.0}
    assert by_kind(of_hidden) == by_kind(of_seen) == whole
    assert parts_by_kind(of_hidden) == dict.fromkeys(whole, 0.0)
    assert parts_by_kind(of_seen) == {"tea": 0.0, "bread": 0.0, "milk": 3.0, HOSTILE: 2.0}
