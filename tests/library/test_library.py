"""The library: everything found by words, favourites, and what was seen lately."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select
from tests.factories import Person, Team
from tests.trash.test_trash import make_things, throw

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime
from gnomon.library import service
from gnomon.library.contracts import MAX_RECENT
from gnomon.library.tables import FavouriteRow, SightingRow

API = "/api/v1"
KINDS = ("dashboard", "dataset", "model", "query", "chart")
PATHS = ("/search?q=sales", "/favourites", "/recent")


async def listed(client: httpx.AsyncClient, path: str) -> list[dict[str, Any]]:
    """What a list of the library holds."""
    answer = await client.get(f"{API}{path}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def found(client: httpx.AsyncClient, words: str, **more: Any) -> list[tuple[str, str]]:
    """Kind and name of what answers the words."""
    answer = await client.get(f"{API}/search", params={"q": words, **more})
    assert answer.status_code == 200, answer.text
    return [(one["kind"], one["name"]) for one in answer.json()["items"]]


async def mark(client: httpx.AsyncClient, things: Mapping[str, str], *kinds: str, list_: str = "favourites") -> None:
    """Mark things as favourites, or as seen, one after the other."""
    for kind in kinds:
        answer = await client.put(f"{API}/{list_}/{kind}/{things[kind]}")
        assert answer.status_code == 204, answer.text


async def test_a_search_finds_things_of_every_kind_the_best_first(editor: Person) -> None:
    await make_things(editor.client)
    assert await found(editor.client, "sales") == [
        ("dashboard", "Sales"),
        ("dataset", "sales"),
        ("model", "Sales model"),
    ]
    assert await found(editor.client, "MODEL sales") == [("model", "Sales model")]
    assert await found(editor.client, "sal", kind=["model", "chart"]) == [("model", "Sales model")]
    assert await found(editor.client, "tot") == [("chart", "Total")]
    assert await found(editor.client, "nothing of this name") == []
    assert await found(editor.client, "   ") == []


async def test_a_search_tells_how_many_there_are_beyond_its_limit(editor: Person) -> None:
    await make_things(editor.client)
    answer = (await editor.client.get(f"{API}/search", params={"q": "sales", "limit": 1})).json()
    assert (len(answer["items"]), answer["total"], answer["next_cursor"]) == (1, 3, None)


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", '"; DROP TABLE users', "ß" * 200])
async def test_a_search_takes_its_words_as_words(editor: Person, words: str) -> None:
    await make_things(editor.client)
    assert await found(editor.client, words) == []


async def test_accents_and_cases_make_no_difference(editor: Person) -> None:
    made = await editor.client.post(f"{API}/dashboards", json={"name": "Umsätze der Filiale MÜNCHEN"})
    assert made.status_code == 201
    assert await found(editor.client, "umsatze munchen") == [("dashboard", "Umsätze der Filiale MÜNCHEN")]
    assert await found(editor.client, "ÜMSÄTZE") == [("dashboard", "Umsätze der Filiale MÜNCHEN")]


async def test_what_lies_in_the_trash_is_not_found_nor_listed(editor: Person) -> None:
    things = await make_things(editor.client)
    await mark(editor.client, things, *KINDS)
    await mark(editor.client, things, *KINDS, list_="recent")
    await throw(editor.client, {"dashboard": things["dashboard"]})
    assert await found(editor.client, "sales") == [("dataset", "sales"), ("model", "Sales model")]
    for path in ("/favourites", "/recent"):
        assert "dashboard" not in {one["kind"] for one in await listed(editor.client, path)}
    restored = await editor.client.post(f"{API}/trash/dashboard/{things['dashboard']}/restore")
    assert restored.status_code == 200
    assert "dashboard" in {one["kind"] for one in await listed(editor.client, "/favourites")}


async def test_favourites_are_ones_own_and_stand_with_the_latest_first(team: Team) -> None:
    things = await make_things(team.editor.client)
    await mark(team.editor.client, things, "query", "dashboard", "dataset")
    mine = await listed(team.editor.client, "/favourites")
    assert [(one["kind"], one["id"], one["is_favourite"]) for one in mine] == [
        (kind, things[kind], True) for kind in ("dataset", "dashboard", "query")
    ]
    assert set(mine[0]) == {"kind", "id", "name", "description", "updated_at", "is_favourite", "folder_id"}
    assert await listed(team.viewer.client, "/favourites") == []
    stars = {one["kind"]: one["is_favourite"] for one in await listed(team.editor.client, "/search?q=sales")}
    assert stars == {"dashboard": True, "dataset": True, "model": False}


async def test_a_favourite_is_set_once_and_taken_away(editor: Person) -> None:
    things = await make_things(editor.client)
    await mark(editor.client, things, "chart", "chart")
    assert len(await listed(editor.client, "/favourites")) == 1
    path = f"{API}/favourites/chart/{things['chart']}"
    assert (await editor.client.delete(path)).status_code == 204
    assert (await editor.client.delete(path)).status_code == 204
    assert await listed(editor.client, "/favourites") == []


async def test_there_is_an_end_to_favourites(editor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    things = await make_things(editor.client)
    monkeypatch.setattr(service, "MAX_FAVOURITES", 1)
    await mark(editor.client, things, "chart")
    answer = await editor.client.put(f"{API}/favourites/query/{things['query']}")
    assert answer.status_code == 409
    assert "Take the star" in answer.json()["error"]["hint"]
    # One that is there may be set again.
    await mark(editor.client, things, "chart")


async def test_what_was_seen_stands_with_the_latest_first_and_once(team: Team) -> None:
    things = await make_things(team.editor.client)
    await mark(team.viewer.client, things, "dataset", "dashboard", "dataset", list_="recent")
    seen = await listed(team.viewer.client, "/recent")
    assert [one["kind"] for one in seen] == ["dataset", "dashboard"]
    assert seen[0]["seen_at"] > seen[1]["seen_at"]
    assert await listed(team.viewer.client, "/recent?limit=1") == seen[:1]
    assert await listed(team.editor.client, "/recent") == []


async def test_what_was_seen_long_ago_is_forgotten(editor: Person, runtime: Runtime) -> None:
    for number in range(MAX_RECENT + 2):
        made = await editor.client.post(f"{API}/dashboards", json={"name": f"Board {number}"})
        assert (await editor.client.put(f"{API}/recent/dashboard/{made.json()['id']}")).status_code == 204
    names = [one["name"] for one in await listed(editor.client, f"/recent?limit={MAX_RECENT}")]
    assert names == [f"Board {number}" for number in range(MAX_RECENT + 1, 1, -1)]
    async with runtime.get(Database).read() as session:
        assert await session.scalar(select(func.count()).select_from(SightingRow)) == MAX_RECENT
        assert await session.scalar(select(func.count()).select_from(FavouriteRow)) == 0


@pytest.mark.parametrize("list_", ["favourites", "recent"])
@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_elsewhere_or_nowhere_cannot_be_marked(team: Team, list_: str, kind: str) -> None:
    things = await make_things(team.editor.client)
    for thing in (things[kind], str(uuid4())):
        answer = await team.stranger.client.put(f"{API}/{list_}/{kind}/{thing}")
        assert answer.status_code == 404, answer.text
    wrong = await team.editor.client.put(f"{API}/{list_}/{kind}/{things['query' if kind != 'query' else 'chart']}")
    assert wrong.status_code == 404
    assert (await team.editor.client.put(f"{API}/{list_}/user/{things[kind]}")).status_code == 422


async def test_another_workspace_finds_nothing_of_this_one(team: Team) -> None:
    await make_things(team.editor.client)
    for path in PATHS:
        assert await listed(team.stranger.client, path) == []


async def test_nobody_searches_signed_out(client: httpx.AsyncClient) -> None:
    for path in PATHS:
        assert (await client.get(f"{API}{path}")).status_code == 401
    for list_ in ("favourites", "recent"):
        assert (await client.put(f"{API}/{list_}/dashboard/{uuid4()}")).status_code == 401
    assert (await client.delete(f"{API}/favourites/dashboard/{uuid4()}")).status_code == 401


async def test_a_search_needs_words_of_some_length_at_most(editor: Person) -> None:
    assert (await editor.client.get(f"{API}/search")).status_code == 422
    assert (await editor.client.get(f"{API}/search", params={"q": "a" * 201})).status_code == 422
