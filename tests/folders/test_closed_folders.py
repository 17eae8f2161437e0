"""What lies in a closed folder, asked for by every route of the application: there is no such thing."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests.api.access_table import ANYONE, EDITOR, NOTHING, ROUTES, SPEC, VIEWER, Route
from tests.api.test_access import Answers, filled, objects_of
from tests.dashboards.pieces import spec_of, tile
from tests.factories import Person, Team, open_client
from tests.folders.pieces import API, close, make, put_in

CANARY = "Canary"
THINGS = {"dashboard_id": "dashboard", "chart_id": "chart", "query_id": "query"}
BELONGINGS = {"share_id", "embed_id", "thread_id", "comment_id", "bookmark_id"}
"""What belongs to the dashboard in the folder, and is asked for by an id of its own."""
ONES_OWN = {("DELETE", "/api/v1/favourites/{kind}/{id}")}
"""A mark that is taken away says nothing of what was marked."""
FOR_VISITORS = ("/api/v1/public/", "/embed/")


def named_in(route: Route) -> set[str]:
    """What a route is asked about, by the placeholders of its path, its body and its query."""
    text = f"{route.path} {route.body} {route.query}"
    return {one for one in (*THINGS, *BELONGINGS, "kind") if f"{{{one}}}" in text}


def routes_about_things() -> Iterator[Route]:
    """Every route that is asked about a dashboard, a chart or a saved query, or about what belongs to one."""
    for route in ROUTES:
        if named_in(route) and not route.path.startswith(FOR_VISITORS) and (route.method, route.path) not in ONES_OWN:
            yield route


ABOUT_THINGS = tuple(routes_about_things())


async def canaries(owner: Person) -> dict[str, str]:
    """One of each kind with a telling name, and what belongs to the dashboard, all by the names of the table."""
    client = owner.client
    names = await objects_of(owner)
    dataset = names["dataset"]

    async def made(path: str, body: Any) -> dict[str, Any]:
        answer = await client.post(f"{API}{path}", json=body)
        assert answer.status_code in {200, 201}, answer.text
        value: dict[str, Any] = answer.json()
        return value

    spec = spec_of(tile("bars", dataset, "region"))
    board = (await made("/dashboards", {"name": f"{CANARY} board", "spec": spec}))["id"]
    chart = (await made("/charts", {"name": f"{CANARY} chart", "spec": filled(SPEC, {"dataset": dataset})}))["id"]
    query = (await made("/queries/saved", {"name": f"{CANARY} query", "sql": f"SELECT '{CANARY}'"}))["id"]
    thread = await made(f"/dashboards/{board}/comments", {"words": f"{CANARY} words"})
    mark = await made(f"/dashboards/{board}/bookmarks", {"name": f"{CANARY} mark", "state": {}, "is_shared": True})
    share = await made("/shares", {"dashboard_id": board, "name": f"{CANARY} link"})
    portal = {"dashboard_id": board, "name": f"{CANARY} portal", "origins": ["https://portal.example"]}
    embed = await made("/embeds", portal)
    own = {"dashboard_id": board, "chart_id": chart, "query_id": query}
    own |= {"thread_id": thread["id"], "comment_id": thread["comments"][0]["id"], "bookmark_id": mark["id"]}
    embed_id = embed.get("id") or embed["embed"]["id"]
    return names | own | {"share_id": share["id"], "embed_id": embed_id, "path": share["path"]}


@pytest.fixture
async def names(team: Team) -> dict[str, str]:
    """Canaries in a folder that lies in a closed one."""
    found = await canaries(team.owner)
    outer = await make(team.owner.client, f"{CANARY} folder")
    inner = await make(team.owner.client, f"{CANARY} inner folder", outer)
    moved = await put_in(team.owner.client, inner, **{kind: found[one] for one, kind in THINGS.items()})
    assert moved.status_code == 200, moved.text
    await close(team.owner.client, outer)
    return found | {"folder_id": inner, "outer_id": outer}


async def ask(client: httpx.AsyncClient, route: Route, names: dict[str, str]) -> tuple[int, str]:
    """Ask one route; answers the status and all that is said."""
    body = {} if route.body in (None, "file") else {"json": filled(route.body, names)}
    answer = await client.request(route.method, filled(route.path, names) + filled(route.query, names), **body)
    return answer.status_code, answer.text


def by_kind(route: Route, names: dict[str, str]) -> Iterator[dict[str, str]]:
    """The names for a route, once for each kind where it is asked about any kind."""
    if "kind" not in named_in(route):
        yield names
        return
    for one, kind in THINGS.items():
        yield names | {"kind": kind, "id": names[one]}


def test_the_routes_that_are_asked_are_those_of_the_application() -> None:
    asked = {name for route in ABOUT_THINGS for name in named_in(route)}
    assert asked == {*THINGS, *BELONGINGS, "kind"}
    assert len(ABOUT_THINGS) >= 49


async def test_an_editor_is_told_by_every_route_that_there_is_no_such_thing(team: Team, names: dict[str, str]) -> None:
    told: Answers = {}
    said: list[str] = []
    for route in ABOUT_THINGS:
        for meant in by_kind(route, names):
            status, text = await ask(team.editor.client, route, meant)
            told[f"{route.method} {route.path} {meant['kind']}"] = (status, None)
            said += [route.path] if CANARY in text else []
    assert {key: answer for key, answer in told.items() if answer != (404, None)} == {}
    assert said == []
    # What the editor tried has changed nothing.
    for one, kind in THINGS.items():
        room = {"dashboard": "dashboards", "chart": "charts", "query": "queries"}[kind]
        kept = await team.owner.client.get(f"{API}/{room}/{names[one]}")
        assert (kept.status_code, kept.json()["name"]) == (200, f"{CANARY} {kind if kind != 'dashboard' else 'board'}")


async def test_a_viewer_is_told_the_same_or_that_the_role_is_too_small(team: Team, names: dict[str, str]) -> None:
    for route in ABOUT_THINGS:
        for meant in by_kind(route, names):
            status, text = await ask(team.viewer.client, route, meant)
            # Whether a query is one's own run or a saved one is known only once it is found.
            expected = {404} if route.least == VIEWER else {403, 404} if "{query_id}" in route.path else {403}
            assert (status in expected, CANARY in text) == (True, False), f"{route.method} {route.path}"


async def test_what_is_closed_looks_like_what_is_not_there(team: Team, names: dict[str, str]) -> None:
    nothing = names | dict.fromkeys((*THINGS, *BELONGINGS, "id", "folder_id"), NOTHING)
    for route in ABOUT_THINGS:
        told = []
        for meant in (names | {"kind": "dashboard", "id": names["dashboard_id"]}, nothing | {"kind": "dashboard"}):
            body = {} if route.body is None else {"json": filled(route.body, meant)}
            answer = await team.editor.client.request(route.method, filled(route.path, meant), **body)
            told.append((answer.status_code, {**answer.json(), "request_id": ""}))
        assert told[0] == told[1], f"{route.method} {route.path}"


async def test_no_list_says_a_word_of_it(team: Team, names: dict[str, str]) -> None:
    ids = {names[one] for one in (*THINGS, *BELONGINGS, "folder_id", "outer_id")}
    await mark_everything(team.editor, names)
    lists = [route for route in ROUTES if route.method == "GET" and route not in ABOUT_THINGS and route.least != ANYONE]
    paths = [filled(route.path, names | {"folder_id": NOTHING}) + route.query for route in lists]
    paths += [f"{API}/search?q={CANARY}", f"{API}/queries/saved?search={CANARY}", f"{API}/dashboards?search={CANARY}"]
    paths += [f"{API}/live?seconds=0.3&dashboard={names['dashboard_id']}", f"{API}/trash"]
    paths += [f"{API}/live/changes?dashboard={names['dashboard_id']}", f"{API}/charts?search={CANARY}"]
    for person in (team.editor, team.viewer):
        for path in paths:
            text = (await person.client.get(path)).text
            assert CANARY not in text, path
            assert [one for one in ids if one in text] == [], path


async def mark_everything(person: Person, names: dict[str, str]) -> None:
    """What a person may try, so that their own lists would name it."""
    for one, kind in THINGS.items():
        for list_ in ("favourites", "recent"):
            answer = await person.client.put(f"{API}/{list_}/{kind}/{names[one]}")
            assert answer.status_code == 404


async def test_what_one_had_marked_before_it_was_closed_is_listed_no_more(team: Team, names: dict[str, str]) -> None:
    await close(team.owner.client, names["outer_id"], team.editor)
    for one, kind in THINGS.items():
        for list_ in ("favourites", "recent"):
            answer = await team.editor.client.put(f"{API}/{list_}/{kind}/{names[one]}")
            assert answer.status_code == 204
    for list_ in ("favourites", "recent"):
        assert (await team.editor.client.get(f"{API}/{list_}")).text.count(CANARY) == 3
    await close(team.owner.client, names["outer_id"])
    for list_ in ("favourites", "recent"):
        assert CANARY not in (await team.editor.client.get(f"{API}/{list_}")).text


async def test_what_was_thrown_away_in_a_closed_folder_stays_closed_in_the_trash(
    team: Team, names: dict[str, str]
) -> None:
    gone = await team.owner.client.delete(f"{API}/folders/{names['folder_id']}?content=trash")
    assert gone.status_code == 204, gone.text
    assert (await team.owner.client.get(f"{API}/trash")).text.count(CANARY) == 3
    assert CANARY not in (await team.editor.client.get(f"{API}/trash")).text
    for one, kind in THINGS.items():
        for method, end in (("POST", "/restore"), ("DELETE", "")):
            answer = await team.editor.client.request(method, f"{API}/trash/{kind}/{names[one]}{end}")
            assert answer.status_code == 404
    assert (await team.editor.client.post(f"{API}/folders/{names['folder_id']}/restore")).status_code == 404
    assert (await team.editor.client.delete(f"{API}/trash")).status_code == 204
    # Emptying what one sees of the trash has left alone what one does not see; and it comes back to its folder.
    restored = await team.owner.client.post(f"{API}/trash/dashboard/{names['dashboard_id']}/restore")
    assert restored.status_code == 200
    assert (await team.editor.client.get(f"{API}/dashboards/{names['dashboard_id']}")).status_code == 404
    assert (await team.owner.client.get(f"{API}/dashboards/{names['dashboard_id']}")).status_code == 200


async def test_whoever_is_let_in_reads_what_others_do_not_find(team: Team, names: dict[str, str]) -> None:
    await close(team.owner.client, names["outer_id"], team.viewer)
    # Only that a route answers at all shows that the folder, and nothing else, has closed it to others.
    reading = [route for route in ABOUT_THINGS if route.method == "GET" and route.least == VIEWER]
    told = {route.path: (await ask(team.viewer.client, route, names))[0] for route in reading}
    assert told == dict.fromkeys(told, 200)
    writing = [route for route in ABOUT_THINGS if route.least == EDITOR]
    assert {(await ask(team.viewer.client, route, names))[0] for route in writing} == {403}


@pytest.mark.parametrize("scope", ["read", "query"])
async def test_a_key_sees_no_more_than_its_person(team: Team, names: dict[str, str], scope: str) -> None:
    made = await team.editor.client.post(f"{API}/api-keys", json={"name": "Program", "scopes": [scope]})
    assert made.status_code == 201, made.text
    key = made.json()["key"]
    async with open_client(team.editor.client._transport.app) as client:  # type: ignore[attr-defined]
        client.headers["authorization"] = f"Bearer {key}"
        for one, room in (("dashboard_id", "dashboards"), ("chart_id", "charts"), ("query_id", "queries")):
            assert (await client.get(f"{API}/{room}/{names[one]}")).status_code == 404
            assert CANARY not in (await client.get(f"{API}/{room}")).text
        assert CANARY not in (await client.get(f"{API}/search?q={CANARY}")).text


async def test_a_link_that_was_made_goes_on_for_those_who_follow_it(team: Team, names: dict[str, str]) -> None:
    token = names["path"].removeprefix("/s/")
    async with open_client(team.owner.client._transport.app) as visitor:  # type: ignore[attr-defined]
        answer = await visitor.get(f"{API}/public/shares/{token}")
        assert (answer.status_code, f"{CANARY} board" in answer.text) == (200, True), answer.text
    for path in (f"/shares?dashboard_id={names['dashboard_id']}", f"/embeds?dashboard_id={names['dashboard_id']}"):
        assert (await team.editor.client.get(f"{API}{path}")).status_code == 404
        assert CANARY in (await team.owner.client.get(f"{API}{path}")).text
