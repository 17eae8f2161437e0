"""Visitors and pictures that hide small numbers: whatever they choose, ask for or point at, they see one answer."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.charts.test_small_numbers import CSV, told
from tests.dashboards.pieces import ask, create, spec_of, tile, upload
from tests.factories import Team, open_client
from tests.sharing.embedding import embed, signed, with_token
from tests.sharing.embedding import public as public_embed
from tests.sharing.test_links import dataset_of, public, share

HIDES: dict[str, Any] = {"options": {"suppress_below": 5}}
SHOWN = [["Oslo", 126.0, False], ["Bergen", None, True], ["Hamar", None, True]]
STILL = "This does not follow your choices, so that small numbers stay hidden."
HAMAR = {"kind": "in", "member": "city", "values": ["Hamar"]}
EARLY = {"kind": "in", "member": "year", "values": [2020]}


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def board_of(team: Team) -> dict[str, Any]:
    """Bars by city that hide small numbers, beside bars by year, with filters by both and a tooltip."""
    data = await upload(team.owner.client, "cities.csv", CSV)
    bars, years = tile("bars", data, "city", **HIDES), tile("years", data, "year", **HIDES)
    bars["tooltip"] = {"chart": tile("bars", data, "year")["chart"]}
    filters = tuple(
        {"id": one, "dataset_id": data, "member": one, "control": "list", "label": one} for one in ("city", "year")
    )
    return await create(team.owner.client, spec_of(bars, years, filters=filters))


def choices(data: str) -> dict[str, dict[str, Any]]:
    """Ways to single out, or take one answer from another."""
    return {
        "a filter down to the small group": {"chosen": [{"filter_id": "city", "filter": HAMAR}]},
        "a filter down to all but the small group": {
            "chosen": [{"filter_id": "city", "filter": HAMAR | {"exclude": True}}]
        },
        "a filter that parts every group": {"chosen": [{"filter_id": "year", "filter": EARLY}]},
        "a pick in another tile": {"selections": [{"tile_id": "years", "dataset_id": data, "filters": [EARLY]}]},
        "keeping one group": {"changes": [{"tile_id": "bars", "dataset_id": data, "kept": [HAMAR]}]},
        "another clock": {"time_zone": "Pacific/Auckland"},
    }


async def test_whatever_a_visitor_chooses_the_picture_stays_as_it_is(team: Team, visitor: httpx.AsyncClient) -> None:
    link = await share(team.owner, await board_of(team))
    known = dataset_of((await visitor.get(public(link))).json())
    for way, body in {"nothing": {}, **choices(known)}.items():
        answer = await visitor.post(public(link, "/results"), json=body | {"tile_ids": ["bars"]})
        assert answer.status_code == 200, (way, answer.text)
        (item,) = answer.json()["items"]
        assert item["result"]["rows"] == SHOWN, way
        assert item["drawing"]["drills"] == []
        assert (STILL in item["drawing"]["notes"]) is (way not in {"nothing", "another clock"}), way
        assert told(answer.text) == [], way


async def test_tiles_come_in_order_and_each_once_when_some_stand_still(team: Team, visitor: httpx.AsyncClient) -> None:
    data = await upload(team.owner.client, "cities.csv", CSV)
    bars, plain = tile("bars", data, "city", **HIDES), tile("plain", data, "city")
    by_year = {"id": "year", "dataset_id": data, "member": "year", "control": "list"}
    link = await share(team.owner, await create(team.owner.client, spec_of(plain, bars, filters=(by_year,))))
    body = {"chosen": [{"filter_id": "year", "filter": {"kind": "in", "member": "year", "values": [1999]}}]}
    items = (await visitor.post(public(link, "/results"), json=body)).json()["items"]
    assert {one["id"]: one["result"]["rows"] for one in items} == {"plain": [], "bars": SHOWN}


async def test_a_visitor_is_told_nothing_of_single_marks(team: Team, visitor: httpx.AsyncClient) -> None:
    link = await share(team.owner, await board_of(team))
    pointed = {"pointed": {"tile_id": "bars", "filters": [HAMAR]}}
    answer = await visitor.post(public(link, "/results"), json=pointed)
    assert answer.status_code == 403, answer.text
    assert told(answer.text) == []


async def test_a_brush_beside_it_brings_no_cells_of_it(team: Team, visitor: httpx.AsyncClient) -> None:
    link = await share(team.owner, await board_of(team))
    for brushed in ("years", "bars"):
        answer = await visitor.post(public(link, "/cube"), json={"brushed": brushed})
        assert told(answer.text) == []
        assert answer.status_code == 422 or answer.content == b"" or answer.json().get("items") == [], answer.text


async def test_an_embed_shows_the_same_whatever_its_page_chooses(team: Team, visitor: httpx.AsyncClient) -> None:
    made = await embed(team.owner, await board_of(team))
    headers = with_token(signed(made))
    for body in ({}, {"chosen": [{"filter_id": "city", "filter": HAMAR}]}):
        answer = await visitor.post(public_embed(made, "/results"), json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        found = {one["id"]: one["result"]["rows"] for one in answer.json()["items"]}
        assert found["bars"] == SHOWN
        assert told(answer.text) == []


async def test_a_members_filters_are_heeded_and_rows_counted_after_them(team: Team) -> None:
    board = await board_of(team)
    found = await ask(team.viewer.client, board["id"], chosen=[{"filter_id": "city", "filter": HAMAR}])
    assert found["bars"]["result"]["rows"] == [["Hamar", None, True]]
    pointed = {"tile_id": "bars", "filters": [HAMAR]}
    small = await ask(team.viewer.client, board["id"], pointed=pointed)
    assert [row[-1] for row in small["bars"]["result"]["rows"]] == [True, True]


async def test_what_is_pointed_at_elsewhere_filters_and_is_not_drawn_as_a_part(team: Team) -> None:
    board = await board_of(team)
    spec = board["spec"]
    spec["pages"][0]["default_interaction"] = "highlight"
    data = dataset_of(board)
    selections = [{"tile_id": "years", "dataset_id": data, "filters": [EARLY]}]
    found = await ask(team.editor.client, board["id"], draft=spec, selections=selections, tile_ids=["bars"])
    assert "highlight" not in found["bars"]["drawing"]
    assert sorted(row[:2] for row in found["bars"]["result"]["rows"]) == [
        ["Bergen", None],
        ["Hamar", None],
        ["Oslo", None],
    ]
