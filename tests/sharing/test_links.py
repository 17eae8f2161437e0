"""Links to dashboards: made, changed and ended by those who may; followed by anyone who has one."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from tests.conftest import MakeApp
from tests.dashboards.pieces import SALES, STORES, create, spec_of, tile, upload
from tests.factories import Person, Team, open_client

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.tables import AuditEntryRow
from gnomon.sharing.tables import ShareLinkRow

SHARES = "/api/v1/shares"
PASSWORD = "correct horse"
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def share(person: Person, dashboard: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Make a link."""
    answer = await person.client.post(SHARES, json={"dashboard_id": dashboard["id"], **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def public(link: dict[str, Any], path: str = "") -> str:
    """Where the API answers for a link."""
    return f"/api/v1/public/shares/{link['path'].removeprefix('/s/')}{path}"


async def sales_board(person: Person, along: str = "region", **chart: Any) -> dict[str, Any]:
    """A dashboard over sales by region, or by day."""
    sales = await upload(person.client, "sales.csv", SALES)
    by_region = {"id": "region", "dataset_id": sales, "member": "region", "control": "list"}
    bars, total = tile("bars", sales, along, **chart), tile("total", sales, None)
    return await create(person.client, spec_of(bars, total, filters=(by_region,)))


def dataset_of(dashboard: dict[str, Any], place: int = 0) -> str:
    """The dataset of a tile."""
    dataset_id: str = dashboard["spec"]["pages"][0]["tiles"][place]["chart"]["dataset_id"]
    return dataset_id


async def answers(visitor: httpx.AsyncClient, link: dict[str, Any], **body: Any) -> dict[str, Any]:
    """The rows of each tile, or the code of its error."""
    answer = await visitor.post(public(link, "/results"), json=body)
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    return {one["id"]: one["error"]["code"] if one["error"] else one["result"]["rows"] for one in items}


async def test_a_link_shows_the_dashboard_to_anyone_and_counts_looks(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.owner)
    link = await share(team.editor, board, name="  For the press ")
    assert link == {
        "id": link["id"],
        "dashboard_id": board["id"],
        "name": "For the press",
        "path": link["path"],
        "has_password": False,
        "expires_at": None,
        "locks": [],
        "has_preview": True,
        "view_count": 0,
        "last_viewed_at": None,
        "created_at": link["created_at"],
        "created_by": link["created_by"],
        "is_live": True,
    }
    shown = await visitor.get(public(link))
    assert shown.headers["cache-control"] == "no-store"
    assert shown.json() == {
        "name": "Sales",
        "description": None,
        "updated_at": board["updated_at"],
        "spec": shown.json()["spec"],
    }
    assert await answers(visitor, link) == {
        "bars": [["South", 810.0], ["North", 798.0]],
        "total": [[1608.0]],
    }
    listed = (await team.editor.client.get(f"{SHARES}?dashboard_id={board['id']}")).json()
    assert listed == {
        "items": [link | {"view_count": 1, "last_viewed_at": listed["items"][0]["last_viewed_at"]}],
        "total": 1,
        "next_cursor": None,
    }
    assert listed["items"][0]["last_viewed_at"] is not None


async def test_a_visitor_is_told_no_question_no_names_and_no_other_ids(team: Team, visitor: httpx.AsyncClient) -> None:
    inner = {"kind": "in", "member": "region", "values": ["North", "South", "SECRET VALUE"]}
    board = await sales_board(team.owner, filters=[inner])
    link = await share(team.owner, board)
    said = [(await visitor.get(public(link))).text]
    for path, body in (("/results", {}), ("/cube", {"brushed": "bars"})):
        answer = await visitor.post(public(link, path), json=body)
        said.append(answer.text)
    listed = await visitor.post(public(link, "/filters/region/values"), json={})
    assert listed.json()["rows"] == [["North", 12], ["South", 12]]
    said.append(listed.text)
    ids = [dataset_of(board), board["id"], team.owner.user_id, link["id"], board["workspace_id"]]
    for text in said:
        assert [one for one in (*ids, "SECRET VALUE", "SELECT", "sales.csv", 'content_hash":"s') if one in text] == []


async def test_a_visitor_points_and_filters_within_the_page_and_no_further(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    board = await sales_board(team.owner)
    link = await share(team.owner, board)
    stand_in = dataset_of((await visitor.get(public(link))).json())
    north = {"kind": "in", "member": "region", "values": ["North"]}
    pointed = {"tile_id": "bars", "dataset_id": stand_in, "filters": [north]}
    assert await answers(visitor, link, selections=[pointed], tile_ids=["total"]) == {"total": [[798.0]]}
    chosen = {"filter_id": "region", "filter": north}
    assert await answers(visitor, link, chosen=[chosen], tile_ids=["total"]) == {"total": [[798.0]]}
    by_amount = {"kind": "range", "member": "day", "min": "2024-05-01"}
    wider: list[dict[str, Any]] = [
        {"draft": board["spec"]},
        {"tile_ids": ["elsewhere"]},
        {"selections": [pointed | {"dataset_id": dataset_of(board)}]},
        {"selections": [pointed | {"dataset_id": NOBODY}]},
        {"selections": [pointed | {"filters": [by_amount]}]},
        {"chosen": [{"filter_id": "region", "filter": by_amount}]},
    ]
    found = [(await visitor.post(public(link, "/results"), json=body)).status_code for body in wider]
    assert found == [403] * len(wider)
    elsewhere = await visitor.post(public(link, "/filters/elsewhere/values"), json={})
    assert elsewhere.status_code == 404


async def test_a_lock_holds_on_every_tile_and_a_tile_that_it_does_not_reach_shows_nothing(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    stores = await upload(team.owner.client, "stores.csv", STORES)
    by_region = {"id": "region", "dataset_id": sales, "member": "region", "control": "list"}
    tiles = (tile("bars", sales, "region"), tile("total", sales, None), tile("stores", stores, "region", "size"))
    board = await create(team.owner.client, spec_of(*tiles, filters=(by_region,)))
    north = {"dataset_id": sales, "member": "region", "values": ["North"]}
    link = await share(team.owner, board, locks=[north])
    assert link["locks"] == [north]
    assert await answers(visitor, link) == {"bars": [["North", 798.0]], "total": [[798.0]], "stores": "FORBIDDEN"}
    south = {"filter_id": "region", "filter": {"kind": "in", "member": "region", "values": ["South"]}}
    assert await answers(visitor, link, chosen=[south], tile_ids=["bars"]) == {"bars": []}
    listed = (await visitor.post(public(link, "/filters/region/values"), json={})).json()
    assert listed["rows"] == [["North", 12]]

    both = [north, {"dataset_id": stores, "member": "size", "values": [20, 30]}]
    changed = await team.owner.client.patch(f"{SHARES}/{link['id']}", json={"locks": both})
    assert changed.json() == {**link, "locks": both}
    assert (await answers(visitor, link))["stores"] == [["West", 30], ["South", 20]]

    free = await share(team.owner, board)
    assert (await answers(visitor, free))["total"] == [[1608.0]]
    assert (await answers(visitor, link))["total"] == [[798.0]]


async def test_a_lock_whose_column_is_gone_hides_everything(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.owner)
    lock = {"dataset_id": dataset_of(board), "member": "region", "values": ["North"]}
    link = await share(team.owner, board, locks=[lock])
    renamed = {"file": ("sales.csv", SALES.replace("region", "area").encode(), "text/csv")}
    form = {"dataset_id": dataset_of(board)}
    answer = await team.owner.client.post("/api/v1/datasets/upload", files=renamed, data=form)
    assert answer.status_code == 201, answer.text
    assert await answers(visitor, link) == {"bars": "FORBIDDEN", "total": "FORBIDDEN"}


async def test_locks_that_fit_nothing_are_refused_with_what_is_wrong(team: Team) -> None:
    board = await sales_board(team.owner)
    good = {"dataset_id": dataset_of(board), "member": "region", "values": ["North"]}
    wrong: list[tuple[dict[str, Any], int, str]] = [
        (good | {"member": "regoin"}, 422, "There is no member “regoin”."),
        (good | {"member": "day", "values": ["some day"]}, 422, "“day”"),
        (good | {"values": []}, 422, ""),
        (good | {"dataset_id": str(uuid4())}, 404, "There is no such dataset."),
    ]
    for lock, status, message in wrong:
        answer = await team.owner.client.post(SHARES, json={"dashboard_id": board["id"], "locks": [lock]})
        assert answer.status_code == status, answer.text
        assert message in answer.json()["error"]["message"]
    assert (await team.owner.client.get(f"{SHARES}?dashboard_id={board['id']}")).json()["total"] == 0


async def test_a_password_is_asked_for_once_and_a_changed_one_lets_nobody_in(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    board = await sales_board(team.owner, "day")
    link = await share(team.owner, board, password=PASSWORD)
    assert link["has_password"] is True
    assert PASSWORD not in (await team.owner.client.get(f"{SHARES}?dashboard_id={board['id']}")).text
    calls = [("GET", "", None), ("POST", "/results", {}), ("POST", "/cube", {"brushed": "bars"})]
    calls.append(("POST", "/filters/region/values", {}))

    async def told(**headers: str) -> list[tuple[int, str | None]]:
        found = []
        for method, path, body in calls:
            answer = await visitor.request(method, public(link, path), json=body, headers=headers)
            error = answer.json().get("error") if answer.status_code != 200 else None
            found.append((answer.status_code, error and error["code"]))
        return found

    refused: list[tuple[int, str | None]] = [(401, "SHARE_PASSWORD_NEEDED")] * 4
    assert await told() == refused
    wrong = await visitor.post(public(link, "/open"), json={"password": "wrong horse"})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (401, "WRONG_SHARE_PASSWORD")
    opened = (await visitor.post(public(link, "/open"), json={"password": PASSWORD})).json()
    assert opened == {"ticket": opened["ticket"], "expires_in": 43_200}
    ticket = {"X-Share-Ticket": opened["ticket"]}
    assert await told(**ticket) == [(200, None)] * 4
    other = await share(team.owner, board, password=PASSWORD)
    assert (await visitor.get(public(other), headers=ticket)).status_code == 401

    address = f"{SHARES}/{link['id']}"
    assert (await team.owner.client.patch(address, json={"password": "another horse"})).status_code == 200
    assert await told(**ticket) == refused
    assert (await team.owner.client.patch(address, json={"password": None})).json()["has_password"] is False
    assert await told() == [(200, None)] * 4


async def test_guessing_passwords_is_slowed_down_and_right_ones_do_not_count(make_app: MakeApp, team: Team) -> None:
    board = await sales_board(team.owner)
    link = await share(team.owner, board, password=PASSWORD)
    slow = await make_app(rate_limit_auth="3/minute")
    async with open_client(slow) as visitor:

        async def guess(password: str) -> int:
            return (await visitor.post(public(link, "/open"), json={"password": password})).status_code

        assert [await guess(PASSWORD) for _ in range(4)] == [200] * 4
        assert [await guess("wrong horse") for _ in range(4)] == [401, 401, 401, 429]
        assert await guess(PASSWORD) == 429


async def test_a_link_ends_at_once_at_its_time_and_with_its_dashboard(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.owner)
    over = {"dashboard_id": board["id"], "expires_at": (datetime.now(UTC) - timedelta(seconds=1)).isoformat()}
    refused = await team.owner.client.post(SHARES, json=over)
    assert (refused.status_code, refused.json()["error"]["message"]) == (422, "This moment is over.")

    ended = await share(team.owner, board)
    assert (await visitor.get(public(ended))).status_code == 200
    assert (await team.owner.client.delete(f"{SHARES}/{ended['id']}")).status_code == 204
    expiring = await share(team.owner, board, expires_at=(datetime.now(UTC) + timedelta(hours=1)).isoformat())
    with clock.fixed_at(datetime.now(UTC) + timedelta(hours=2)):
        gone = [ended, expiring, {"path": "/s/" + "A" * 40}]
        found = [(await visitor.get(public(link))).json() for link in gone]
        (listed,) = (await team.owner.client.get(f"{SHARES}?dashboard_id={board['id']}")).json()["items"]
    assert {one["error"]["message"] for one in found} == {"There is no such link."}
    assert listed == {**expiring, "is_live": False}
    assert (await visitor.post(public(ended, "/results"), json={})).status_code == 404

    assert (await visitor.get(public(expiring))).status_code == 200
    await team.owner.client.delete(f"/api/v1/dashboards/{board['id']}")
    assert (await visitor.get(public(expiring))).status_code == 404
    await team.owner.client.post(f"/api/v1/dashboards/{board['id']}/restore")
    assert (await visitor.get(public(expiring))).status_code == 200


async def test_a_server_that_wants_no_links_makes_none_and_ends_those_that_were_made(
    make_app: MakeApp, team: Team
) -> None:
    board = await sales_board(team.owner)
    link = await share(team.owner, board)
    closed = await make_app(share_links=False)
    async with open_client(closed) as client:
        assert (await client.get(public(link))).status_code == 404
        client.headers["authorization"] = f"Bearer {team.owner.access_token}"
        client.headers["x-workspace-id"] = team.workspace_id
        answers = (
            await client.post(SHARES, json={"dashboard_id": board["id"]}),
            await client.get(SHARES, params={"dashboard_id": board["id"]}),
        )
    for answer in answers:
        assert (answer.status_code, answer.json()["error"]["message"]) == (
            403,
            "This server does not share dashboards by links.",
        )


async def test_links_are_made_by_those_who_may_and_are_none_of_other_workspaces(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    board = await sales_board(team.owner)
    link = await share(team.owner, board)
    calls = (
        ("GET", f"{SHARES}?dashboard_id={board['id']}", None),
        ("POST", SHARES, {"dashboard_id": board["id"]}),
        ("PATCH", f"{SHARES}/{link['id']}", {"name": "Mine"}),
        ("DELETE", f"{SHARES}/{link['id']}", None),
    )
    for client, status in ((visitor, 401), (team.viewer.client, 403), (team.stranger.client, 404)):
        found = [(await client.request(method, path, json=body)).status_code for method, path, body in calls]
        assert found == [status] * 4
    assert (await team.editor.client.get(f"{SHARES}?dashboard_id={board['id']}")).json()["items"] == [link]


async def test_what_is_kept_opens_nothing_and_what_was_done_is_in_the_audit(
    team: Team, app: FastAPI, visitor: httpx.AsyncClient
) -> None:
    board = await sales_board(team.owner)
    link = await share(team.owner, board, password=PASSWORD)
    await team.owner.client.patch(f"{SHARES}/{link['id']}", json={"name": "Other"})
    await team.owner.client.delete(f"{SHARES}/{link['id']}")
    other = await share(team.owner, board)
    runtime: Runtime = app.state.runtime
    async with runtime.get(Database).read() as session:
        (row,) = (await session.scalars(select(ShareLinkRow))).all()
        entries = (await session.scalars(select(AuditEntryRow).where(AuditEntryRow.kind == "share_link"))).all()
    token = other["path"].removeprefix("/s/")
    assert (row.handle, row.handle == token) == (token[:16], False)
    assert (await visitor.get(f"/api/v1/public/shares/{row.handle}")).status_code == 404
    assert [one.verb for one in sorted(entries, key=lambda one: one.id)] == [
        "sharing.link_created",
        "sharing.link_changed",
        "sharing.link_ended",
        "sharing.link_created",
    ]
    assert PASSWORD not in repr([one.details for one in entries])


async def test_links_go_with_a_dashboard_that_is_removed_for_good(team: Team, app: FastAPI) -> None:
    board = await sales_board(team.owner)
    await share(team.owner, board)
    await team.owner.client.delete(f"/api/v1/dashboards/{board['id']}")
    removed = await team.owner.client.delete(f"/api/v1/trash/dashboard/{board['id']}")
    assert removed.status_code == 204, removed.text
    runtime: Runtime = app.state.runtime
    async with runtime.get(Database).read() as session:
        assert (await session.scalars(select(ShareLinkRow))).all() == []
