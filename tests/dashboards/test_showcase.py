"""The sample data, and the showcase that nobody can widen."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from tests.conftest import MakeApp
from tests.dashboards.pieces import BATCH, SALES, ask, create, frames_of, spec_of, tile, upload
from tests.factories import Person, make_team, open_client

from gnomon.dashboards.samples import install
from gnomon.dashboards.samples.install import FOLDER

RESULTS = "/api/v1/public/showcase/results"
CUBE = "/api/v1/public/showcase/cube"


async def showcase_of(client: httpx.AsyncClient) -> dict[str, Any]:
    """The showcase, once the job at the start has set it up."""
    async with asyncio.timeout(60):
        while (answer := await client.get("/api/v1/public/showcase")).status_code == 404:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    dashboard: dict[str, Any] = answer.json()["dashboard"]
    return dashboard


@pytest.fixture
async def show(make_app: MakeApp) -> FastAPI:
    """An application with a showcase."""
    return await make_app(showcase=True)


@pytest.fixture
async def visitor(show: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(show) as client:
        yield client


async def test_samples_are_brought_once_and_their_dashboards_answer(owner: Person) -> None:
    brought = (await owner.client.post("/api/v1/samples")).json()
    assert (await owner.client.post("/api/v1/samples")).json() == brought
    datasets = (await owner.client.get("/api/v1/datasets?sort=name")).json()["items"]
    assert [(one["name"], one["status"], one["rejected_rows"]) for one in datasets] == [
        ("Bird strikes", "ready", 0),
        ("Flights", "ready", 0),
        ("Gapminder", "ready", 0),
        ("Movies", "ready", 0),
        ("Seattle weather", "ready", 0),
        ("Stocks", "ready", 0),
    ]
    found: dict[str, Any] = {}
    for dashboard_id in brought["dashboard_ids"]:
        found = await ask(owner.client, dashboard_id)
        assert len(found) >= 8
        assert {name: one["error"] for name, one in found.items()} == dict.fromkeys(found)
        assert all(one["result"]["rows"] for one in found.values())
    assert found["best"]["result"]["rows"][0] == ["Avatar", 2767891499, 237000000, 8.3]


async def test_two_who_ask_for_the_samples_at_once_get_one_copy(owner: Person) -> None:
    answers = await asyncio.gather(*(owner.client.post("/api/v1/samples") for _ in range(3)))
    assert [answer.status_code for answer in answers] == [201] * 3
    assert answers[0].json() == answers[1].json() == answers[2].json()
    assert (await owner.client.get("/api/v1/datasets")).json()["total"] == 6
    assert (await owner.client.get("/api/v1/dashboards")).json()["total"] == 2


async def test_a_file_of_ones_own_is_never_taken_for_a_sample(owner: Person) -> None:
    mine = await upload(owner.client, "stocks.csv", "symbol,price\nMINE,1\n")
    brought = (await owner.client.post("/api/v1/samples")).json()
    assert mine not in brought["dataset_ids"]
    assert (await owner.client.get("/api/v1/datasets")).json()["total"] == 7


async def test_samples_that_were_thrown_away_are_brought_anew(owner: Person) -> None:
    first = (await owner.client.post("/api/v1/samples")).json()
    flights, movies = first["dataset_ids"][:2]
    assert (await owner.client.delete(f"/api/v1/datasets/{flights}")).status_code == 204
    assert (await owner.client.delete(f"/api/v1/dashboards/{first['dashboard_ids'][1]}")).status_code == 204
    again = (await owner.client.post("/api/v1/samples")).json()
    assert flights not in again["dataset_ids"]
    assert movies in again["dataset_ids"]
    assert not set(first["dashboard_ids"]) & set(again["dashboard_ids"])
    found = await ask(owner.client, again["dashboard_ids"][0])
    assert {name: one["error"] for name, one in found.items()} == dict.fromkeys(found)


async def test_samples_that_are_not_bundled_are_named_with_the_way_out(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "FOLDER", FOLDER / "missing")
    answer = await owner.client.post("/api/v1/samples")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "UNAVAILABLE")
    assert "make setup" in answer.json()["error"]["hint"]
    assert (await owner.client.get("/api/v1/datasets")).json()["total"] == 0


async def test_without_a_showcase_there_is_none(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v1/public/showcase")).status_code == 404
    assert (await client.post(RESULTS, json={})).status_code == 404


async def test_a_visitor_sees_the_showcase_filters_it_and_gets_no_further(
    show: FastAPI, visitor: httpx.AsyncClient
) -> None:
    dashboard = await showcase_of(visitor)
    assert dashboard["may_edit"] is False
    frames = {one["id"]: one for one in frames_of((await visitor.post(RESULTS, json={}, headers=BATCH)).content)}
    charts = {one["id"]: one["chart"] for one in dashboard["spec"]["pages"][0]["tiles"] if one["kind"] == "chart"}
    assert frames.keys() == charts.keys()
    assert {(one["error"], one["meaning"]["receipt"]["sql"]) for one in frames.values()} == {(None, "")}
    assert all(one["meaning"]["receipt"]["parameters"] == [] for one in frames.values())

    dataset_id = charts["origins"]["dataset_id"]
    from_dallas = {"kind": "in", "member": "origin", "values": ["DFW"]}
    pointed = {"tile_id": "origins", "dataset_id": dataset_id, "filters": [from_dallas]}
    chosen = {"filter_id": "from", "filter": from_dallas}
    for body in ({"selections": [pointed]}, {"chosen": [chosen]}):
        answer = await visitor.post(RESULTS, json={"tile_ids": ["flights"], **body})
        assert answer.json()["items"][0]["result"]["rows"] == [[1103]]

    by_delay = {"kind": "range", "member": "delay", "min": 0}
    stranger = {"tile_id": "origins", "dataset_id": dataset_id, "filters": [by_delay]}
    too_many = {"kind": "in", "member": "origin", "values": [f"A{number}" for number in range(1_001)]}
    widened: list[dict[str, Any]] = [
        {"draft": dashboard["spec"]},
        {"tile_ids": ["elsewhere"]},
        {"selections": [stranger]},
        {"selections": [pointed | {"dataset_id": str(uuid4())}]},
        {"selections": [pointed | {"tile_id": "elsewhere"}]},
        {"selections": [pointed | {"filters": [{"kind": "any", "filters": [from_dallas, by_delay]}]}]},
        {"selections": [pointed | {"filters": [{"kind": "measure", "measure": "count", "min": 1}]}]},
        {"selections": [pointed | {"filters": [too_many]}]},
        {"chosen": [{"filter_id": "from", "filter": by_delay}]},
        {"chosen": [{"filter_id": "elsewhere", "filter": from_dallas}]},
    ]
    assert [(await visitor.post(RESULTS, json=body)).status_code for body in widened] == [403] * len(widened)
    assert (await visitor.post(RESULTS, json={"page_id": "page-2"})).status_code == 404

    async with make_team(show) as team:
        sales = await upload(team.owner.client, "sales.csv", SALES)
        private = await create(team.owner.client, spec_of(tile("bars", sales, "region")))
        for person in (team.owner, team.stranger):
            assert (await person.client.get(f"/api/v1/dashboards/{dashboard['id']}")).status_code == 404
            assert (await person.client.get(f"/api/v1/datasets/{dataset_id}")).status_code == 404
            headers = {"X-Workspace-Id": dashboard["workspace_id"]}
            assert (await person.client.get("/api/v1/dashboards", headers=headers)).status_code == 404
        assert (await visitor.post(f"/api/v1/dashboards/{private['id']}/results", json={})).status_code == 401
        assert (await visitor.post(f"/api/v1/dashboards/{dashboard['id']}/results", json={})).status_code == 401


async def test_a_visitor_brushes_the_showcase_without_seeing_statements(visitor: httpx.AsyncClient) -> None:
    await showcase_of(visitor)
    answer = await visitor.post(CUBE, json={"brushed": "days"})
    assert answer.status_code == 200, answer.text
    results = [one["result"] for one in answer.json()["items"] if one["result"]]
    assert len(results) > 2
    assert {(one["receipt"]["sql"], one["receipt"]["fingerprint"]) for one in results} == {("", "")}
    wider: list[dict[str, Any]] = [{"tile_ids": ["elsewhere"]}, {"draft": {"pages": []}}]
    for widened in wider:
        assert (await visitor.post(CUBE, json={"brushed": "days", **widened})).status_code in {403, 422}
