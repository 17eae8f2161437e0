"""Saved queries: kept, found, filed, changed by revision, thrown away; and who may do which."""

from typing import Any

import httpx
import pytest
from tests.factories import Person, Team
from tests.queries.pieces import NOTHING, get, save

DAY = {"name": "day", "type": "date", "label": "From", "value": "2024-01-31"}


async def names(person: Person, **parameters: str) -> list[str]:
    """The names of the saved queries that a list shows."""
    answer = await person.client.get("/api/v1/queries/saved", params=parameters)
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()["items"]]


async def test_a_saved_query_is_kept_with_its_author_and_read_by_the_workspace(editor: Person, viewer: Person) -> None:
    body: dict[str, Any] = {"name": "By region", "description": "Each month", "sql": "SELECT $day", "parameters": [DAY]}
    made = await save(editor, **body, folder="Finance / Monthly")
    assert made == {
        **body,
        "kind": "saved",
        "id": made["id"],
        "folder": "Finance/Monthly",
        "revision": 1,
        "created_by": editor.user_id,
        "created_by_name": "Editor",
        "created_at": made["created_at"],
        "updated_at": made["created_at"],
    }
    assert await get(viewer.client, f"/{made['id']}") == made
    assert await get(viewer.client, "/saved") == {"items": [made], "total": 1, "next_cursor": None}


async def test_what_is_not_said_is_left_open(editor: Person) -> None:
    made = await save(editor, "Plain", "SELECT $n", parameters=[{"name": "n", "type": "integer"}])
    assert (made["description"], made["folder"]) == (None, "")
    assert made["parameters"] == [{"name": "n", "type": "integer", "label": None, "value": None}]


async def test_a_change_is_made_from_the_present_revision_and_makes_the_next(editor: Person) -> None:
    made = await save(editor, "Old", "SELECT 1", folder="A", parameters=[DAY])
    address = f"/api/v1/queries/{made['id']}"
    body = {"name": "New", "sql": "SELECT 2", "description": "Better", "revision": 1}
    changed = (await editor.client.put(address, json=body)).json()
    assert changed == {
        **made,
        **body,
        "folder": "",
        "parameters": [],
        "revision": 2,
        "updated_at": changed["updated_at"],
    }
    assert changed["updated_at"] > made["updated_at"]
    late = await editor.client.put(address, json=body)
    assert (late.status_code, late.json()["error"]) == (
        409,
        {
            "code": "CONFLICT",
            "message": "Somebody changed this query in the meantime.",
            "details": {"revision": 2, "base": 1},
            "hint": "Load the present one and make your changes again, or save yours as another query.",
        },
    )
    assert await get(editor.client, f"/{made['id']}") == changed


async def test_the_search_looks_into_names_descriptions_folders_and_statements(editor: Person) -> None:
    await save(editor, "Revenue", "SELECT 1")
    await save(editor, "b", "SELECT 1", description="all the REVENUE there is")
    await save(editor, "c", "SELECT 1", folder="Revenue/Daily")
    await save(editor, "d", "SELECT revenue FROM sales")
    await save(editor, "e", "SELECT 100 AS percent")
    assert await names(editor, search="rEvEnUe") == ["b", "c", "d", "Revenue"]
    assert await names(editor, search="rev_nue") == []
    assert await names(editor, search="100%") == []
    assert await names(editor, search="100") == ["e"]


async def test_a_folder_lists_what_lies_in_it_and_no_deeper(editor: Person) -> None:
    folders = {"a": "", "b": "Finance", "c": "Finance/Monthly", "d": "Finance/Monthly", "e": "Ops/Daily"}
    for name, folder in folders.items():
        await save(editor, name, folder=folder)
    assert await names(editor) == ["a", "b", "c", "d", "e"]
    assert await names(editor, folder="") == ["a"]
    assert await names(editor, folder="Finance") == ["b"]
    assert await names(editor, folder=" Finance / Monthly ", search="d") == ["d"]
    assert await names(editor, folder="finance") == []
    counts = {"Finance": 3, "Finance/Monthly": 2, "Ops": 1, "Ops/Daily": 1}
    assert await get(editor.client, "/folders") == {
        "items": [{"folder": folder, "count": count} for folder, count in counts.items()]
    }


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("a//b", "A folder has a name before and after each slash."),
        ("/a", "A folder has a name before and after each slash."),
        ("a/ ", "A folder has a name before and after each slash."),
        ("a/b/c/d/e/f", "Folders are at most 5 deep."),
        ("a" * 201, "String should have at most 200 characters"),
    ],
)
async def test_a_folder_that_is_no_path_of_names_is_refused(editor: Person, folder: str, message: str) -> None:
    body = {"name": "a", "sql": "SELECT 1", "folder": folder}
    answers = (
        await editor.client.post("/api/v1/queries/saved", json=body),
        await editor.client.get("/api/v1/queries/saved", params={"folder": folder}),
    )
    assert [(answer.status_code, answer.json()["error"]["details"]["fields"]) for answer in answers] == [
        (422, [{"field": "folder", "place": place, "message": message, "hint": None}]) for place in ("body", "query")
    ]


READABLE: list[tuple[str, Any]] = [
    ("text", ""),
    ("integer", 12),
    ("integer", "-12"),
    ("decimal", "12.50"),
    ("decimal", 1),
    ("float", 1.5),
    ("boolean", False),
    ("date", "0001-01-01"),
    ("datetime", "2024-03-31T02:30:00+02:00"),
    ("time", "23:59:59.5"),
    *((kind, None) for kind in ("text", "integer", "decimal", "float", "boolean", "date", "datetime", "time")),
]
UNREADABLE: list[tuple[str, Any]] = [
    ("text", 1),
    ("text", True),
    ("integer", 1.5),
    ("integer", True),
    ("integer", "one"),
    ("decimal", "NaN"),
    ("decimal", "1,5"),
    ("float", "many"),
    ("boolean", "true"),
    ("boolean", 1),
    ("date", "2024-02-30"),
    ("date", 20240131),
    ("datetime", "yesterday"),
    ("time", "24:01:00"),
]


async def test_a_parameter_starts_with_a_value_of_its_type(editor: Person) -> None:
    parameters = [
        {"name": f"p{number}", "type": kind, "label": None, "value": value}
        for number, (kind, value) in enumerate(READABLE)
    ]
    assert (await save(editor, parameters=parameters))["parameters"] == parameters
    for kind, value in UNREADABLE:
        body = {"name": "a", "sql": "SELECT $p", "parameters": [{"name": "p", "type": kind, "value": value}]}
        answer = await editor.client.post("/api/v1/queries/saved", json=body)
        assert (answer.status_code, answer.json()["error"]["message"], answer.json()["error"]["details"]) == (
            422,
            f"The value of “p” cannot be read as {kind}.",
            {"parameters": ["p"]},
        ), value


async def test_parameters_have_names_of_their_own(editor: Person) -> None:
    for first, second in (("day", "day"), ("day", "Day")):
        parameters = [{"name": name, "type": "text"} for name in (first, second)]
        body = {"name": "a", "sql": "SELECT $day", "parameters": parameters}
        answer = await editor.client.post("/api/v1/queries/saved", json=body)
        told = answer.json()["error"]["details"]["fields"][0]["message"]
        assert (answer.status_code, told) == (422, "There is more than one parameter “day”.")
    for name in ("", "a b", "1a", "a-b", "$a", "ä"):
        body = {"name": "a", "sql": "SELECT 1", "parameters": [{"name": name, "type": "text"}]}
        assert (await editor.client.post("/api/v1/queries/saved", json=body)).status_code == 422, name


async def test_lists_come_in_pages_and_in_the_order_that_is_asked_for(editor: Person) -> None:
    for name in ("b", "A", "c"):
        await save(editor, name)
    assert await names(editor) == ["A", "b", "c"]
    assert await names(editor, sort="-name") == ["c", "b", "A"]
    assert await names(editor, sort="-created_at") == ["c", "A", "b"]
    first = await get(editor.client, "/saved?limit=2")
    rest = await get(editor.client, f"/saved?limit=2&cursor={first['next_cursor']}")
    assert ([one["name"] for one in first["items"]], first["total"]) == (["A", "b"], 3)
    assert ([one["name"] for one in rest["items"]], rest["next_cursor"]) == (["c"], None)


async def test_what_is_thrown_away_is_nowhere_but_in_the_trash(editor: Person) -> None:
    made = await save(editor, folder="Finance")
    address = f"/api/v1/queries/{made['id']}"
    assert (await editor.client.delete(address)).status_code == 204
    assert (await editor.client.get(address)).status_code == 404
    assert (await editor.client.put(address, json={"name": "a", "sql": "SELECT 1", "revision": 1})).status_code == 404
    assert (await editor.client.delete(address)).status_code == 404
    assert await names(editor) == []
    assert await get(editor.client, "/folders") == {"items": []}
    restored = await editor.client.post(f"/api/v1/trash/query/{made['id']}/restore")
    assert restored.json() == {"kind": "query", "id": made["id"], "name": "Sales"}
    assert await get(editor.client, f"/{made['id']}") == made


@pytest.mark.parametrize(
    ("method", "path", "body", "least"),
    [
        ("GET", "/queries/saved", None, "viewer"),
        ("GET", "/queries/folders", None, "viewer"),
        ("GET", "/queries/{id}", None, "viewer"),
        ("POST", "/queries/saved", {"name": "a", "sql": "SELECT 1"}, "editor"),
        ("PUT", "/queries/{id}", {"name": "a", "sql": "SELECT 1", "revision": 1}, "editor"),
        ("DELETE", "/queries/{id}", None, "editor"),
    ],
)
async def test_each_route_knows_who_asks(
    method: str, path: str, body: Any, least: str, client: httpx.AsyncClient, team: Team
) -> None:
    made = await save(team.owner)
    address = f"/api/v1{path.format(id=made['id'])}"

    async def status(asker: httpx.AsyncClient) -> int:
        return (await asker.request(method, address, json=body)).status_code

    good = {"GET": 200, "PUT": 200, "POST": 201, "DELETE": 204}[method]
    assert await status(client) == 401
    assert await status(team.stranger.client) == (404 if "{id}" in path else good)
    assert await status(team.viewer.client) == (good if least == "viewer" else 403)
    assert await status(team.editor.client) == good


async def test_lists_end_at_the_workspace(team: Team) -> None:
    await save(team.owner, folder="Finance")
    assert await get(team.stranger.client, "/saved") == {"items": [], "total": 0, "next_cursor": None}
    assert await get(team.stranger.client, "/folders") == {"items": []}
    assert (await team.owner.client.get(f"/api/v1/queries/{NOTHING}")).json()["error"] == {
        "code": "NOT_FOUND",
        "message": "There is no such query.",
        "details": {},
        "hint": None,
    }
