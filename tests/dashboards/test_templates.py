"""Templates: saved, listed, used with other data, thrown away; and the built-in ones, which draw on any data."""

import json
from typing import Any

import httpx
import pytest
from tests.dashboards.images import png
from tests.dashboards.pieces import SALES, STORES, ask, create, spec_of, tile, upload
from tests.factories import Person, Team

from gnomon.dashboards.assets import LookAfterAsset, look_after_asset
from gnomon.dashboards.contracts import DashboardSpec
from gnomon.dashboards.templates.built_in import BUILT_IN
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime

ORDERS = "Order Date,Customer Name,Category,Country,Segment,Sales,Hours\n" + "".join(
    f"{2022 + row // 200}-{row % 12 + 1:02d}-{row % 28 + 1:02d},Person {row % 17},{'ABCDE'[row % 5]},"
    f"{('France', 'Spain', 'Italy')[row % 3]},{'XY'[row % 2]},{row * 3 % 101}.5,{row % 40}\n"
    for row in range(400)
)


async def templates(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get("/api/v1/dashboard-templates")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def save(client: httpx.AsyncClient, dashboard: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = {"dashboard_id": dashboard["id"], "name": "Mine", **more}
    answer = await client.post("/api/v1/dashboard-templates", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def check(client: httpx.AsyncClient, template_id: str, **more: Any) -> dict[str, Any]:
    answer = await client.post(f"/api/v1/dashboard-templates/{template_id}/check", json=more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def use(client: httpx.AsyncClient, template_id: str, found: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Use a template with the fields that are proposed."""
    fit = found["datasets"][0]
    fields = [
        {"name": one["need"]["name"], "is_measure": one["need"].get("is_measure", False), "member": one["proposed"]}
        for one in fit["fields"]
    ]
    mapping = {"id": fit["id"], "dataset_id": fit["dataset_id"], "fields": fields}
    body = {"datasets": [mapping], **more}
    answer = await client.post(f"/api/v1/dashboard-templates/{template_id}/use", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_dashboard_becomes_a_template_without_the_values_of_its_filters(team: Team) -> None:
    client = team.editor.client
    sales = await upload(client, "sales.csv", SALES)
    default = {"kind": "in", "member": "region", "values": ["North"]}
    region = {"id": "region", "dataset_id": sales, "member": "region", "control": "list", "default": default}
    spans = [
        {"kind": "relative_time", "member": "day", "count": 3, "unit": "month"},
        {"kind": "in", "member": "region", "values": ["South"]},
    ]
    made = await create(client, spec_of(tile("bars", sales, "region", filters=spans), filters=(region,)))
    kept = await save(client, made, description="How it goes", category="sales")
    assert kept == {
        "id": kept["id"],
        "name": "Mine",
        "description": "How it goes",
        "category": "sales",
        "is_built_in": False,
        "page_count": 1,
        "tile_count": 1,
        "needs": kept["needs"],
        "outline": [
            {
                "page_id": "page-1",
                "kind": "chart",
                "mark": "auto",
                "title": "auto without a title",
                "layout": {"x": 0, "y": 0, "width": 6, "height": 6},
            }
        ],
        "may_edit": True,
        "created_at": kept["created_at"],
        "updated_at": kept["updated_at"],
    }
    assert [one["name"] for one in kept["needs"][0]["fields"]] == ["region", "amount", "day"]
    used = await use(client, kept["id"], await check(client, kept["id"]), name="Again")
    page = used["dashboard"]["spec"]["pages"][0]
    assert (used["dashboard"]["name"], used["left_out"]) == ("Again", [])
    assert page["filters"][0]["default"] is None
    assert [one["kind"] for one in page["tiles"][0]["chart"]["filters"]] == ["relative_time"]
    with_values = await save(client, made, keeps_values=True)
    whole = await use(client, with_values["id"], await check(client, with_values["id"]))
    assert whole["dashboard"]["spec"] == made["spec"]
    theirs = await templates(team.viewer.client)
    assert {one["id"] for one in theirs} == {kept["id"], with_values["id"], *map(str, BUILT_IN)}
    assert not any(one["may_edit"] for one in theirs)


async def test_a_template_says_nothing_of_values_and_formulas(editor: Person) -> None:
    sales = await upload(editor.client, "sales.csv", SALES)
    definition = {
        "tables": [{"name": "sales", "dataset_id": sales}],
        "measures": [{"name": "net", "table": "sales", "formula": "SUM(amount) * 0.8125"}],
    }
    await editor.client.post("/api/v1/models", json={"name": "M", "definition": definition})
    net = tile("net", sales, "region")
    net["chart"]["encodings"]["y"] = [{"role": "measure", "member": "net"}]
    note = {"kind": "point", "text": "Bad month", "x": "North"}
    net["chart"]["options"] = {"annotations": [note]}
    net["chart"]["filters"] = [{"kind": "in", "member": "region", "values": ["North"]}]
    kept = await save(editor.client, await create(editor.client, spec_of(net)))
    used = await use(editor.client, kept["id"], await check(editor.client, kept["id"]))
    for said in (kept, used["dashboard"]):
        assert not [one for one in ("0.8125", "North", "Bad month") if one in json.dumps(said)]


async def test_templates_are_called_otherwise_thrown_away_and_had_back(team: Team, stranger: Person) -> None:
    client = team.editor.client
    kept = await save(client, await create(client, spec_of()))
    address = f"/api/v1/dashboard-templates/{kept['id']}"
    words = {"name": "Yours", "description": None, "category": "finance"}
    changed = (await client.put(address, json=words)).json()
    assert changed == {**kept, **words, "updated_at": changed["updated_at"]}
    assert (await client.delete(address)).status_code == 204
    assert (await client.get(address)).status_code == 404
    assert (await client.post(f"{address}/check", json={})).status_code == 404
    trash = (await client.get("/api/v1/trash")).json()["items"]
    assert [(one["kind"], one["id"], one["name"]) for one in trash] == [("template", kept["id"], "Yours")]
    assert (await stranger.client.post(f"/api/v1/trash/template/{kept['id']}/restore")).status_code == 404
    assert (await client.post(f"/api/v1/trash/template/{kept['id']}/restore")).json()["name"] == "Yours"
    assert (await client.get(address)).json() == changed
    await client.delete(address)
    assert (await client.delete(f"/api/v1/trash/template/{kept['id']}")).status_code == 204
    assert (await client.post(f"/api/v1/trash/template/{kept['id']}/restore")).status_code == 404


async def test_built_in_templates_cannot_be_changed(editor: Person) -> None:
    for template_id in BUILT_IN:
        address = f"/api/v1/dashboard-templates/{template_id}"
        assert (await editor.client.delete(address)).status_code == 404
        words = {"name": "Mine", "category": "other"}
        assert (await editor.client.put(address, json=words)).status_code == 404


async def test_images_of_a_template_are_kept_while_it_is(
    editor: Person, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = (await editor.client.post("/api/v1/dashboard-images?name=logo.png", content=png())).json()["id"]
    shown = {"kind": "image", "id": "i", "asset_id": image, "layout": {"x": 0, "y": 0, "width": 6, "height": 6}}
    made = await create(editor.client, spec_of(shown))
    kept = await save(editor.client, made)
    await editor.client.delete(f"/api/v1/dashboards/{made['id']}")
    await editor.client.delete(f"/api/v1/trash/dashboard/{made['id']}")
    due = LookAfterAsset.model_validate({"asset_id": image, "workspace_id": made["workspace_id"]})
    later = clock.now()
    for days in (31, 62, 93):
        monkeypatch.setattr(clock, "now", lambda days=days: later.replace(year=later.year + days // 31))
        await look_after_asset(runtime, due)
    monkeypatch.undo()
    used = await editor.client.post(f"/api/v1/dashboard-templates/{kept['id']}/use", json={})
    assert used.json()["dashboard"]["spec"]["pages"][0]["tiles"][0]["asset_id"] == image
    assert (await editor.client.get(f"/api/v1/dashboard-images/{image}/content")).status_code == 200


@pytest.mark.parametrize("name", [one.file.name for one in BUILT_IN.values()])
async def test_a_built_in_template_fits_data_that_it_never_saw_and_every_tile_of_it_draws(
    editor: Person, name: str
) -> None:
    template_id = next(str(one.id) for one in BUILT_IN.values() if one.file.name == name)
    orders = await upload(editor.client, "orders.csv", ORDERS)
    await upload(editor.client, "stores.csv", STORES)
    found = await check(editor.client, template_id)
    assert found["datasets"][0]["dataset_id"] == orders
    used = await use(editor.client, template_id, found)
    required = {
        one["need"]["name"]
        for one in found["datasets"][0]["fields"]
        if not one["need"].get("is_optional") and one["need"].get("kind")
    }
    assert not [one for one in used["left_out"] if required & set(one["because"])]
    spec = DashboardSpec.model_validate(used["dashboard"]["spec"])
    answers = await ask(editor.client, used["dashboard"]["id"])
    assert set(answers) == {one.id for one in spec.pages[0].tiles}
    assert len(answers) >= 6
    assert {one: answer["error"] for one, answer in answers.items() if answer["error"]} == {}
    assert all(answer["result"]["row_count"] > 0 for answer in answers.values())
    filters = spec.pages[0].filters
    for one in filters:
        address = f"/api/v1/dashboards/{used['dashboard']['id']}/filters/{one.id}/values"
        assert (await editor.client.post(address, json={})).status_code == 200


async def test_a_built_in_template_finds_its_fields_by_their_usual_names(editor: Person) -> None:
    await upload(editor.client, "orders.csv", ORDERS)
    by_name = {one.file.name: str(one.id) for one in BUILT_IN.values()}
    found = (await check(editor.client, by_name["Sales overview"]))["datasets"][0]["fields"]
    assert {one["need"]["name"]: one["proposed"] for one in found} == {
        "date": "Order Date",
        "amount": "Sales",
        "product": "Category",
        "region": "Country",
        "customer": "Customer Name",
        "channel": "Segment",
    }


async def test_what_is_left_out_of_a_built_in_template_leaves_no_gaps(editor: Person) -> None:
    await upload(editor.client, "plain.csv", "day,value\n2024-01-01,3\n2024-02-02,5\n2024-03-03,5\n")
    template_id = next(str(one.id) for one in BUILT_IN.values() if one.file.name == "Sales overview")
    used = await use(editor.client, template_id, await check(editor.client, template_id))
    tiles = used["dashboard"]["spec"]["pages"][0]["tiles"]
    places = {one["id"]: tuple(one["layout"][key] for key in ("x", "y", "width", "height")) for one in tiles}
    assert places == {
        "revenue": (0, 0, 8, 5),
        "orders": (8, 0, 8, 5),
        "basket": (16, 0, 8, 5),
        "course": (0, 5, 24, 9),
    }


async def test_a_workspace_without_data_is_told_so(editor: Person) -> None:
    template_id = str(next(iter(BUILT_IN)))
    found = await check(editor.client, template_id)
    assert (found["datasets"][0]["dataset_id"], found["datasets"][0]["candidates"]) == (None, [])
    assert all(one["proposed"] is None and one["candidates"] == [] for one in found["datasets"][0]["fields"])
    answer = await editor.client.post(f"/api/v1/dashboard-templates/{template_id}/use", json={})
    assert answer.status_code == 422


async def test_datasets_of_others_are_neither_offered_nor_taken(team: Team, stranger: Person) -> None:
    theirs = await upload(stranger.client, "sales.csv", SALES)
    template_id = str(next(iter(BUILT_IN)))
    found = await check(team.editor.client, template_id)
    data = found["datasets"][0]["id"]
    assert found["datasets"][0]["candidates"] == []
    chosen = {"choices": [{"id": data, "dataset_id": theirs}]}
    address = f"/api/v1/dashboard-templates/{template_id}"
    assert (await team.editor.client.post(f"{address}/check", json=chosen)).status_code == 404
    mapping = {"datasets": [{"id": data, "dataset_id": theirs, "fields": []}]}
    assert (await team.editor.client.post(f"{address}/use", json=mapping)).status_code == 404
