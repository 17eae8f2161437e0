"""Every route, asked with the keys of the three roles: what a key may is what its person may, and never more."""

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from tests.api.access_table import ANYONE, EDITOR, OWNER, ROUTES, SIGNED_IN, Route
from tests.api.test_access import ask_all, everything, objects_of, refused
from tests.factories import Person, Team
from tests.identity.keys import key_client

from gnomon.api.app import create_app
from gnomon.foundation.settings import Settings
from gnomon.identity.contracts import KEY_ACTIONS, Action

LEAVING = ("DELETE", "/api/v1/workspaces/{workspace_id}/members/{user_id}")
CLOSED = tuple(route for route in ROUTES if route.least != ANYONE)


def actions_by_route() -> dict[tuple[str, str], set[Action | None]]:
    """The rights that each route names."""
    found: dict[tuple[str, str], set[Action | None]] = {}
    for context in iter_route_contexts(create_app(Settings.model_construct()).routes):
        if isinstance(context.original_route, APIRoute):
            marks = [
                getattr(one.call, "required_action", None) for one in context.original_route.dependant.dependencies
            ]
            actions = {mark for mark in marks if mark is not None}
            for method in context.methods or ():
                found[method, (context.path or "").replace(":path}", "}")] = actions
    return found


ACTIONS = actions_by_route()


def is_for_people(route: Route) -> bool:
    """Whether a route is closed to keys."""
    is_change = route.least in (SIGNED_IN, EDITOR, OWNER) or route.key == LEAVING
    return is_change or not ACTIONS[route.key] <= KEY_ACTIONS


FOR_PEOPLE = tuple(one for one in CLOSED if is_for_people(one))
FOR_QUESTIONS = tuple(one for one in CLOSED if not is_for_people(one) and Action.QUERY_RUN in ACTIONS[one.key])
FOR_READING = tuple(one for one in CLOSED if one not in (*FOR_PEOPLE, *FOR_QUESTIONS))


def test_there_is_something_of_each_kind() -> None:
    assert [len(one) > 10 for one in (FOR_READING, FOR_QUESTIONS, FOR_PEOPLE)] == [True] * 3


@pytest.mark.parametrize("role", ["viewer", "owner"])
async def test_a_key_reads_and_asks_what_its_person_does_and_changes_nothing(
    app: FastAPI, team: Team, role: str
) -> None:
    names = await objects_of(team.owner)
    before = await everything(team.owner)
    person: Person = getattr(team, role)
    as_person = await ask_all(person.client, (*FOR_READING, *FOR_QUESTIONS), names)
    async with key_client(app, person, "query") as asking, key_client(app, person, "read") as reading:
        assert await ask_all(asking, (*FOR_READING, *FOR_QUESTIONS), names) == as_person
        read = await ask_all(reading, FOR_READING, names)
        assert read == {name: as_person[name] for name in read}
        assert await ask_all(reading, FOR_QUESTIONS, names) == refused(FOR_QUESTIONS, 403)
        for client in (asking, reading):
            assert await ask_all(client, FOR_PEOPLE, names) == refused(FOR_PEOPLE, 403)
    after = await everything(team.owner)
    # What was asked with the key stands in the history of the person's own runs, as if they had asked.
    assert {**after, "queries": None} == {**before, "queries": None}


async def test_a_key_finds_nothing_of_another_workspace(app: FastAPI, team: Team) -> None:
    names = await objects_of(team.owner)
    foreign = tuple(one for one in (*FOR_READING, *FOR_QUESTIONS) if one.names_something)
    async with key_client(app, team.stranger) as client:
        assert await ask_all(client, foreign, names) == refused(foreign, 404)
        client.headers["x-workspace-id"] = team.workspace_id
        assert await ask_all(client, FOR_READING, names) == refused(FOR_READING, 404)


def test_the_document_says_of_each_route_whether_keys_are_taken(app: FastAPI) -> None:
    told = {
        (method.upper(), path): {name for one in operation.get("security", ()) for name in one}
        for path, item in app.openapi()["paths"].items()
        for method, operation in item.items()
    }
    with_keys = {route.key: told[route.key] for route in (*FOR_READING, *FOR_QUESTIONS)}
    assert with_keys == {key: {"HTTPBearer", "APIKey"} for key in with_keys}
    own = {route.key: told[route.key] for route in CLOSED if route.least == SIGNED_IN}
    assert own == {key: {"HTTPBearer"} for key in own}
    assert app.openapi()["components"]["securitySchemes"]["APIKey"]["in"] == "header"
