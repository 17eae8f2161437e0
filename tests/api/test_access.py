"""Every route, asked by everybody: who is let in, who is turned away, and with which words."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import httpx
import jwt
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from tests.api.access_table import (
    ANYONE,
    EDITOR,
    HARMLESS,
    LOOK,
    MODEL,
    NOTHING,
    OWNER,
    ROUTES,
    SIGNED_IN,
    SPEC,
    VIEWER,
    Route,
)
from tests.datasets.uploading import SALES
from tests.factories import Person, Team, open_client

from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.tokens import TokenSigner

ALL = (HARMLESS, *ROUTES)
RANKS = (SIGNED_IN, VIEWER, EDITOR, OWNER)
REFUSALS = {401: "UNAUTHENTICATED", 403: "FORBIDDEN", 404: "NOT_FOUND"}

Answers = dict[str, tuple[int, str | None]]


def keys_of(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Method and path of every route, as the table writes them."""
    for context in iter_route_contexts(app.routes):
        for method in context.methods or ():
            if method != "HEAD":
                yield method, (context.path or "").replace(":path}", "}")


async def objects_of(person: Person) -> dict[str, str]:
    """One of everything in the workspace of a person, by the names that paths give them."""
    made = (await person.client.post("/api/v1/datasets/upload", files={"file": ("a.csv", SALES)})).json()
    there = {"dataset": made["id"], "dataset_id": made["id"], "version_id": made["active_version_id"]}
    chart = {"name": "Chart", "spec": filled(SPEC, there)}
    there["chart_id"] = (await person.client.post("/api/v1/charts", json=chart)).json()["id"]
    model = {"name": "Model", "definition": filled(MODEL, there)}
    there["model_id"] = there["model"] = (await person.client.post("/api/v1/models", json=model)).json()["id"]
    query = {"name": "Query", "sql": "SELECT 1"}
    there["query_id"] = (await person.client.post("/api/v1/queries/saved", json=query)).json()["id"]
    there["dashboard_id"] = (await person.client.post("/api/v1/dashboards", json={"name": "Sales"})).json()["id"]
    template = {"dashboard_id": there["dashboard_id"], "name": "Sales"}
    there["template_id"] = (await person.client.post("/api/v1/dashboard-templates", json=template)).json()["id"]
    there["theme_id"] = (await person.client.post("/api/v1/themes", json={"name": "House", "look": LOOK})).json()["id"]
    others = {"revision": "1", "member": "region", "kind": "dataset", "id": made["id"]}
    others |= {"token": "nothing", "filter_id": "region", "visual_id": "dumbbell"}
    nobodies = {"session_id": NOTHING, "key_id": NOTHING, "share_id": NOTHING, "user_id": NOTHING, "run_id": NOTHING}
    nobodies |= {"export_id": NOTHING, "embed_id": NOTHING, "image_id": NOTHING, "bookmark_id": NOTHING}
    nobodies |= {"thread_id": NOTHING, "comment_id": NOTHING, "folder_id": NOTHING}
    return {**there, **others, **nobodies, "import_id": made["import_id"], "workspace_id": person.workspace_id}


def filled(value: Any, names: dict[str, str]) -> Any:
    """The same with the names of objects in place of their `{placeholders}`."""
    text = json.dumps(value)
    for name, found in names.items():
        text = text.replace(f"{{{name}}}", found)
    return json.loads(text)


async def ask(client: httpx.AsyncClient, route: Route, names: dict[str, str]) -> tuple[int, str | None]:
    """Ask one route; answers its status, and the code of the problem if it is one."""
    body: dict[str, Any] = {} if route.body is None else {"json": filled(route.body, names)}
    if route.body == "file":
        body = {"files": {"file": ("b.csv", SALES)}}
    answer = await client.request(route.method, filled(route.path, names) + route.query, **body)
    is_problem = answer.headers.get("content-type") == "application/problem+json"
    return answer.status_code, answer.json()["error"]["code"] if is_problem else None


async def ask_all(client: httpx.AsyncClient, routes: tuple[Route, ...], names: dict[str, str]) -> Answers:
    """What every route answers, one after the other."""
    return {f"{route.method} {route.path}": await ask(client, route, names) for route in routes}


def refused(routes: tuple[Route, ...], status: int) -> Answers:
    """Every route with one refusal."""
    return {f"{route.method} {route.path}": (status, REFUSALS[status]) for route in routes}


@pytest.fixture
async def names(team: Team) -> dict[str, str]:
    """One of everything in the workspace of the team."""
    return await objects_of(team.owner)


def test_the_table_lists_every_route_of_the_application_and_no_other(app: FastAPI) -> None:
    assert sorted(route.key for route in ALL) == sorted(keys_of(app))


async def test_nobody_comes_in_without_or_with_a_false_token(app: FastAPI, team: Team, names: dict[str, str]) -> None:
    closed = tuple(route for route in ALL if route.least != ANYONE)
    async with open_client(app) as client:
        assert await ask_all(client, closed, names) == refused(closed, 401)
        for token in false_tokens(app.state.runtime, team.owner).values():
            client.headers["authorization"] = token
            assert await ask_all(client, closed, names) == refused(closed, 401), token


async def test_a_false_token_is_told_what_it_is(app: FastAPI, team: Team) -> None:
    told: dict[str, tuple[int, str, str]] = {}
    async with open_client(app) as client:
        for kind, header in false_tokens(app.state.runtime, team.owner).items():
            answer = await client.get("/api/v1/auth/me", headers={"authorization": header})
            error = answer.json()["error"]
            told[kind] = (answer.status_code, error["code"], error["message"])
            assert answer.headers["www-authenticate"] == "Bearer"
    ended = (401, "UNAUTHENTICATED", "Your session has ended.")
    absent = (401, "UNAUTHENTICATED", "Please sign in.")
    assert told == {kind: absent if kind in {"no scheme", "basic", "empty"} else ended for kind in told}


def false_tokens(runtime: Runtime, person: Person) -> dict[str, str]:
    """Headers of somebody who has seen a good token and wants to be let in without one."""
    key: bytes = runtime.get(TokenSigner)._key
    claims = jwt.decode(person.access_token, options={"verify_signature": False})
    late = {**claims, "exp": claims["iat"] - 1}
    head, body, signature = person.access_token.split(".")
    other = base64.urlsafe_b64encode(json.dumps({**claims, "sub": NOTHING}).encode()).decode().rstrip("=")
    none = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    tokens = {
        "expired": jwt.encode(late, key, "HS256"),
        "tampered": f"{head}.{other}.{signature}",
        "other algorithm": jwt.encode(claims, key * 2, "HS512"),
        "no algorithm": f"{none}.{body}.",
        "no signature": f"{head}.{body}.",
        "other key": jwt.encode(claims, b"another key of thirty-two bytes!", "HS256"),
        "refresh": person.refresh_token,
        "other user": jwt.encode({**claims, "sub": NOTHING}, key, "HS256"),
        "other session": jwt.encode({**claims, "sid": NOTHING}, key, "HS256"),
    }
    headers = {kind: f"Bearer {token}" for kind, token in tokens.items()}
    return {**headers, "no scheme": person.access_token, "basic": "Basic YTpi", "empty": "Bearer "}


async def test_who_works_elsewhere_finds_nothing_of_what_is_here(team: Team, names: dict[str, str]) -> None:
    foreign = tuple(route for route in ALL if route.names_something and route != HARMLESS)
    before = await everything(team.owner)
    assert await ask_all(team.stranger.client, foreign, names) == refused(foreign, 404)
    team.stranger.client.headers["x-workspace-id"] = team.workspace_id
    inside = tuple(route for route in ALL if route.least in (VIEWER, EDITOR, OWNER))
    assert await ask_all(team.stranger.client, inside, names) == refused(inside, 404)
    assert await everything(team.owner) == before


async def test_what_is_foreign_looks_like_what_is_not_there(team: Team, names: dict[str, str]) -> None:
    foreign = tuple(route for route in ALL if route.names_something and route != HARMLESS)
    missing = {name: value if name in {"kind", "revision", "member"} else NOTHING for name, value in names.items()}
    for route in foreign:
        told = []
        for there in (names, missing):
            body = {"json": filled(route.body, there)} if route.body is not None else {}
            answer = await team.stranger.client.request(route.method, filled(route.path, there), **body)
            told.append((answer.status_code, {**answer.json(), "request_id": ""}, set(answer.headers)))
        assert told[0] == told[1], route.path


async def test_a_role_that_is_too_small_is_refused_and_changes_nothing(team: Team, names: dict[str, str]) -> None:
    before = await everything(team.owner)
    for person, rank in ((team.viewer, VIEWER), (team.editor, EDITOR)):
        above = tuple(route for route in ALL if route.least in RANKS[RANKS.index(rank) + 1 :])
        assert await ask_all(person.client, above, names) == refused(above, 403)
    assert await everything(team.owner) == before


async def test_the_least_role_is_let_in_everywhere_that_the_table_says(
    app: FastAPI, team: Team, names: dict[str, str]
) -> None:
    async with open_client(app) as visitor:
        people = {ANYONE: visitor, VIEWER: team.viewer.client, EDITOR: team.editor.client, OWNER: team.owner.client}
        told = {
            f"{route.method} {route.path}": (await ask(people.get(route.least, team.viewer.client), route, names))[0]
            for route in ALL
        }
    assert told == {f"{route.method} {route.path}": route.answer for route in ALL}


async def everything(person: Person) -> dict[str, Any]:
    """What the lists of the workspace show."""
    members = f"workspaces/{person.workspace_id}/members"
    made = ("datasets", "queries", "queries/saved", "charts", "dashboards", "trash", "imports", members)
    lists = (*made, "folders", "themes", "dashboard-templates")
    return {name: (await person.client.get(f"/api/v1/{name}")).json() for name in lists}
