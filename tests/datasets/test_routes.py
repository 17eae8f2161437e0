"""Datasets over HTTP: found, described, versioned, thrown away, had back; each by those who may."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.conftest import MakeApp
from tests.datasets.uploading import SALES, get, problem, send, upload
from tests.factories import Person, Team, make_team
from tests.files_below import files_below

from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs import queue
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings

MORE = b"date,region,revenue,units\n2024-01-01,North,1.50,4\n"


def files_of(settings: Settings) -> list[str]:
    root = settings.data_dir / "blobs"
    return [str(path.relative_to(root)) for path in files_below(root)]


async def until_jobs_are_done(runtime: Runtime) -> None:
    async with asyncio.timeout(20):
        while True:
            async with runtime.get(Database).read() as session:
                if not await queue.is_due(session, ["datasets.remove_files", "sources.import_small_file"]) and (
                    (await queue.counts(session))["running"] == 0
                ):
                    return
            await asyncio.sleep(0.05)


async def test_a_dataset_is_shown_whole_and_listed(editor: Person) -> None:
    made = await upload(editor.client)

    shown = await get(editor.client, f"/datasets/{made['id']}")
    listed = await get(editor.client, "/datasets")

    assert shown == made
    assert {key: value for key, value in made.items() if key not in CHANGING} == {
        "workspace_id": editor.workspace_id,
        "name": "Sales Q4",
        "sql_name": "sales_q4",
        "description": None,
        "status": "ready",
        "error": None,
        "row_count": 3,
        "file_size": len(SALES),
        "rejected_rows": 0,
        "columns_info": [
            {"name": "date", "type": "date"},
            {"name": "region", "type": "text"},
            {"name": "revenue", "type": "decimal"},
        ],
        "columns": [
            column("date", "date", "DATE", 0),
            column("region", "text", "VARCHAR", 1),
            column("revenue", "decimal", "DECIMAL(18,2)", 2),
        ],
        "file_name": "Sales Q4.csv",
        "created_by": editor.user_id,
    }
    assert listed == {
        "items": [{**{key: made[key] for key in SUMMARY}, "column_count": 3}],
        "total": 1,
        "next_cursor": None,
    }


CHANGING = ("id", "active_version_id", "import_id", "created_at", "updated_at")
SUMMARY = (
    *("id", "name", "sql_name", "description", "status", "error", "row_count", "file_size"),
    *("rejected_rows", "file_name", "import_id", "created_at", "updated_at"),
)


def column(name: str, type_: str, engine_type: str, position: int, **words: Any) -> dict[str, Any]:
    return {
        "name": name,
        "source_name": name,
        "type": type_,
        "engine_type": engine_type,
        "position": position,
        "label": None,
        "description": None,
        "is_hidden": False,
        "notes": [],
        **words,
    }


async def test_a_list_is_searched_sorted_and_paged(editor: Person) -> None:
    for name in ("beta", "Alpha", "gamma_50%", "alphabet"):
        await upload(editor.client, name=f"{name}.csv")

    async def names(query: str) -> list[str]:
        return [item["name"] for item in (await get(editor.client, f"/datasets?{query}"))["items"]]

    assert await names("sort=name") == ["Alpha", "alphabet", "beta", "gamma_50%"]
    assert await names("sort=-name") == ["gamma_50%", "beta", "alphabet", "Alpha"]
    assert await names("sort=created_at") == ["beta", "Alpha", "gamma_50%", "alphabet"]
    assert await names("search=alpha&sort=name") == ["Alpha", "alphabet"]
    assert await names("search=50%25") == ["gamma_50%"]
    assert await names("search=%25x") == []

    first = await get(editor.client, "/datasets?sort=name&limit=3")
    rest = await get(editor.client, f"/datasets?sort=name&limit=3&cursor={first['next_cursor']}")
    assert [item["name"] for item in rest["items"]] == ["gamma_50%"]
    assert (first["total"], rest["total"], rest["next_cursor"]) == (4, 4, None)


async def test_words_about_a_dataset_and_its_columns_outlive_a_new_version(editor: Person) -> None:
    made = await upload(editor.client)
    path = f"/api/v1/datasets/{made['id']}"

    renamed = await editor.client.patch(path, json={"name": "Order", "description": "All of it"})
    words = [{"name": "REVENUE", "label": "Revenue, €", "description": "net", "is_hidden": True}]
    await editor.client.patch(f"{path}/columns", json={"columns": words})
    cleared = await editor.client.patch(f"{path}/columns", json={"columns": [{"name": "revenue", "description": None}]})
    again = await upload(editor.client, MORE, name="more.csv", dataset_id=made["id"])

    assert (renamed.json()["name"], renamed.json()["sql_name"]) == ("Order", "order_data")
    assert cleared.json()["columns"][2] == again["columns"][2]
    assert again["columns"][2] == column("revenue", "decimal", "DECIMAL(18,2)", 2, label="Revenue, €", is_hidden=True)
    assert (again["description"], len(again["columns"])) == ("All of it", 4)


async def test_an_unknown_column_is_refused_with_near_misses(editor: Person) -> None:
    made = await upload(editor.client)
    body = {"columns": [{"name": "revenu", "label": "x"}]}
    answer = await editor.client.patch(f"/api/v1/datasets/{made['id']}/columns", json=body)
    assert (problem(answer), answer.json()["error"]["hint"]) == ((422, "VALIDATION_ERROR"), "Did you mean “revenue”?")


async def test_a_new_version_can_be_rolled_back_and_forward(editor: Person) -> None:
    made = await upload(editor.client)
    again = await upload(editor.client, MORE, name="more.csv", dataset_id=made["id"])
    assert (again["id"], again["row_count"], again["name"]) == (made["id"], 1, "Sales Q4")

    versions = (await get(editor.client, f"/datasets/{made['id']}/versions"))["items"]
    assert [(version["number"], version["is_active"], version["row_count"]) for version in versions] == [
        (2, True, 1),
        (1, False, 3),
    ]
    activate = f"/api/v1/datasets/{made['id']}/versions/{versions[1]['id']}/activate"
    back = (await editor.client.post(activate)).json()
    assert (back["row_count"], back["columns_info"], back["active_version_id"], back["file_size"]) == (
        3,
        made["columns_info"],
        made["active_version_id"],
        len(SALES),
    )
    raw = await editor.client.get(f"/api/v1/datasets/{made['id']}/raw")
    assert raw.content == SALES


async def test_a_version_of_another_dataset_cannot_be_activated(editor: Person) -> None:
    one, other = await upload(editor.client), await upload(editor.client)
    path = f"/api/v1/datasets/{one['id']}/versions/{other['active_version_id']}/activate"
    assert problem(await editor.client.post(path)) == (404, "NOT_FOUND")


async def test_what_is_thrown_away_can_be_had_back(editor: Person) -> None:
    made = await upload(editor.client)
    path = f"/api/v1/datasets/{made['id']}"

    assert (await editor.client.delete(path)).status_code == 204
    assert problem(await editor.client.get(path)) == (404, "NOT_FOUND")

    other = await upload(editor.client)
    assert (await editor.client.post(f"/api/v1/trash/dataset/{made['id']}/restore")).status_code == 200
    restored = await get(editor.client, f"/datasets/{made['id']}")
    assert (other["sql_name"], restored["sql_name"]) == ("sales_q4", "sales_q4_2")
    assert restored["columns"] == made["columns"]


async def test_emptying_the_trash_removes_files_and_frees_storage(
    editor: Person, runtime: Runtime, settings: Settings
) -> None:
    made = await upload(editor.client)
    await upload(editor.client, MORE, name="more.csv", dataset_id=made["id"])
    before = await get(editor.client, "/datasets/storage")
    assert before["used_bytes"] > len(SALES) + len(MORE)

    await editor.client.delete(f"/api/v1/datasets/{made['id']}")
    assert await get(editor.client, "/datasets/storage") == before
    assert (await editor.client.delete(f"/api/v1/trash/dataset/{made['id']}")).status_code == 204
    await until_jobs_are_done(runtime)

    assert (await get(editor.client, "/datasets/storage"))["used_bytes"] == 0
    assert files_of(settings) == []


async def test_only_what_lies_in_the_trash_can_be_removed_for_good(editor: Person) -> None:
    made = await upload(editor.client)
    assert problem(await editor.client.delete(f"/api/v1/trash/dataset/{made['id']}")) == (404, "NOT_FOUND")
    assert (await get(editor.client, f"/datasets/{made['id']}")) == made


async def test_a_workspace_keeps_no_more_than_its_quota(make_app: MakeApp) -> None:
    app = await make_app(storage_quota=4000)
    async with make_team(app) as team:
        client = team.editor.client
        made = await upload(client)
        answer = await send(client, b"a,b\n" + b"1,2\n" * 900, name="more.csv")
        assert problem(answer) == (413, "QUOTA_EXCEEDED")
        assert answer.json()["error"]["details"]["quota_bytes"] == 4000
        await client.delete(f"/api/v1/datasets/{made['id']}")
        await client.delete(f"/api/v1/trash/dataset/{made['id']}")
        await upload(client, b"a,b\n" + b"1,2\n" * 300, name="less.csv")


async def test_rejected_rows_are_listed_page_by_page(editor: Person) -> None:
    lines = [f"{number},{number}.5" for number in range(200)] + ["1,2,3", "4,5,6,7", "8"]
    made = await upload(editor.client, ("a,b\n" + "\n".join(lines)).encode(), name="ragged.csv")

    first = await get(editor.client, f"/datasets/{made['id']}/rejects?limit=2")
    rest = await get(editor.client, f"/datasets/{made['id']}/rejects?limit=2&cursor={first['next_cursor']}")

    assert made["rejected_rows"] == first["total"] == rest["total"] == 3
    assert [item["line"] for item in (*first["items"], *rest["items"])] == [202, 203, 204]
    assert rest["next_cursor"] is None


async def test_a_dataset_without_rejects_lists_none(editor: Person) -> None:
    made = await upload(editor.client)
    assert await get(editor.client, f"/datasets/{made['id']}/rejects") == {"items": [], "total": 0, "next_cursor": None}


ROUTES = [
    ("GET", "/datasets", None, "read"),
    ("GET", "/datasets/storage", None, "read"),
    ("GET", "/datasets/{id}", None, "read"),
    ("GET", "/datasets/{id}/versions", None, "read"),
    ("GET", "/datasets/{id}/raw", None, "write"),
    ("GET", "/datasets/{id}/rejects", None, "write"),
    ("PATCH", "/datasets/{id}", {"name": "New"}, "write"),
    ("PATCH", "/datasets/{id}/columns", {"columns": [{"name": "date", "label": "Day"}]}, "write"),
    ("POST", "/datasets/{id}/versions/{version}/activate", None, "write"),
    ("DELETE", "/datasets/{id}", None, "write"),
]


async def test_every_route_knows_who_may_come_in(team: Team, client: httpx.AsyncClient) -> None:
    made = await upload(team.editor.client)
    for method, template, body, needs in ROUTES:
        path = f"/api/v1{template}".format(id=made["id"], version=made["active_version_id"])

        async def ask(asker: httpx.AsyncClient, path: str = path, method: str = method, body: Any = body) -> int:
            return (await asker.request(method, path, json=body)).status_code

        assert await ask(client) == 401, template
        if "{id}" in template:
            assert await ask(team.stranger.client) == 404, template
            unknown = path.replace(made["id"], str(uuid4()))
            assert await ask(team.editor.client, unknown) == 404, template
        if needs == "read":
            assert await ask(team.viewer.client) == 200, template
        else:
            assert await ask(team.viewer.client) == 403, template
        assert await ask(team.editor.client) in (200, 204), template


@pytest.mark.parametrize("cursor", ["x", "!!!!", "LTE"])
async def test_a_made_up_cursor_is_refused(editor: Person, cursor: str) -> None:
    assert problem(await editor.client.get(f"/api/v1/datasets?cursor={cursor}")) == (422, "VALIDATION_ERROR")
