"""The HTTP of charts: who may do what, and what comes back."""

import json
import struct
from typing import Any

import httpx
import pytest
from tests.factories import Person, Team

CSV = "day,region,amount\n" + "".join(
    f"2024-{month:02d}-{day:02d},{'North' if day % 2 else 'South'},{month * 10 + day}.50\n"
    for month in range(1, 13)
    for day in (1, 2, 3)
)
BATCH = {"Accept": "application/vnd.gnomon.batch"}


async def upload(person: Person, name: str = "sales.csv", content: str = CSV) -> str:
    files = {"file": (name, content.encode(), "text/csv")}
    answer = await person.client.post("/api/v1/datasets/upload", files=files)
    assert answer.status_code == 201, answer.text
    dataset_id: str = answer.json()["id"]
    return dataset_id


def spec_of(dataset_id: str, **more: Any) -> dict[str, Any]:
    encodings = {
        "x": {"role": "dimension", "member": "region"},
        "y": [{"role": "measure", "member": "amount", "aggregation": "sum"}],
    }
    return {"dataset_id": dataset_id, "encodings": encodings, **more}


def frames_of(content: bytes) -> list[tuple[dict[str, Any], bytes]]:
    frames = []
    while content:
        (length,) = struct.unpack(">I", content[:4])
        header = json.loads(content[4 : 4 + length])
        end = 4 + length + header["body_length"]
        frames.append((header, content[4 + length : end]))
        content = content[end:]
    return frames


async def test_a_preview_comes_as_json_and_as_one_frame(owner: Person) -> None:
    dataset_id = await upload(owner)
    body = {"spec": spec_of(dataset_id)}
    as_json = (await owner.client.post("/api/v1/charts/preview", json=body)).json()
    assert as_json["result"]["rows"] == [["North", 1620.0], ["South", 810.0]]
    assert as_json["drawing"]["mark"] == "bar"
    assert as_json["drawing"]["bindings"] == [
        {"channel": "x", "column": "region"},
        {"channel": "y", "column": "sum_amount"},
    ]
    answer = await owner.client.post("/api/v1/charts/preview", json=body, headers=BATCH)
    [(header, rows)] = frames_of(answer.content)
    assert header["extra"] == as_json["drawing"]
    assert header["error"] is None
    assert [column["label"] for column in header["meaning"]["columns"]] == ["Region", "Sum of amount"]
    assert rows


async def test_extra_filters_reach_the_question(owner: Person) -> None:
    dataset_id = await upload(owner)
    filters = [{"kind": "in", "member": "region", "values": ["South"]}]
    body = {"spec": spec_of(dataset_id), "extra_filters": filters}
    answer = (await owner.client.post("/api/v1/charts/preview", json=body)).json()
    assert [row[0] for row in answer["result"]["rows"]] == ["South"]
    question = (await owner.client.post("/api/v1/charts/question", json=body)).json()
    assert [(one["member"], one["values"]) for one in question["query"]["filters"]] == [("region", ["South"])]


async def test_marks_are_recommended(owner: Person) -> None:
    dataset_id = await upload(owner)
    ranked = (await owner.client.post("/api/v1/charts/recommend", json={"spec": spec_of(dataset_id)})).json()
    assert [one["mark"] for one in ranked] == ["bar", "table", "pie"]


async def test_a_field_that_is_not_there_is_named_with_what_is_near(owner: Person) -> None:
    dataset_id = await upload(owner)
    spec = spec_of(dataset_id)
    spec["encodings"]["x"]["member"] = "regoin"
    answer = await owner.client.post("/api/v1/charts/preview", json={"spec": spec})
    assert (answer.status_code, answer.json()["error"]) == (
        422,
        {
            "code": "VALIDATION_ERROR",
            "message": "This dataset has no field “regoin”.",
            "details": {"member": "regoin"},
            "hint": "Did you mean “region”?",
        },
    )


async def test_a_saved_chart_is_kept_changed_thrown_away_and_had_back(owner: Person) -> None:
    dataset_id = await upload(owner)
    body = {"name": "By region", "spec": spec_of(dataset_id)}
    made = (await owner.client.post("/api/v1/charts", json=body)).json()
    address = f"/api/v1/charts/{made['id']}"
    assert (await owner.client.get(address)).json() == made
    saved = (await owner.client.put(address, json={**body, "name": "Regions"})).json()
    assert saved == {**made, "name": "Regions", "updated_at": saved["updated_at"]}
    assert [one["name"] for one in (await owner.client.get("/api/v1/charts?search=egio")).json()["items"]] == [
        "Regions"
    ]
    result = (await owner.client.post(f"{address}/result")).json()
    assert [row[0] for row in result["result"]["rows"]] == ["North", "South"]
    assert (await owner.client.delete(address)).status_code == 204
    assert (await owner.client.get(address)).status_code == 404
    assert (await owner.client.get("/api/v1/charts?trashed=true")).json()["total"] == 1
    assert (await owner.client.post(f"{address}/restore")).json()["name"] == "Regions"
    assert (await owner.client.get(address)).status_code == 200


async def test_a_text_that_no_database_keeps_is_refused(owner: Person) -> None:
    body = {"name": "x", "spec": spec_of("01900000-0000-7000-8000-000000000000", title="a\0b")}
    answer = await owner.client.post("/api/v1/charts", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "VALIDATION_ERROR")


@pytest.mark.parametrize(
    ("method", "path", "has_body", "is_for_viewers"),
    [
        ("GET", "/charts", False, True),
        ("GET", "/charts/{id}", False, True),
        ("POST", "/charts/{id}/result", False, True),
        ("POST", "/charts/preview", True, True),
        ("POST", "/charts/recommend", True, True),
        ("POST", "/charts/question", True, True),
        ("POST", "/charts", True, False),
        ("PUT", "/charts/{id}", True, False),
        ("POST", "/charts/{id}/restore", False, False),
        ("DELETE", "/charts/{id}", False, False),
    ],
)
async def test_each_route_knows_who_asks(
    method: str, path: str, has_body: bool, is_for_viewers: bool, client: httpx.AsyncClient, team: Team
) -> None:
    dataset_id = await upload(team.owner)
    saved = {"name": "By region", "spec": spec_of(dataset_id)}
    chart_id = (await team.owner.client.post("/api/v1/charts", json=saved)).json()["id"]
    if path.endswith("/restore"):
        await team.owner.client.delete(f"/api/v1/charts/{chart_id}")
    address = f"/api/v1{path.format(id=chart_id)}"
    body = None if not has_body else saved if path in {"/charts", "/charts/{id}"} else {"spec": saved["spec"]}

    async def status(asker: httpx.AsyncClient) -> int:
        return (await asker.request(method, address, json=body)).status_code

    assert await status(client) == 401
    is_about_nothing_foreign = path == "/charts"
    assert await status(team.stranger.client) == (
        404 if not is_about_nothing_foreign else 200 if method == "GET" else 201
    )
    assert await status(team.viewer.client) == (200 if is_for_viewers else 403)
    assert await status(team.editor.client) in {200, 201, 204}


async def test_a_refresh_by_hand_runs_a_chart_anew_and_keeps_what_comes_out(owner: Person) -> None:
    spec = spec_of(await upload(owner))
    chart = (await owner.client.post("/api/v1/charts", json={"name": "Amounts", "spec": spec})).json()
    asked = [("preview", {"spec": spec}), (f"{chart['id']}/result", {})]
    fresh = {"skip_cache": True}
    found = []
    for more in ({}, {}, fresh, {}):
        for path, body in asked:
            answer = (await owner.client.post(f"/api/v1/charts/{path}", json=body | more)).json()
            found.append(answer["result"]["receipt"]["is_cached"])
    assert found == [False, True, True, True, False, False, True, True]
