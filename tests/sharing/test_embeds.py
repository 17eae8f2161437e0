"""Embeds: made, changed, rotated and ended by editors; visited with tokens of other sites, under their locks."""

import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from tests.conftest import MakeApp
from tests.dashboards.pieces import SALES, STORES, create, spec_of, tile, upload
from tests.factories import Person, Team, open_client
from tests.sharing.embedding import EMBEDS, PORTAL, answers, embed, look, public, signed, with_token
from tests.sharing.test_links import dataset_of, sales_board

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.tables import AuditEntryRow
from gnomon.sharing.tables import EmbedRow

NORTH = {"region": ["North"]}


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out, in a frame."""
    async with open_client(app) as client:
        yield client


def field_of(dataset_id: str, member: str, name: str | None = None) -> dict[str, str]:
    return {"name": name or member, "dataset_id": dataset_id, "member": member}


async def locked_board(person: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    """Sales and stores, whose tokens lock the region of sales."""
    sales, stores = await upload(person.client, "sales.csv", SALES), await upload(person.client, "stores.csv", STORES)
    by_region = {"id": "where", "dataset_id": sales, "member": "region", "control": "list"}
    tiles = (tile("bars", sales, "region"), tile("total", sales, None), tile("stores", stores, "region", "size"))
    board = await create(person.client, spec_of(*tiles, filters=(by_region,)))
    return board, await embed(person, board, fields=[field_of(sales, "region")])


async def test_an_embed_is_made_listed_changed_and_ended_and_the_audit_knows(
    team: Team, visitor: httpx.AsyncClient, runtime: Runtime
) -> None:
    board = await sales_board(team.owner)
    made = await embed(team.editor, board, name=" Portal ", origins=[f"{PORTAL}/", PORTAL, "http://localhost:3000"])
    shown = {name: value for name, value in made.items() if name != "secret"}
    assert shown == {
        "id": made["id"],
        "dashboard_id": board["id"],
        "name": "Portal",
        "embed_id": made["embed_id"],
        "key_id": made["key_id"],
        "old_key_ends_at": None,
        "origins": [PORTAL, "http://localhost:3000"],
        "fields": [],
        "open_filters": None,
        "expires_at": None,
        "view_count": 0,
        "last_viewed_at": None,
        "created_at": made["created_at"],
        "created_by": made["created_by"],
        "is_live": True,
    }
    assert await look(visitor, made, signed(made)) == (200, None)
    listed = (await team.editor.client.get(f"{EMBEDS}?dashboard_id={board['id']}")).json()
    seen = listed["items"][0]["last_viewed_at"]
    assert seen is not None
    assert listed == {"items": [shown | {"view_count": 1, "last_viewed_at": seen}], "total": 1, "next_cursor": None}

    address = f"{EMBEDS}/{made['id']}"
    changes = {"name": "Shop", "origins": ["https://shop.example"], "open_filters": []}
    changed = await team.editor.client.patch(address, json=changes)
    assert changed.json() == listed["items"][0] | changes
    assert (await team.editor.client.patch(address, json={"open_filters": None})).json()["open_filters"] is None
    assert (await team.editor.client.delete(address)).status_code == 204
    assert await look(visitor, made, signed(made)) == (404, "NOT_FOUND")
    assert (await team.editor.client.get(f"{EMBEDS}?dashboard_id={board['id']}")).json()["total"] == 0
    for method, path in (("PATCH", ""), ("POST", "/rotate"), ("DELETE", "")):
        assert (await team.editor.client.request(method, address + path, json={})).status_code == 404
    async with runtime.get(Database).read() as session:
        verbs = await session.scalars(select(AuditEntryRow.verb).where(AuditEntryRow.verb.like("sharing.embed%")))
        noted = sorted(verbs)
        rows = (await session.scalars(select(EmbedRow))).all()
    assert noted == ["sharing.embed_changed"] * 2 + ["sharing.embed_created", "sharing.embed_ended"]
    assert all(made["secret"] not in str(vars(row)) for row in rows)


async def test_a_frame_shows_what_a_link_would_and_tells_no_question_no_names_and_no_ids(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    inner = {"kind": "in", "member": "region", "values": ["North", "South", "SECRET VALUE"]}
    board = await sales_board(team.owner, filters=[inner])
    made = await embed(team.owner, board)
    token = signed(made, theme="dark", locale="de")
    shown = await visitor.get(public(made), headers=with_token(token))
    assert shown.headers["cache-control"] == "no-store"
    assert "set-cookie" not in shown.headers
    assert shown.json() == {
        "name": "Sales",
        "description": None,
        "updated_at": board["updated_at"],
        "spec": shown.json()["spec"],
        "theme": "dark",
        "locale": "de",
        "expires_in": shown.json()["expires_in"],
    }
    assert 590 <= shown.json()["expires_in"] <= 600
    assert await answers(visitor, made, token) == {"bars": [["South", 810.0], ["North", 798.0]], "total": [[1608.0]]}
    said = [shown.text]
    for path, body in (("/results", {}), ("/cube", {"brushed": "bars"}), ("/filters/region/values", {})):
        answer = await visitor.post(public(made, path), json=body, headers=with_token(token))
        said.append(answer.text)
    ids = [dataset_of(board), board["id"], team.owner.user_id, made["id"], board["workspace_id"], made["key_id"]]
    for text in said:
        assert [one for one in (*ids, "SECRET VALUE", "SELECT", "sales.csv") if one in text] == []


async def test_locks_of_a_token_hold_on_every_tile_and_what_they_do_not_reach_shows_nothing(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    board, made = await locked_board(team.owner)
    north, south = signed(made, locks=NORTH), signed(made, locks={"region": ["South"]})
    assert await answers(visitor, made, north) == {
        "bars": [["North", 798.0]],
        "total": [[798.0]],
        "stores": "FORBIDDEN",
    }
    assert await answers(visitor, made, south, tile_ids=["total"]) == {"total": [[810.0]]}
    wide = signed(made, locks={"region": ["North", "South"]})
    assert await answers(visitor, made, wide, tile_ids=["total"]) == {"total": [[1608.0]]}
    none = signed(made, locks={"region": ["Nowhere"]})
    assert await answers(visitor, made, none, tile_ids=["bars"]) == {"bars": []}
    choose = {"filter_id": "where", "filter": {"kind": "in", "member": "region", "values": ["South"]}}
    assert await answers(visitor, made, north, chosen=[choose], tile_ids=["bars"]) == {"bars": []}
    listed = await visitor.post(public(made, "/filters/where/values"), json={}, headers=with_token(north))
    assert listed.json()["rows"] == [["North", 12]]

    sales, stores = dataset_of(board), dataset_of(board, 2)
    both = [field_of(sales, "region", "place"), field_of(stores, "region", "place")]
    address = f"{EMBEDS}/{made['id']}"
    assert (await team.owner.client.patch(address, json={"fields": both})).json()["fields"] == both
    assert await look(visitor, made, north) == (403, "EMBED_LOCK_MISSING")
    token = signed(made, locks={"place": ["South"]})
    assert await answers(visitor, made, token, tile_ids=["total", "stores"]) == {
        "total": [[810.0]],
        "stores": [["South", 20]],
    }


async def test_locks_that_are_missing_unknown_or_wrong_are_refused_everywhere(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    board = await create(team.owner.client, spec_of(tile("bars", sales, "region")))
    made = await embed(team.owner, board, fields=[field_of(sales, "region"), field_of(sales, "day")])
    whole = {**NORTH, "day": ["2024-03-01"]}
    assert await answers(visitor, made, signed(made, locks=whole)) == {"bars": [["North", 31.5]]}
    wrong: list[tuple[Any, int, str]] = [
        (None, 403, "EMBED_LOCK_MISSING"),
        ({}, 403, "EMBED_LOCK_MISSING"),
        (NORTH, 403, "EMBED_LOCK_MISSING"),
        ({**NORTH, "Day": ["2024-03-01"]}, 403, "EMBED_LOCK_MISSING"),
        ({**whole, "amount": [31.5]}, 401, "EMBED_TOKEN_REFUSED"),
        ({**whole, "day": "2024-03-01"}, 401, "EMBED_TOKEN_REFUSED"),
        ({**whole, "day": []}, 401, "EMBED_TOKEN_REFUSED"),
        ({**whole, "day": [None]}, 401, "EMBED_TOKEN_REFUSED"),
    ]
    paths = ("/results", "/cube", "/filters/where/values")
    for locks, status, code in wrong:
        token = signed(made, locks=locks)
        assert await look(visitor, made, token) == (status, code), locks
        for path in paths:
            body = {"brushed": "bars"} if path == "/cube" else {}
            answer = await visitor.post(public(made, path), json=body, headers=with_token(token))
            assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), (locks, path)
    missing = await visitor.get(public(made), headers=with_token(signed(made, locks=NORTH)))
    assert missing.json()["error"]["details"] == {"fields": ["day"]}
    # Of a wrong type for its column: said when the frame is opened, and nothing is shown in any case.
    for value in ("some day", 7, True):
        token = signed(made, locks={**whole, "day": [value]})
        assert await look(visitor, made, token) == (401, "EMBED_TOKEN_REFUSED"), value
        assert await answers(visitor, made, token) == {"bars": "FORBIDDEN"}, value


async def test_a_lock_on_a_field_that_policies_hide_holds_without_showing_it(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    board = await create(team.owner.client, spec_of(tile("total", sales, None), tile("bars", sales, "region")))
    hidden = {"name": "hidden", "table": "sales", "columns": ["region"], "roles": ["viewer", "editor"]}
    definition = {"tables": [{"name": "sales", "dataset_id": sales}], "column_policies": [hidden]}
    stored = await team.owner.client.post("/api/v1/models", json={"name": "Sales", "definition": definition})
    assert stored.status_code == 201, stored.text
    lock = [field_of(sales, "region")]
    body = {"dashboard_id": board["id"], "name": "Portal", "origins": [PORTAL], "fields": lock}
    probing = await team.editor.client.post(EMBEDS, json=body)
    assert (probing.status_code, probing.json()["error"]["message"]) == (422, "There is no member “region”.")
    made = await embed(team.owner, board, fields=lock)
    token = signed(made, locks=NORTH)
    assert await look(visitor, made, token) == (200, None)
    assert await answers(visitor, made, token) == {"total": [[798.0]], "bars": "FORBIDDEN"}


async def test_tokens_of_others_and_of_other_embeds_let_nobody_in(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.owner)
    made, other = await embed(team.owner, board), await embed(team.owner, board)
    now = int(time.time())
    wrong = {
        "": 401,
        "nonsense": 401,
        signed(other): 401,
        signed({**made, "secret": other["secret"]}): 401,
        signed({**made, "key_id": other["key_id"], "secret": other["secret"]}): 401,
        signed(made, aud=other["embed_id"]): 401,
        signed(made, exp=now - 90): 401,
        signed(made, exp=now + 90_000): 401,
        signed(made, iat=now + 90): 401,
    }
    assert {token: (await look(visitor, made, token))[0] for token in wrong} == wrong
    assert (await look(visitor, made, signed(made, exp=now - 90)))[1] == "EMBED_TOKEN_EXPIRED"
    # A token is taken of its own header alone.
    token = signed(made)
    for headers in ({"Authorization": f"Bearer {token}"}, {"Cookie": f"X-Embed-Token={token}"}, {"X-API-Key": token}):
        assert (await visitor.get(public(made), headers=headers)).status_code == 401
    assert (await visitor.get(f"{public(made)}?token={token}&x-embed-token={token}")).status_code == 401
    me = await visitor.get("/api/v1/users/me", headers={"Authorization": f"Bearer {token}"})
    assert me.status_code == 401
    assert await look(visitor, {**made, "embed_id": "nothing"}, token) == (404, "NOT_FOUND")
    listed = (await team.owner.client.get(f"{EMBEDS}?dashboard_id={board['id']}")).json()["items"]
    assert [one["view_count"] for one in listed] == [0, 0]


async def test_a_rotated_secret_ends_the_one_before_at_once_or_after_some_hours(
    team: Team, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = await sales_board(team.owner)
    first = await embed(team.owner, board)
    address = f"{EMBEDS}/{first['id']}/rotate"
    second = (await team.owner.client.post(address, json={})).json()
    assert second["secret"] != first["secret"]
    assert second["old_key_ends_at"] is None
    assert [await look(visitor, first, signed(one)) for one in (first, second)] == [
        (401, "EMBED_TOKEN_REFUSED"),
        (200, None),
    ]
    third = (await team.owner.client.post(address, json={"keep_old_hours": 2})).json()
    found = [(await look(visitor, first, signed(one)))[0] for one in (first, second, third)]
    assert found == [401, 200, 200]
    later = clock.now() + timedelta(hours=2, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    found = [(await look(visitor, first, signed(one)))[0] for one in (second, third)]
    assert found == [401, 200]
    assert (await team.owner.client.post(address, json={"keep_old_hours": 25})).status_code == 422


async def test_an_editor_previews_an_embed_for_some_minutes_under_locks(team: Team, visitor: httpx.AsyncClient) -> None:
    _, made = await locked_board(team.owner)
    address = f"{EMBEDS}/{made['id']}/preview"
    preview = (await team.editor.client.post(address, json={"locks": NORTH})).json()
    path, _, token = preview["path"].partition("#token=")
    assert (path, preview["expires_in"]) == (f"/embed/{made['embed_id']}", 600)
    assert await answers(visitor, made, token, tile_ids=["total"]) == {"total": [[798.0]]}
    bare = (await team.editor.client.post(address, json={})).json()["path"].partition("#token=")[2]
    assert await look(visitor, made, bare) == (403, "EMBED_LOCK_MISSING")


async def test_visitors_change_the_filters_that_are_open_and_others_hold_unseen(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    default = {"kind": "in", "member": "region", "values": ["South"]}
    filters = (
        {"id": "where", "dataset_id": sales, "member": "region", "control": "list", "default": default},
        {"id": "when", "dataset_id": sales, "member": "day", "control": "date"},
    )
    board = await create(team.owner.client, spec_of(tile("total", sales, None), filters=filters))
    made = await embed(team.owner, board, open_filters=["when"])
    shown = (await visitor.get(public(made), headers=with_token(signed(made)))).json()
    assert [one["id"] for one in shown["spec"]["pages"][0]["filters"]] == ["when"]
    assert await answers(visitor, made, signed(made)) == {"total": [[810.0]]}
    for choice in (None, {"kind": "in", "member": "region", "values": ["North"]}):
        body = {"chosen": [{"filter_id": "where", "filter": choice}]}
        headers = with_token(signed(made))
        assert (await visitor.post(public(made, "/results"), json=body, headers=headers)).status_code == 403
        cube = await visitor.post(public(made, "/cube"), json={"brushed": "total", **body}, headers=headers)
        assert cube.status_code == 403
    listed = await visitor.post(public(made, "/filters/where/values"), json={}, headers=with_token(signed(made)))
    assert listed.status_code == 404
    march = {"kind": "time_range", "member": "day", "start": "2024-03-01", "end": "2024-04-01"}
    chosen = [{"filter_id": "when", "filter": march}]
    assert await answers(visitor, made, signed(made), chosen=chosen) == {"total": [[32.5]]}

    begun = signed(made, filters={"region": ["North"], "when": {"min": "2024-03-01", "max": "2024-04-01"}})
    assert await answers(visitor, made, begun) == {"total": [[31.5]]}
    shown = (await visitor.get(public(made), headers=with_token(begun))).json()
    assert shown["spec"]["pages"][0]["filters"][0]["default"] == march
    assert await answers(visitor, made, signed(made, filters={"where": None})) == {"total": [[1608.0]]}
    assert await answers(visitor, made, signed(made, filters={"where": []})) == {"total": [[1608.0]]}
    unknown = signed(made, filters={"amount": [1]})
    assert await look(visitor, made, unknown) == (401, "EMBED_TOKEN_REFUSED")


async def test_nothing_beyond_the_dashboard_is_to_be_had(team: Team, visitor: httpx.AsyncClient) -> None:
    board, made = await locked_board(team.owner)
    token = signed(made, locks=NORTH)
    shown = (await visitor.get(public(made), headers=with_token(token))).json()
    pointed = {"tile_id": "bars", "dataset_id": dataset_of(shown), "filters": []}
    by_day = {"kind": "range", "member": "day", "min": "2024-05-01"}
    wider: list[dict[str, Any]] = [
        {"draft": board["spec"]},
        {"tile_ids": ["elsewhere"]},
        {"selections": [{**pointed, "dataset_id": dataset_of(board), "filters": [by_day]}]},
        {"selections": [{**pointed, "filters": [by_day]}]},
        {"chosen": [{"filter_id": "elsewhere", "filter": None}]},
        {"chosen": [{"filter_id": "where", "filter": by_day}]},
    ]
    found = [
        (await visitor.post(public(made, "/results"), json=body, headers=with_token(token))).status_code
        for body in wider
    ]
    assert found == [403] * len(wider)
    elsewhere = await visitor.post(public(made, "/filters/nothing/values"), json={}, headers=with_token(token))
    assert elsewhere.status_code == 404


async def test_an_end_and_the_trash_shut_embeds(
    team: Team, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = await sales_board(team.owner)
    now = clock.now()
    made = await embed(team.owner, board, expires_at=(now + timedelta(hours=1)).isoformat())
    past = {"dashboard_id": board["id"], "name": "Late", "origins": [PORTAL], "expires_at": "2020-01-01T00:00:00Z"}
    assert (await team.owner.client.post(EMBEDS, json=past)).status_code == 422
    assert await look(visitor, made, signed(made)) == (200, None)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=1, seconds=1))
    assert await look(visitor, made, signed(made)) == (404, "NOT_FOUND")
    monkeypatch.undo()
    await team.owner.client.delete(f"/api/v1/dashboards/{board['id']}")
    assert await look(visitor, made, signed(made)) == (404, "NOT_FOUND")
    await team.owner.client.post(f"/api/v1/dashboards/{board['id']}/restore")
    assert await look(visitor, made, signed(made)) == (200, None)


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": None},
        {"origins": []},
        {"origins": ["*"]},
        {"origins": ["javascript:alert(1)"]},
        {"origins": ["https://portal.example/path"]},
        {"origins": ["https://me@portal.example"]},
        {"origins": ["https://portal.example\r\nX-Evil: 1"]},
        {"origins": [f"https://{at}.example" for at in range(21)]},
        {"open_filters": ["nothing"]},
        {"fields": [{"name": "", "dataset_id": str(uuid4()), "member": "region"}]},
        {"secret": "mine"},
        {"embed_id": "mine"},
    ],
)
async def test_what_cannot_be_an_embed_is_refused(team: Team, change: dict[str, Any]) -> None:
    board = await sales_board(team.owner)
    body = {"dashboard_id": board["id"], "name": "Portal", "origins": [PORTAL], **change}
    assert (await team.owner.client.post(EMBEDS, json=body)).status_code == 422


async def test_fields_that_are_none_and_dashboards_of_others_are_refused(team: Team) -> None:
    board = await sales_board(team.owner)
    body = {"dashboard_id": board["id"], "name": "Portal", "origins": [PORTAL]}
    unknown = field_of(dataset_of(board), "regoin")
    answer = await team.owner.client.post(EMBEDS, json={**body, "fields": [unknown]})
    assert (answer.status_code, answer.json()["error"]["message"]) == (422, "There is no member “regoin”.")
    elsewhere = field_of(str(uuid4()), "region")
    assert (await team.owner.client.post(EMBEDS, json={**body, "fields": [elsewhere]})).status_code == 404
    assert (await team.owner.client.post(EMBEDS, json={**body, "dashboard_id": str(uuid4())})).status_code == 404


async def test_an_administrator_who_wants_nothing_shared_is_heeded(make_app: MakeApp) -> None:
    async with open_client(await make_app(share_links=False)) as client:
        assert (await client.get("/api/v1/public/embeds/any", headers=with_token("x"))).status_code == 404
        page = await client.get("/embed/any")
        assert (page.status_code, page.headers["x-frame-options"]) == (404, "DENY")


async def test_a_frame_is_told_by_tags_that_something_has_changed(team: Team, visitor: httpx.AsyncClient) -> None:
    _, made = await locked_board(team.owner)
    headers = with_token(signed(made, locks=NORTH))
    first = await visitor.get(public(made, "/changes"), headers=headers)
    assert (first.status_code, first.headers["cache-control"]) == (200, "no-store")
    assert (await visitor.get(public(made, "/changes"), headers=headers)).json() == first.json()
    assert (await visitor.get(public(made, "/changes"), headers=with_token(signed(made)))).status_code == 403
    assert (await visitor.get(public(made, "/changes"))).status_code == 401


async def test_embeds_go_with_a_dashboard_that_is_removed_for_good(team: Team, runtime: Runtime) -> None:
    board = await sales_board(team.owner)
    await embed(team.owner, board)
    await team.owner.client.delete(f"/api/v1/dashboards/{board['id']}")
    removed = await team.owner.client.delete(f"/api/v1/trash/dashboard/{board['id']}")
    assert removed.status_code == 204, removed.text
    async with runtime.get(Database).read() as session:
        assert (await session.scalars(select(EmbedRow))).all() == []


async def test_only_editors_of_the_workspace_make_and_see_embeds(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.owner)
    made = await embed(team.owner, board)
    address = f"{EMBEDS}/{made['id']}"
    body = {"dashboard_id": board["id"], "name": "Portal", "origins": [PORTAL]}
    calls: list[tuple[str, str, Any]] = [
        ("GET", f"{EMBEDS}?dashboard_id={board['id']}", None),
        ("POST", EMBEDS, body),
        ("PATCH", address, {"name": "Other"}),
        ("POST", f"{address}/rotate", {}),
        ("POST", f"{address}/preview", {}),
        ("DELETE", address, None),
    ]
    for client, status in ((visitor, 401), (team.viewer.client, 403), (team.stranger.client, 404)):
        found = [(await client.request(method, path, json=body)).status_code for method, path, body in calls]
        assert found == [status] * len(calls)
    listed = (await team.editor.client.get(f"{EMBEDS}?dashboard_id={board['id']}")).json()["items"]
    assert listed == [{name: value for name, value in made.items() if name != "secret"}]
