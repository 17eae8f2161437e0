"""Who may have which custom visual, and what becomes of pictures of them on their way to files and to visitors."""

import os
import re
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.exports.pieces import file_of, made, upload
from tests.factories import Team, make_settings, open_client
from tests.visuals.plugins import SAMPLE, install

from gnomon.foundation.settings import Settings
from gnomon.visuals.folder import VisualFolder

SALES = "city,plan,actual\n" + "".join(f"City {at},{100 + at},{300 - 7 * at}\n" for at in range(6))
BY = {"role": "dimension", "member": "city"}
VALUES = [{"role": "measure", "member": one, "aggregation": "sum"} for one in ("plan", "actual")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sample, one that is broken, and some that draw what they may not."""
    root = tmp_path / "visuals"
    install(root, "broken", version="one")
    install(root, "throws", "const draw = () => { throw new Error('No <b>data</b>'); };")
    install(root, "script", "const draw = () => '<svg><script>1</script></svg>';")
    install(root, "hangs", "const draw = () => { while (true); };")
    copy = root / "dumbbell"
    copy.mkdir()
    for one in SAMPLE.iterdir():
        (copy / one.name).write_bytes(one.read_bytes())
    return root


@pytest.fixture
def settings(settings: Settings, folder: Path) -> Settings:
    """Settings of a server with these visuals."""
    return make_settings(settings, visuals_folder=folder)


def chart(dataset_id: str, visual_id: str = "dumbbell", **more: Any) -> dict[str, Any]:
    """The spec of a custom picture."""
    options = {"custom": {"visual_id": visual_id, "options": {}}}
    spec = {"dataset_id": dataset_id, "mark": "custom", "encodings": {"x": BY, "y": VALUES}, "options": options}
    return {**spec, **more}


async def test_members_choose_among_those_that_are_whole_and_owners_hear_of_the_others(team: Team) -> None:
    told = {who: (await getattr(team, who).client.get("/api/v1/visuals")).json() for who in ("viewer", "owner")}
    assert [one["manifest"]["id"] for one in told["viewer"]["items"]] == ["dumbbell", "hangs", "script", "throws"]
    assert told["viewer"]["broken"] == []
    assert [one["folder"] for one in told["owner"]["broken"]] == ["broken"]
    assert told["owner"]["broken"][0]["reason"].startswith("version: ")
    assert str(told).count("/tmp") == 0


async def test_the_script_of_a_visual_is_for_members_alone(team: Team, app: FastAPI) -> None:
    found = (await team.viewer.client.get("/api/v1/visuals/dumbbell")).json()
    assert found["script"] == (SAMPLE / "draw.js").read_text("utf-8")
    for name, status in (("never-was", 404), ("broken", 404), ("..%2Fdumbbell", 404), ("UPPER", 404)):
        assert (await team.viewer.client.get(f"/api/v1/visuals/{name}")).status_code == status
    async with open_client(app) as nobody:
        told = [(await nobody.get(f"/api/v1/visuals{end}")).status_code for end in ("", "/dumbbell")]
    assert told == [401, 401]


async def test_the_frame_has_no_origin_and_no_network(app: FastAPI) -> None:
    async with open_client(app) as nobody:
        answer = await nobody.get("/visual-frame")
    policy = {one.split(" ")[0]: one.split(" ")[1:] for one in answer.headers["content-security-policy"].split("; ")}
    scripts, styles = policy.pop("script-src"), policy.pop("style-src")
    assert policy == {
        "default-src": ["'none'"],
        "worker-src": ["blob:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "sandbox": ["allow-scripts"],
    }
    assert [len(scripts), len(styles)] == [1, 1]
    assert all(one.startswith("'sha256-") for one in (*scripts, *styles))
    assert "set-cookie" not in answer.headers


async def test_a_custom_picture_is_told_with_its_visual_and_the_wells_of_its_columns(team: Team) -> None:
    dataset_id = await upload(team.owner.client, content=SALES)
    answer = await team.viewer.client.post("/api/v1/charts/preview", json={"spec": chart(dataset_id)})
    assert answer.status_code == 200, answer.text
    drawing = answer.json()["drawing"]
    assert [drawing[one] for one in ("mark", "vega", "vega_lite", "custom")] == [
        "custom",
        None,
        None,
        {"visual_id": "dumbbell", "options": {}},
    ]
    assert [(one["channel"], one["column"]) for one in drawing["bindings"]] == [
        ("x", "city"),
        ("y", "sum_plan"),
        ("y", "sum_actual"),
    ]
    assert drawing["description"] == "Custom visual: Sum of plan and sum of actual by city, 6 values."
    for wrong in ({"custom": {"visual_id": "../x"}}, {"custom": {"visual_id": "ab", "options": {"a": "x" * 201}}}, {}):
        refused = await team.viewer.client.post(
            "/api/v1/charts/preview", json={"spec": chart(dataset_id, options=wrong)}
        )
        assert refused.status_code == 422, refused.text


async def test_it_goes_home_as_a_file_drawn_by_the_same_script(team: Team) -> None:
    dataset_id = await upload(team.owner.client, content=SALES)
    source = {"kind": "chart", "spec": chart(dataset_id, title="Plan & <actual>")}
    svg = (await file_of(team.viewer.client, source, "svg")).text
    assert sorted(set(re.findall(r'data-row="(\d+)"', svg))) == [str(at) for at in range(6)]
    assert "Plan &amp; &lt;actual&gt;" in svg
    assert all(f">City {at}<" in svg for at in range(6))
    assert (await file_of(team.viewer.client, source, "png")).content[:8] == b"\x89PNG\r\n\x1a\n"
    assert (await file_of(team.viewer.client, source, "pdf")).content[:5] == b"%PDF-"
    assert (await file_of(team.viewer.client, source, "csv")).text.count("City") >= 6


@pytest.mark.parametrize(
    ("visual_id", "words"),
    [
        ("throws", "No <b>data</b>"),
        ("script", "<script>, which no picture may hold"),
        ("hangs", "“hangs” could not draw this: it took longer than "),
        ("never-was", "is not installed here"),
        ("broken", "is not installed here"),
    ],
)
async def test_what_cannot_be_drawn_ends_with_a_reason_and_a_way_out(visual_id: str, words: str, team: Team) -> None:
    dataset_id = await upload(team.owner.client, content=SALES)
    export = await made(team.viewer.client, {"kind": "chart", "spec": chart(dataset_id, visual_id)}, "svg")
    assert export["state"] == "failed"
    assert words in export["problem"]["message"]
    assert export["problem"]["hint"]


async def test_fields_that_do_not_fit_are_said_in_the_words_of_the_wells(team: Team) -> None:
    dataset_id = await upload(team.owner.client, content=SALES)
    spec = chart(dataset_id, encodings={"x": BY, "y": VALUES[:1]})
    export = await made(team.viewer.client, {"kind": "chart", "spec": spec}, "png")
    assert export["problem"]["message"] == "Dumbbells needs 2 measures in “y” (First and second value)."


async def test_visitors_get_the_visuals_of_their_dashboard_and_hear_of_no_other(team: Team, app: FastAPI) -> None:
    dataset_id = await upload(team.owner.client, content=SALES)
    layout = {"x": 0, "y": 0, "width": 12, "height": 8}
    tiles = [{"kind": "chart", "id": "a", "layout": layout, "chart": chart(dataset_id)}]
    unused = chart(dataset_id, "throws", mark="bar")
    tiles.append({"kind": "chart", "id": "b", "layout": {**layout, "x": 12}, "chart": unused})
    spec = {"pages": [{"id": "p1", "title": "One", "tiles": tiles}]}
    board = (await team.owner.client.post("/api/v1/dashboards", json={"name": "Board", "spec": spec})).json()
    link = (await team.owner.client.post("/api/v1/shares", json={"dashboard_id": board["id"]})).json()
    address = f"/api/v1/public/shares/{link['path'].split('/')[-1]}"

    async def told(nobody: httpx.AsyncClient, name: str) -> int:
        return (await nobody.get(f"{address}/visuals/{name}")).status_code

    async with open_client(app) as nobody:
        found = [await told(nobody, one) for one in ("dumbbell", "throws", "never-was", "broken")]
        assert found == [
            200,
            404,
            404,
            404,
        ]
        assert (await nobody.get(f"{address}/visuals")).status_code == 404
        assert (await nobody.get(f"{address}x/visuals/dumbbell")).status_code == 404


async def test_what_changes_in_the_folder_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gnomon.visuals.folder.LOOK_AGAIN_SECONDS", 0.0)
    visuals = VisualFolder(folder)
    before = (await visuals.contents()).visuals
    assert sorted(before) == ["dumbbell", "hangs", "script", "throws"]
    (folder / "throws" / "draw.js").write_text("const draw = () => '<svg/>'; ", encoding="utf-8")
    os.utime(folder / "throws" / "draw.js", (time.time() + 5, time.time() + 5))
    install(folder, "later")
    assert sorted((await visuals.contents()).visuals) == ["dumbbell", "hangs", "later", "script"]


async def test_a_folder_that_cannot_be_read_breaks_nothing(tmp_path: Path) -> None:
    visuals = VisualFolder(tmp_path / "gone")
    found = await visuals.contents()
    assert (dict(found.visuals), [one.reason for one in found.broken]) == (
        {},
        ["The folder of custom visuals cannot be read."],
    )


async def test_a_server_without_a_folder_has_none() -> None:
    visuals = VisualFolder(None)
    found = await visuals.contents()
    assert (visuals.is_set, dict(found.visuals), found.broken) == (False, {}, ())
