"""Dashboards as files: taken out, looked at, brought into another workspace; nothing of the workspace in them."""

import base64
import json
from typing import Any

import httpx
import pytest
from tests.dashboards.images import png
from tests.dashboards.pieces import SALES, STORES, ask, create, spec_of, tile, upload
from tests.factories import Person, Team

HANDLE = "00000000-0000-0000-0000-000000000001"


async def file_of(client: httpx.AsyncClient, dashboard: dict[str, Any]) -> dict[str, Any]:
    answer = await client.get(f"/api/v1/dashboards/{dashboard['id']}/file")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def check(client: httpx.AsyncClient, file: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = await client.post("/api/v1/dashboards/import/check", json={"file": file, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def bring(client: httpx.AsyncClient, file: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = await client.post("/api/v1/dashboards/import", json={"file": file, **more})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_file_says_what_the_dashboard_is_and_needs_and_nothing_of_its_workspace(editor: Person) -> None:
    sales = await upload(editor.client, "sales.csv", SALES)
    region = {"id": "region", "dataset_id": sales, "member": "region", "control": "list"}
    made = await create(editor.client, spec_of(tile("bars", sales, "region"), filters=(region,)))
    answer = await editor.client.get(f"/api/v1/dashboards/{made['id']}/file")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.json() == {
        "format": "gnomon-dashboard",
        "version": 1,
        "name": "Sales",
        "description": None,
        "datasets": [
            {
                "id": HANDLE,
                "name": "sales",
                "fields": [
                    {"name": "region", "label": "Region", "kind": "categorical", "type": "text", "is_grouped": True},
                    {
                        "name": "amount",
                        "label": "Amount",
                        "kind": "number",
                        "type": "decimal",
                        "aggregations": ["sum"],
                    },
                ],
            }
        ],
        "spec": json.loads(json.dumps(made["spec"]).replace(sales, HANDLE)),
    }
    for secret in (sales, made["id"], made["workspace_id"], editor.user_id, "North", "131.50"):
        assert secret not in answer.text


async def test_a_file_that_comes_back_makes_the_same_dashboard(editor: Person) -> None:
    sales = await upload(editor.client, "sales.csv", SALES)
    made = await create(editor.client, spec_of(tile("bars", sales, "region")))
    found = await bring(editor.client, await file_of(editor.client, made))
    assert found["left_out"] == []
    again = found["dashboard"]
    assert (again["name"], again["spec"], again["revision"]) == ("Sales (2)", made["spec"], 1)
    assert await file_of(editor.client, again) == {**await file_of(editor.client, made), "name": "Sales (2)"}


async def test_another_workspace_is_asked_for_its_own_data(team: Team, stranger: Person) -> None:
    sales = await upload(team.editor.client, "sales.csv", SALES)
    made = await create(team.editor.client, spec_of(tile("bars", sales, "region")))
    file = await file_of(team.editor.client, made)
    theirs = await upload(
        stranger.client, "orders.csv", "order_day,Region,Amount EUR\n2024-01-01,A,10\n2024-01-02,B,32\n"
    )
    await upload(stranger.client, "stores.csv", STORES)
    found = await check(stranger.client, file)
    fit = found["datasets"][0]
    assert (found["is_exact"], fit["dataset_id"], fit["need_count"]) == (False, theirs, 2)
    assert [(one["name"], one["fit_count"]) for one in fit["candidates"]] == [("orders", 2), ("stores", 1)]
    assert [(one["need"]["name"], one["proposed"], one["tiles"]) for one in fit["fields"]] == [
        ("region", "Region", ["auto without a title"]),
        ("amount", "Amount EUR", ["auto without a title"]),
    ]
    answer = await stranger.client.post("/api/v1/dashboards/import", json={"file": file})
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        422,
        "It is not clear which dataset stands for “sales”.",
    )
    fields = [{"name": one["need"]["name"], "member": one["proposed"]} for one in fit["fields"]]
    mapping = {"id": HANDLE, "dataset_id": theirs, "fields": fields}
    done = await bring(stranger.client, file, name="Orders", datasets=[mapping])
    assert done["left_out"] == []
    rows = await ask(stranger.client, done["dashboard"]["id"])
    assert sorted(rows["bars"]["result"]["rows"]) == [["A", 10], ["B", 32]]


async def test_what_nothing_stands_for_is_left_out_or_says_so(editor: Person) -> None:
    sales = await upload(editor.client, "sales.csv", SALES)
    colored = tile("colored", sales, "day")
    colored["chart"]["encodings"]["color"] = {"role": "dimension", "member": "region"}
    slicer = {"kind": "slicer", "id": "s", "control_id": "region", "layout": {"x": 6, "y": 0, "width": 6, "height": 6}}
    region = {"id": "region", "dataset_id": sales, "member": "region", "control": "list"}
    bars = tile("bars", sales, "region")
    made = await create(editor.client, spec_of(bars, colored, slicer, filters=(region,)))
    file = await file_of(editor.client, made)
    fields = [{"name": "region", "member": None}]
    mapping = {"id": HANDLE, "dataset_id": sales, "fields": fields}
    done = await bring(editor.client, file, datasets=[mapping])
    page = done["dashboard"]["spec"]["pages"][0]
    assert [one["id"] for one in page["tiles"]] == ["colored"]
    assert page["tiles"][0]["chart"]["encodings"]["color"] is None
    assert page["filters"] == []
    assert [(one["what"], one["because"]) for one in done["left_out"]] == [
        ("filter", ["region"]),
        ("tile", ["region"]),
        ("channel", ["region"]),
    ]
    gone = {"id": HANDLE, "dataset_id": None}
    done = await bring(editor.client, file, datasets=[gone], missing="keep")
    answers = await ask(editor.client, done["dashboard"]["id"])
    assert {name: answer["error"]["code"] for name, answer in answers.items()} == {
        "bars": "NOT_FOUND",
        "colored": "NOT_FOUND",
    }
    done = await bring(editor.client, file, datasets=[gone])
    assert done["dashboard"]["spec"]["pages"][0]["tiles"] == []
    assert {tuple(one["because"]) for one in done["left_out"]} == {("sales",)}


async def test_a_field_that_cannot_be_asked_the_same_is_refused(editor: Person) -> None:
    sales = await upload(editor.client, "sales.csv", SALES)
    file = await file_of(editor.client, await create(editor.client, spec_of(tile("bars", sales, "region"))))
    for name, member in (("amount", "region"), ("amount", "nothing"), ("region", "day")):
        mapping = {"id": HANDLE, "dataset_id": sales, "fields": [{"name": name, "member": member}]}
        answer = await editor.client.post("/api/v1/dashboards/import", json={"file": file, "datasets": [mapping]})
        assert (answer.status_code, answer.json()["error"]["details"]) == (
            422,
            {"field": name.capitalize(), "member": member},
        )


async def test_a_measure_of_a_model_is_described_and_can_stand_for_a_column(editor: Person) -> None:
    sales = await upload(editor.client, "sales.csv", SALES)
    definition = {
        "tables": [{"name": "sales", "dataset_id": sales}],
        "measures": [{"name": "net", "table": "sales", "formula": "SUM(amount) * 0.8"}],
    }
    assert (await editor.client.post("/api/v1/models", json={"name": "M", "definition": definition})).status_code == 201
    net = tile("net", sales, "region")
    net["chart"]["encodings"]["y"] = [{"role": "measure", "member": "net"}]
    made = await create(editor.client, spec_of(net))
    file = await file_of(editor.client, made)
    assert file["datasets"][0]["fields"][1] == {
        "name": "net",
        "is_measure": True,
        "label": "Net",
        "type": "decimal",
        "formula": "SUM(amount) * 0.8",
    }
    fields = [{"name": "net", "is_measure": True, "member": "amount"}]
    mapping = {"id": HANDLE, "dataset_id": sales, "fields": fields}
    done = await bring(editor.client, file, datasets=[mapping])
    y = done["dashboard"]["spec"]["pages"][0]["tiles"][0]["chart"]["encodings"]["y"]
    assert [(one["member"], one["aggregation"]) for one in y] == [("amount", "sum")]


async def test_images_come_along_and_are_taken_in_like_uploaded_ones(team: Team, stranger: Person) -> None:
    client = team.editor.client
    image = (await client.post("/api/v1/dashboard-images?name=logo.png", content=png())).json()["id"]
    shown = {"kind": "image", "id": "i", "asset_id": image, "layout": {"x": 0, "y": 0, "width": 6, "height": 6}}
    file = await file_of(client, await create(client, spec_of(shown)))
    assert image not in json.dumps(file)
    assert [(one["id"], one["name"]) for one in file["images"]] == [(HANDLE, "logo.png")]
    done = await bring(stranger.client, file)
    theirs = done["dashboard"]["spec"]["pages"][0]["tiles"][0]["asset_id"]
    assert theirs not in {image, HANDLE}
    content = await stranger.client.get(f"/api/v1/dashboard-images/{theirs}/content")
    assert content.content == base64.b64decode(file["images"][0]["content"])
    file["images"][0]["content"] = base64.b64encode(b"<script>").decode()
    answer = await stranger.client.post("/api/v1/dashboards/import", json={"file": file})
    assert (answer.status_code, answer.json()["error"]["message"][:38]) == (
        422,
        "This file cannot be shown as an image:",
    )
    del file["images"]
    done = await bring(stranger.client, file)
    assert [(one["what"], one["because"]) for one in done["left_out"]] == [("tile", ["An image"])]


async def test_a_button_finds_the_dashboard_of_the_same_name(team: Team, stranger: Person) -> None:
    client = team.editor.client
    other = await create(client, name="Details")
    action = {"kind": "dashboard", "dashboard_id": other["id"]}
    layout = {"x": 0, "y": 0, "width": 6, "height": 2}
    button = {"kind": "button", "id": "b", "words": "More", "layout": layout, "action": action}
    file = await file_of(client, await create(client, spec_of(button)))
    assert file["dashboards"] == [{"id": HANDLE, "name": "Details"}]
    assert (await check(stranger.client, file))["notes"] == [
        "There is no dashboard “Details” here for a button to open."
    ]
    assert (await bring(stranger.client, file))["left_out"][0]["because"] == ["The dashboard “Details”"]
    theirs = await create(stranger.client, name="Details")
    done = await bring(stranger.client, file)
    tiles = done["dashboard"]["spec"]["pages"][0]["tiles"]
    assert [one["action"] for one in tiles] == [{"kind": "dashboard", "dashboard_id": theirs["id"]}]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"version": 99}, "file"),
        ({"format": "pbix"}, "file.format"),
        ({"spec": {"version": 99, "pages": []}}, "file.spec"),
        (
            {"spec": {"pages": [{"id": "p", "title": "P", "tiles": [{"kind": "chart"}]}]}},
            "file.spec.pages[0].tiles[0].id",
        ),
        ({"datasets": [{"id": "x", "name": "y"}]}, "file.datasets[0].id"),
        ({"secrets": 1}, "file.secrets"),
    ],
)
async def test_a_wrong_file_is_refused_with_the_place_of_the_fault(
    editor: Person, change: dict[str, Any], place: str
) -> None:
    file = {"name": "F", "spec": {"pages": [{"id": "p", "title": "P"}]}, **change}
    answer = await editor.client.post("/api/v1/dashboards/import/check", json={"file": file})
    assert answer.status_code == 422
    assert place in [one["field"] for one in answer.json()["error"]["details"]["fields"]]


async def test_a_file_of_an_old_edition_is_taken_and_one_that_is_too_large_refused(editor: Person) -> None:
    old = {"name": "Old", "spec": {"version": 1, "pages": [{"id": "p", "title": "P"}]}}
    assert (await bring(editor.client, old))["dashboard"]["spec"]["version"] == 2
    large = {"name": "Large", "description": "x" * 2_500_000, "spec": old["spec"]}
    answer = await editor.client.post("/api/v1/dashboards/import", json={"file": large})
    assert answer.status_code == 413


async def test_readers_take_home_what_is_published(team: Team) -> None:
    made = await create(team.editor.client, spec_of())
    published = {"revision": 1, "is_live": False}
    await team.editor.client.put(f"/api/v1/dashboards/{made['id']}/publishing", json=published)
    await team.editor.client.post(f"/api/v1/dashboards/{made['id']}/publish", json={"revision": 1})
    secret = {key: made[key] for key in ("revision", "description", "spec")}
    answer = await team.editor.client.put(f"/api/v1/dashboards/{made['id']}", json={**secret, "name": "Secret"})
    assert answer.status_code == 200
    assert (await file_of(team.viewer.client, made))["name"] == "Sales"
    assert (await file_of(team.editor.client, made))["name"] == "Secret"
