"""What visitors keep, drill and bring along: what the page shows, and nothing that it does not."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import create, tile, upload
from tests.dashboards.test_drilling import ORDERS, among, by_hand, in_regions, level, step
from tests.factories import Team, open_client
from tests.sharing.test_links import NOBODY, answers, dataset_of, public, share

NORTH = among("region", "North")


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def link_to(team: Team, *, shows_cities: bool = False) -> tuple[dict[str, Any], dict[str, Any]]:
    """A link to two pages: bars by region and by year, then a detail page that takes regions and cities."""
    orders = await upload(team.owner.client, "orders.csv", ORDERS)
    await in_regions(team.owner, orders)
    years = tile("years", orders, "day")
    years["chart"]["encodings"]["x"]["grain"] = "year"
    first = [tile("bars", orders, "region"), years, tile("total", orders, None)]
    if shows_cities:
        first.append(tile("cities", orders, "city"))
    detail = {
        "id": "detail",
        "title": "Detail",
        "drill_through": ["region", "city"],
        "tiles": [tile("detail-total", orders, None)],
    }
    spec = {"pages": [{"id": "page-1", "title": "Page 1", "tiles": first}, detail]}
    board = await create(team.owner.client, spec)
    return board, await share(team.owner, board)


async def status(visitor: httpx.AsyncClient, link: dict[str, Any], **body: Any) -> int:
    """How the server answers what a visitor asks."""
    return (await visitor.post(public(link, "/results"), json=body)).status_code


async def test_a_visitor_keeps_leaves_out_and_drills_moments(team: Team, visitor: httpx.AsyncClient) -> None:
    _, link = await link_to(team)
    known = dataset_of((await visitor.get(public(link))).json())
    kept = {"tile_id": "bars", "dataset_id": known, "kept": [NORTH]}
    found = await answers(visitor, link, changes=[kept], tile_ids=["bars", "total"])
    assert found == {
        "bars": by_hand("SELECT region, sum(amount) FROM orders WHERE region = 'North' GROUP BY 1"),
        "total": by_hand("SELECT sum(amount) FROM orders"),
    }
    way = [step(level("day", "year"), level("day", "quarter"), among("day", "2023-01-01", grain="year"))]
    drilled = {"tile_id": "years", "dataset_id": known, "steps": way}
    found = await answers(visitor, link, changes=[drilled], tile_ids=["years"])
    start = "strftime(date_trunc('quarter', day), '%Y-%m-%d')"
    assert sorted(found["years"]) == by_hand(
        f"SELECT {start}, sum(amount) FROM orders WHERE year(day) = 2023 GROUP BY 1"
    )
    pointed = {"tile_id": "years", "dataset_id": known, "filters": [among("day", "2023-04-01", grain="quarter")]}
    found = await answers(visitor, link, changes=[drilled], selections=[pointed], tile_ids=["total"])
    assert found["total"] == by_hand("SELECT sum(amount) FROM orders WHERE year(day) = 2023 AND quarter(day) = 2")


async def test_a_visitor_is_offered_and_taken_to_levels_that_the_page_shows_only(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    change = {"tile_id": "bars", "steps": [step(level("region"), level("city"), NORTH)]}
    for shows_cities in (False, True):
        _, link = await link_to(team, shows_cities=shows_cities)
        known = dataset_of((await visitor.get(public(link))).json())
        answer = await visitor.post(public(link, "/results"), json={"tile_ids": ["bars", "years"]})
        offers = {
            one["id"]: [to["label"] for offer in one["drawing"]["drills"] for to in offer["down"]]
            for one in answer.json()["items"]
        }
        assert offers == {"bars": ["City"] if shows_cities else [], "years": ["Quarter"]}
        assert ('"city"' in answer.text) is shows_cities
        asked = {"changes": [change | {"dataset_id": known}], "tile_ids": ["bars"]}
        assert await status(visitor, link, **asked) == (200 if shows_cities else 403)
        if shows_cities:
            found = await answers(visitor, link, **asked)
            wanted = "SELECT city, sum(amount) FROM orders WHERE region = 'North' GROUP BY 1"
            assert sorted(found["bars"]) == by_hand(wanted)


async def test_nothing_hidden_is_reached_by_what_a_visitor_changes_in_a_tile(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    board, link = await link_to(team)
    known = dataset_of((await visitor.get(public(link))).json())
    bars = {"tile_id": "bars", "dataset_id": known}
    years = {"tile_id": "years", "dataset_id": known}
    wider: list[dict[str, Any]] = [
        bars | {"dataset_id": dataset_of(board), "kept": [NORTH]},
        bars | {"dataset_id": NOBODY, "kept": [NORTH]},
        bars | {"tile_id": "elsewhere", "kept": [NORTH]},
        bars | {"tile_id": "detail-total", "kept": []},
        bars | {"kept": [among("city", "Oslo")]},
        bars | {"kept": [among("amount", 1)]},
        bars | {"kept": [{"kind": "any", "filters": [NORTH, among("city", "Oslo")]}]},
        bars | {"kept": [among("region", *map(str, range(1_001)))]},
        bars | {"kept": [NORTH] * 21},
        bars | {"steps": [step(level("region"), level("city"))]},
        bars | {"steps": [step(level("region"), level("amount"))]},
        bars | {"steps": [step(level("region"), level("region"))]},
        bars | {"steps": [step(level("city"), level("region"))]},
        years | {"steps": [step(level("day", "year"), level("day"))]},
        years | {"steps": [step(level("day", "year"), level("day", "quarter"), among("city", "Oslo"))]},
    ]
    found = [await status(visitor, link, changes=[one]) for one in wider]
    assert found == [403] * len(wider)
    cube = await visitor.post(public(link, "/cube"), json={"brushed": "years", "changes": [wider[4]]})
    assert cube.status_code == 403


async def test_a_visitor_brings_along_what_the_page_takes_and_the_dashboard_shows(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    board, link = await link_to(team)
    known = dataset_of((await visitor.get(public(link))).json())
    carried = {"dataset_id": known, "filters": [NORTH]}
    found = await answers(visitor, link, page_id="detail", carried=carried)
    assert found == {"detail-total": by_hand("SELECT sum(amount) FROM orders WHERE region = 'North'")}
    wider: list[dict[str, Any]] = [
        {"page_id": "detail", "carried": carried | {"filters": [among("city", "Oslo")]}},
        {"page_id": "detail", "carried": carried | {"filters": [among("day", "2023-01-01", grain="year")]}},
        {"page_id": "detail", "carried": carried | {"dataset_id": dataset_of(board)}},
        {"page_id": "page-1", "carried": carried},
    ]
    assert [await status(visitor, link, **one) for one in wider] == [403] * len(wider)
    assert (await visitor.get(public(link))).json()["spec"]["pages"][1]["drill_through"] == ["region", "city"]
