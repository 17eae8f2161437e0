"""Visitors see values in their colors, and are told of no value that a link keeps from them."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import create, spec_of, tile, upload
from tests.factories import Team, open_client
from tests.sharing.test_links import public, share

CSV = "city,state,amount\n" + "".join(f"Oslo,Paid,{n}\nBergen,Secret state,{n}\n" for n in range(9))
RED = "#c0102a"


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def test_a_visitor_is_told_of_no_value_that_is_not_shown(team: Team, visitor: httpx.AsyncClient) -> None:
    data = await upload(team.owner.client, "orders.csv", CSV)
    bars = tile("bars", data, "city")
    chart: dict[str, Any] = bars["chart"]
    chart["encodings"]["color"] = {"role": "dimension", "member": "state"}
    chart["filters"] = [{"kind": "in", "member": "city", "values": ["Oslo"]}]
    members = [{"label": one, "color": RED} for one in ("Paid", "Secret state")]
    chart["options"] = chart.get("options", {}) | {"colors": {"members": members}}
    link = await share(team.owner, await create(team.owner.client, spec_of(bars)))

    page = await visitor.get(public(link))
    answer = await visitor.post(public(link, "/results"), json={"tile_ids": ["bars"]})

    assert (page.status_code, answer.status_code) == (200, 200)
    assert "Secret state" not in page.text + answer.text
    (item,) = answer.json()["items"]
    assert list(item["drawing"]["vega_lite"]["usermeta"]["colors"]["hand"]) == ["m:Paid"]
