"""Visitors are never told what a figure is made of: that would probe fields that they are not shown."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import SALES, create, spec_of, tile, upload
from tests.factories import Team, open_client
from tests.sharing.embedding import embed, signed
from tests.sharing.test_links import PASSWORD, public, share


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def test_no_ticket_of_a_visitor_explains_a_figure(team: Team, visitor: httpx.AsyncClient) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    board = await create(team.owner.client, spec_of(tile("bars", sales, "region")))
    amount = {"member": "amount", "aggregation": "sum", "name": "amount"}
    body = {"question": {"dataset_id": sales, "measures": [amount]}, "measure": "amount"}
    allowed = await team.viewer.client.post("/api/v1/charts/explain", json=body)
    assert allowed.status_code == 200
    link = await share(team.owner, board, password=PASSWORD)
    ticket = (await visitor.post(public(link, "/open"), json={"password": PASSWORD})).json()["ticket"]
    token = signed(await embed(team.owner, board))
    tries = [
        {},
        {"X-Share-Ticket": ticket},
        {"X-Embed-Token": token},
        {"Authorization": f"Bearer {ticket}"},
        {"Authorization": f"Bearer {token}"},
    ]
    found = [(await visitor.post("/api/v1/charts/explain", json=body, headers=one)).status_code for one in tries]
    assert found == [401] * len(tries)
    for path in ("/explain", "/charts/explain"):
        beside = await visitor.post(public(link, path), json=body, headers={"X-Share-Ticket": ticket})
        assert beside.status_code in {404, 405}
    shown = (await visitor.post("/api/v1/public/showcase/explain", json=body)).status_code
    assert shown in {404, 405}
