"""From a file to a dashboard that stays: the whole journey, a restart in the middle, and another browser."""

from typing import Any

import httpx
from tests.flows.house import House
from tests.flows.kept import files_of, stray_and_missing
from tests.flows.people import (
    SALES,
    Json,
    answered,
    as_saved,
    browser,
    chart_of,
    chart_tile,
    new_dashboard,
    register,
    save,
    text_tile,
    upload,
)

PICKED = {"kind": "in", "member": "region", "values": ["North"]}


def edit_step_by_step(client: httpx.Client, dashboard: Json, chart: Json, dataset_id: str) -> Json:
    """The named operations of the editor, one save each: add, add, move, rename a tile, set a filter, rename."""
    bar = chart_tile("bar", chart, 0, 0)
    kpi = chart_tile("kpi", {**chart, "encodings": {"y": chart["encodings"]["y"]}, "mark": "kpi"}, 6, 0)
    note = text_tile("note", "What the *year* brought — ünïcode 🌍", 6)
    moved = {**bar, "layout": {"x": 12, "y": 2, "width": 12, "height": 8}}
    region = {"id": "by-region", "label": "Region", "dataset_id": dataset_id, "member": "region", "control": "list"}
    for tiles, filters in (
        ([bar], []),
        ([bar, kpi, note], []),
        ([moved, kpi, note], []),
        ([{**moved, "title": "By region"}, kpi, note], []),
        ([{**moved, "title": "By region"}, kpi, note], [{**region, "default": None}]),
    ):
        page = {"id": "page-1", "title": "Page 1", "tiles": tiles, "filters": filters}
        dashboard = save(client, dashboard, spec={"version": 1, "pages": [page]})
    return save(client, dashboard, name="The year", description="As it was")


def results(client: httpx.Client, dashboard_id: str, **ask: Any) -> Json:
    """The tiles' answers without what differs from run to run, by tile."""
    items = answered(client.post(f"/dashboards/{dashboard_id}/results", json=ask))["items"]
    return {item["id"]: without_the_run(item) for item in items}


def without_the_run(answer: Json) -> Json:
    """An answer without what belongs to the run that gave it: its id, its time, whether it was remembered."""
    result = {key: value for key, value in answer["result"].items() if key != "execution_time_ms"}
    of_the_run = ("run_id", "asked_at", "elapsed_ms", "is_cached", "shared_pass")
    result["receipt"] = {key: value for key, value in result["receipt"].items() if key not in of_the_run}
    return {**answer, "result": result}


def shown(client: httpx.Client, dataset_id: str, chart: Json, chart_id: str, dashboard_id: str) -> Json:
    """All that the pages of the product show about these things; bytes where they are the same at every look."""
    paths = [
        *("/datasets", f"/datasets/{dataset_id}", f"/datasets/{dataset_id}/profile", f"/datasets/{dataset_id}/model"),
        *(f"/datasets/{dataset_id}/versions", f"/datasets/{dataset_id}/rejects", f"/datasets/{dataset_id}/raw"),
        *("/charts", f"/charts/{chart_id}", "/dashboards", f"/dashboards/{dashboard_id}"),
        *(f"/dashboards/{dashboard_id}/revisions", f"/dashboards/{dashboard_id}/revisions/1", "/trash", "/imports"),
    ]
    answers = {path: client.get(path) for path in paths}
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(paths, 200)
    preview = answered(client.get(f"/datasets/{dataset_id}/preview", params={"sort": "amount", "descending": True}))
    chosen = [{"filter_id": "by-region", "filter": PICKED}]
    selection = [{"tile_id": "bar", "dataset_id": dataset_id, "filters": [PICKED]}]
    return {
        **{path: answer.content for path, answer in answers.items()},
        "preview": without_the_run({"result": preview}),
        "picture": without_the_run(answered(client.post("/charts/preview", json={"spec": chart}))),
        "saved picture": without_the_run(answered(client.post(f"/charts/{chart_id}/result"))),
        "tiles": results(client, dashboard_id),
        "tiles, filtered": results(client, dashboard_id, chosen=chosen),
        "tiles, one clicked": results(client, dashboard_id, selections=selection),
    }


def rows_of(tiles: Json) -> Json:
    """The rows of each tile."""
    return {tile_id: tile["result"]["rows"] for tile_id, tile in tiles.items()}


def test_what_was_made_is_the_same_after_a_restart_and_in_another_browser(house: House) -> None:
    person = register(house)
    with browser(house, person) as client:
        dataset_id = upload(client)["id"]
        chart = chart_of(dataset_id)
        chart_id = answered(client.post("/charts", json={"name": "By region", "spec": chart}))["id"]
        made = new_dashboard(client)
        dashboard = edit_step_by_step(client, made, chart, dataset_id)
        assert (made["revision"], dashboard["revision"]) == (1, 7)
        stale = client.put(f"/dashboards/{made['id']}", json=as_saved(made))
        assert (stale.status_code, stale.json()["error"]["details"]) == (409, {"revision": 7, "base": 1})

        before = shown(client, dataset_id, chart, chart_id, dashboard["id"])
        north, south = ["North", 798.0], ["South, far", 810.0]
        assert before[f"/datasets/{dataset_id}/raw"] == SALES
        assert rows_of(before["tiles"]) == {"bar": [south, north], "kpi": [[1608.0]]}
        assert rows_of(before["tiles, filtered"]) == {"bar": [north], "kpi": [[798.0]]}
        assert rows_of(before["tiles, one clicked"]) == {"bar": [south, north], "kpi": [[798.0]]}
        files = files_of(house)

        assert house.stop() == 0
        assert files_of(house) == files
        house.start()

        assert shown(client, dataset_id, chart, chart_id, dashboard["id"]) == before
        with browser(house, person) as other:
            assert shown(other, dataset_id, chart, chart_id, dashboard["id"]) == before
            there = save(other, dashboard, name="Seen by both")
        assert answered(client.get(f"/dashboards/{dashboard['id']}")) == there
        assert there["revision"] == 8
        assert stray_and_missing(house) == (set(), set())
        assert house.tracebacks() == []
