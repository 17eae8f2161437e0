"""Who may have a file: whoever asked for it, while they are a member, and nobody else."""

from typing import Any

import pytest
from tests.exports.pieces import NOTHING, begin, made, sql, upload
from tests.factories import Person, Team

CALLS = (("GET", ""), ("GET", "/file"), ("POST", "/ticket"), ("DELETE", ""))
MODEL = {"name": "orders", "dataset_id": "…"}


async def test_signed_out_nothing_is_to_be_had(team: Team, client: Any) -> None:
    export = await made(team.viewer.client, sql("SELECT 1"))
    answers = [await client.request(method, f"/api/v1/exports/{export['id']}{path}") for method, path in CALLS]
    answers += [await client.get("/api/v1/exports"), await begin(client, sql("SELECT 1"))]
    assert [answer.status_code for answer in answers] == [401] * 6


@pytest.mark.parametrize("who", ["owner", "editor", "stranger"])
async def test_somebody_elses_export_is_not_there_whatever_the_role(who: str, team: Team) -> None:
    export = await made(team.viewer.client, sql("SELECT 1"))
    other: Person = getattr(team, who)
    for method, path in CALLS:
        answers = [
            (await other.client.request(method, f"/api/v1/exports/{one}{path}")) for one in (export["id"], NOTHING)
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].json()["error"] == answers[1].json()["error"]
    assert (await other.client.get("/api/v1/exports")).json()["items"] == []
    assert (await team.viewer.client.get(f"/api/v1/exports/{export['id']}/file")).status_code == 200


async def test_in_another_workspace_ones_own_export_is_not_there(team: Team) -> None:
    export = await made(team.owner.client, sql("SELECT 1"))
    other = (await team.owner.client.post("/api/v1/workspaces", json={"name": "Other"})).json()["id"]
    headers = {"x-workspace-id": other}
    for method, path in CALLS:
        answer = await team.owner.client.request(method, f"/api/v1/exports/{export['id']}{path}", headers=headers)
        assert answer.status_code == 404
    assert (await team.owner.client.get("/api/v1/exports", headers=headers)).json()["items"] == []


async def test_a_dataset_of_another_workspace_cannot_be_asked(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    question = {"kind": "question", "spec": {"dataset_id": dataset_id, "mode": "rows"}}
    chart = {"kind": "chart", "spec": {"dataset_id": dataset_id, "mark": "table"}}
    tile = {"kind": "tile", "dashboard_id": NOTHING, "tile_id": "a"}
    statement = sql("SELECT * FROM dataset", dataset_id=dataset_id)
    answers = [await begin(team.stranger.client, source) for source in (question, chart, tile, statement)]
    assert [answer.status_code for answer in answers] == [404] * 4


async def test_who_has_left_the_workspace_gets_no_file_by_token_or_ticket(team: Team) -> None:
    export = await made(team.viewer.client, sql("SELECT 1"))
    ticket = (await team.viewer.client.post(f"/api/v1/exports/{export['id']}/ticket")).json()
    address = f"/api/v1/workspaces/{team.workspace_id}/members/{team.viewer.user_id}"
    assert (await team.owner.client.delete(address)).status_code == 204
    assert (await team.viewer.client.get(f"/api/v1/exports/{export['id']}/file")).status_code == 404
    assert (await team.viewer.client.get(ticket["url"])).status_code == 404


async def test_a_ticket_is_good_once_and_without_a_token(team: Team, client: Any) -> None:
    export = await made(team.viewer.client, sql("SELECT 1 AS a"))
    ticket = await team.viewer.client.post(f"/api/v1/exports/{export['id']}/ticket")
    assert ticket.status_code == 201
    first, second = [await client.get(ticket.json()["url"]) for _ in range(2)]
    assert (first.status_code, first.content, second.status_code) == (200, b"a\r\n1\r\n", 404)
    assert (first.headers["cache-control"], first.headers["referrer-policy"]) == ("no-store", "no-referrer")
    assert export["id"] not in ticket.json()["url"]


async def test_a_new_ticket_ends_the_one_before(team: Team, client: Any) -> None:
    export = await made(team.viewer.client, sql("SELECT 1 AS a"))
    urls = [(await team.viewer.client.post(f"/api/v1/exports/{export['id']}/ticket")).json()["url"] for _ in range(2)]
    assert [(await client.get(url)).status_code for url in urls] == [404, 200]
    assert (await client.get("/api/v1/exports/download/guess")).status_code == 404
