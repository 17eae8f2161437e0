"""Tooltips for visitors: the pictures that the page has for its marks, over values of what its tiles show alone."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import create, tile, upload
from tests.dashboards.test_drilling import ORDERS, among, by_hand
from tests.dashboards.test_tooltips import NORTH, pointed, with_tooltip
from tests.factories import Team, open_client
from tests.sharing.test_links import answers, dataset_of, public, share

HIDDEN = among("city", "Rome", exclude=True)


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def link_to(team: Team, **more: Any) -> tuple[str, dict[str, Any]]:
    """A link to bars with a tooltip, a tile without one, and a second page; the dataset behind it."""
    orders = await upload(team.owner.client, "orders.csv", ORDERS)
    bars = with_tooltip(orders)
    bars["tooltip"]["chart"]["filters"] = [HIDDEN]
    bars["tooltip"]["chart"]["encodings"]["x"]["member"] = "day"
    elsewhere = {"id": "page-2", "title": "Page 2", "tiles": [{**with_tooltip(orders), "id": "other"}]}
    first = {"id": "page-1", "title": "Page 1", "tiles": [bars, tile("total", orders, None)]}
    board = await create(team.owner.client, {"pages": [first, elsewhere]})
    return orders, await share(team.owner, board, **more)


async def test_a_visitor_sees_the_tooltip_of_a_mark(team: Team, visitor: httpx.AsyncClient) -> None:
    _, link = await link_to(team)
    found = await answers(visitor, link, pointed=pointed(NORTH))
    start = "strftime(date_trunc('month', day), '%Y-%m-%d')"
    wanted = f"SELECT {start}, sum(amount) FROM orders WHERE region = 'North' AND city <> 'Rome' GROUP BY 1"
    assert list(found) == ["bars"]
    assert sorted(found["bars"], key=str) == by_hand(wanted)


async def test_a_visitor_is_told_neither_the_dataset_nor_the_conditions_of_a_tooltip(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    orders, link = await link_to(team)
    told = await visitor.get(public(link))
    chart = told.json()["spec"]["pages"][0]["tiles"][0]["tooltip"]["chart"]
    assert (chart["dataset_id"], chart["filters"]) == (dataset_of(told.json()), [])
    answer = await visitor.post(public(link, "/results"), json={"pointed": pointed(NORTH)})
    for text in (told.text, answer.text):
        assert orders not in text
        assert "Rome" not in text


async def test_a_lock_holds_in_tooltips(team: Team, visitor: httpx.AsyncClient) -> None:
    orders = await upload(team.owner.client, "orders.csv", ORDERS)
    board = await create(team.owner.client, {"pages": [{"id": "p", "title": "P", "tiles": [with_tooltip(orders)]}]})
    lock = {"dataset_id": orders, "member": "city", "values": ["Oslo"]}
    link = await share(team.owner, board, locks=[lock])
    found = await answers(visitor, link, pointed=pointed(among("region", "North", "South")))
    assert found["bars"] == by_hand("SELECT city, sum(amount) FROM orders WHERE city = 'Oslo' GROUP BY 1")


async def test_a_visitor_asks_by_the_fields_of_the_marks_and_of_tiles_with_tooltips_only(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    _, link = await link_to(team)
    wider: list[dict[str, Any]] = [
        pointed(among("city", "Oslo")),
        pointed(among("day", "2023-01-01")),
        pointed({"kind": "range", "member": "amount", "min": 40}),
        pointed({"kind": "any", "filters": [NORTH, among("city", "Oslo")]}),
        pointed(NORTH, tile_id="total"),
        pointed(NORTH, tile_id="other"),
        pointed(NORTH, tile_id="nowhere"),
        pointed(among("region", *map(str, range(1_001)))),
    ]
    found = [
        (await visitor.post(public(link, path), json={"pointed": one, **more})).status_code
        for one in wider
        for path, more in (("/results", {}), ("/cube", {"brushed": "bars"}))
    ]
    assert found == [403] * len(found)
    empty = await visitor.post(public(link, "/results"), json={"pointed": {"tile_id": "bars", "filters": []}})
    assert empty.status_code == 422
