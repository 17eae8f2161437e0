"""Questions over HTTP: who may ask, in which forms answers leave, and what a wrong question is told."""

import io
import struct
from typing import Any

import httpx
import orjson
import pytest
from arro3.io import read_ipc_stream
from tests.factories import Person
from tests.query.conftest import MakeDataset, spec_of

from gnomon.datasets.contracts import DatasetId
from gnomon.query.runtime import QueryRuntime

SALES = """
SELECT * FROM (VALUES
    (1, 'north', 10.50::DECIMAL(18,2), DATE '2024-01-05', TIMESTAMP '2024-01-05 10:00:00'),
    (2, 'south', 20.25, DATE '2024-02-01', TIMESTAMP '2024-02-01 11:30:00'),
    (3, 'north', 30.00, DATE '2024-02-15', TIMESTAMP '2024-02-15 00:00:00'),
    (4, NULL, NULL, NULL, NULL)
) AS sales(id, region, amount, day, moment)
"""
COUNT = {"aggregation": "count", "name": "n"}
BY_REGION = {
    "dimensions": [{"member": "region"}],
    "measures": [COUNT, {"member": "amount", "aggregation": "sum", "name": "amount"}],
    "sort": [{"by": "amount", "descending": True}],
}
ARROW = "application/vnd.apache.arrow.stream"
BATCH = "application/vnd.gnomon.batch"


@pytest.fixture
async def sales(make_dataset: MakeDataset) -> DatasetId:
    return await make_dataset(SALES)


def requests_for(dataset_id: DatasetId) -> list[tuple[str, str, Any]]:
    """Every route that answers a question about a dataset."""
    spec = spec_of(dataset_id, **BY_REGION)
    return [
        ("POST", "/query", {"spec": spec}),
        ("POST", "/query/batch", {"questions": [{"id": "a", "spec": spec}]}),
        ("POST", "/query/cube", cube_of(dataset_id)),
        ("POST", "/query/explain", spec),
        ("GET", f"/datasets/{dataset_id}/model", None),
        ("GET", f"/datasets/{dataset_id}/profile", None),
        ("GET", f"/datasets/{dataset_id}/preview", None),
        ("GET", f"/datasets/{dataset_id}/members/region/values", None),
    ]


def cube_of(dataset_id: DatasetId) -> dict[str, Any]:
    """The rows by day, by what is brushed among the regions."""
    axes = [{"id": "region", "dimension": {"member": "region"}}]
    return {"dataset_id": str(dataset_id), "axes": axes, "tiles": [{"id": "rows", "measures": [COUNT]}]}


async def send(client: httpx.AsyncClient, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
    return await client.request(method, f"/api/v1{path}", json=body, headers=headers)


async def get(person: Person, path: str) -> Any:
    """What a path answers when all is well."""
    answer = await send(person.client, "GET", path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def frames_of(content: bytes) -> list[tuple[dict[str, Any], bytes]]:
    """The frames of a batch, as any client reads them."""
    frames, position = [], 0
    while position < len(content):
        (length,) = struct.unpack_from(">I", content, position)
        header = orjson.loads(content[position + 4 : position + 4 + length])
        body = position + 4 + length
        frames.append((header, content[body : body + header["body_length"]]))
        position = body + header["body_length"]
    return frames


async def test_nobody_asks_without_signing_in(client: httpx.AsyncClient, sales: DatasetId) -> None:
    for method, path, body in [*requests_for(sales), ("DELETE", f"/query-runs/{sales}", None)]:
        assert (await send(client, method, path, body)).status_code == 401, path


async def test_a_dataset_of_another_workspace_is_not_there(stranger: Person, sales: DatasetId) -> None:
    for method, path, body in requests_for(sales):
        answer = await send(stranger.client, method, path, body)
        if path == "/query/batch":
            assert [header["error"]["code"] for header, _ in frames_of(answer.content)] == ["NOT_FOUND"]
        else:
            assert answer.status_code == 404, path


async def test_a_viewer_may_ask_everything(viewer: Person, sales: DatasetId) -> None:
    for method, path, body in requests_for(sales):
        assert (await send(viewer.client, method, path, body)).status_code == 200, path


async def test_an_answer_leaves_as_json_rows(viewer: Person, sales: DatasetId) -> None:
    answer = (await send(viewer.client, "POST", "/query", {"spec": spec_of(sales, **BY_REGION)})).json()
    receipt = answer.pop("receipt")
    elapsed = answer.pop("execution_time_ms")
    assert elapsed > 0
    assert answer == {
        "columns": [
            {"name": "region", "type": "text", "label": "Region", "role": "dimension"},
            {"name": "n", "type": "integer", "label": "Rows", "role": "measure"},
            {"name": "amount", "type": "decimal", "label": "Sum of Amount", "role": "measure"},
        ],
        "rows": [["north", 2, 40.5], ["south", 1, 20.25], [None, 1, None]],
        "row_count": 3,
        "total_rows": 3,
        "truncated": False,
        "warnings": [],
    }
    assert receipt["dataset_id"] == str(sales)
    assert receipt["is_cached"] is False
    again = (await send(viewer.client, "POST", "/query", {"spec": spec_of(sales, **BY_REGION)})).json()
    assert (again["rows"], again["receipt"]["is_cached"]) == (answer["rows"], True)
    assert again["receipt"]["fingerprint"] == receipt["fingerprint"]


@pytest.mark.parametrize("path", ["preview", "members/region/values"])
async def test_rows_and_values_are_read_anew_when_asked_to(viewer: Person, sales: DatasetId, path: str) -> None:
    found = [await get(viewer, f"/datasets/{sales}/{path}?skip_cache={skip}") for skip in (False, False, True)]
    assert [one["receipt"]["is_cached"] for one in found] == [False, True, False]


async def test_a_batch_is_run_anew_when_asked_to(viewer: Person, sales: DatasetId) -> None:
    asked = {"questions": [{"id": "a", "spec": spec_of(sales, **BY_REGION)}]}
    found = []
    for skip in (False, False, True):
        answer = await send(viewer.client, "POST", "/query/batch", asked | {"skip_cache": skip})
        found.append(frames_of(answer.content)[0][0]["meaning"]["receipt"]["is_cached"])
    assert found == [False, True, False]


async def test_a_refresh_by_hand_takes_nothing_from_the_cache_and_keeps_what_comes_out(
    viewer: Person, sales: DatasetId, questions: QueryRuntime
) -> None:
    def rows(least: int) -> dict[str, Any]:
        filters = [{"kind": "range", "member": "id", "min": least}]
        return spec_of(sales, mode="rows", dimensions=[{"member": "id"}], filters=filters, limit=1)

    def count_of(least: int) -> dict[str, Any]:
        return spec_of(sales, measures=[COUNT | {"name": "count"}], filters=rows(least)["filters"])

    async def ask(spec: dict[str, Any], *, skip: bool = False) -> Any:
        return (await send(viewer.client, "POST", "/query", {"spec": spec, "skip_cache": skip})).json()

    async def seen(*, skip: bool = False) -> tuple[Any, int]:
        answer = await ask(rows(2), skip=skip)
        return answer["rows"], answer["total_rows"]

    for spoiled, other in ((rows(2), rows(4)), (count_of(2), count_of(4))):
        keys = [(await ask(spec))["receipt"]["fingerprint"] for spec in (spoiled, other)]
        kept = await questions.cache.get(keys[1])
        assert kept is not None
        questions.cache.put(keys[0], kept)
    assert [await seen(), await seen(skip=True), await seen()] == [([[4]], 1), ([[2]], 3), ([[2]], 3)]


async def test_an_answer_leaves_as_arrow_with_its_meaning(viewer: Person, sales: DatasetId) -> None:
    answer = await send(viewer.client, "POST", "/query", {"spec": spec_of(sales, **BY_REGION)}, accept=ARROW)
    assert answer.headers["content-type"] == ARROW
    table = read_ipc_stream(io.BytesIO(answer.content)).read_all()
    assert [table.column(i).to_pylist() for i in range(3)] == [
        ["north", "south", None],
        [2, 1, 1],
        ["40.50", "20.25", None],
    ]
    meaning = orjson.loads(table.schema.metadata[b"gnomon"])
    assert [(one["name"], one["is_text_encoded"]) for one in meaning["columns"]] == [
        ("region", False),
        ("n", False),
        ("amount", True),
    ]


async def test_a_batch_answers_every_question_and_each_error_in_its_frame(viewer: Person, sales: DatasetId) -> None:
    good = spec_of(sales, **BY_REGION)
    wrong = spec_of(sales, dimensions=[{"member": "regoin"}])
    body = {"questions": [{"id": "good", "spec": good}, {"id": "wrong", "spec": wrong}]}
    answer = await send(viewer.client, "POST", "/query/batch", body)
    assert answer.headers["content-type"] == BATCH
    frames = {header["id"]: (header, arrow) for header, arrow in frames_of(answer.content)}
    header, arrow = frames["good"]
    assert header["error"] is None
    assert read_ipc_stream(io.BytesIO(arrow)).read_all().num_rows == header["meaning"]["row_count"] == 3
    header, arrow = frames["wrong"]
    assert (header["meaning"], arrow) == (None, b"")
    assert header["error"] == {
        "code": "VALIDATION_ERROR",
        "kind": "invalid",
        "message": "There is no member “regoin”.",
        "hint": "Did you mean “region”?",
        "details": {"member": "regoin", "near": ["region"]},
    }


async def test_one_question_may_be_answered_as_one_frame(viewer: Person, sales: DatasetId) -> None:
    answer = await send(viewer.client, "POST", "/query", {"spec": spec_of(sales, **BY_REGION)}, accept=BATCH)
    ((header, arrow),) = frames_of(answer.content)
    assert (header["meaning"]["row_count"], len(arrow)) == (3, header["body_length"])


async def test_a_preview_sorts_filters_and_pages_on_the_server(viewer: Person, sales: DatasetId) -> None:
    path = f"/datasets/{sales}/preview?sort=amount&descending=true&columns=id&columns=amount&limit=2"
    answer = await get(viewer, path)
    assert (answer["rows"], answer["total_rows"], answer["truncated"]) == ([[3, 30.0], [2, 20.25]], 4, True)
    answer = await get(viewer, f"{path}&offset=2")
    assert (answer["rows"], answer["truncated"]) == ([[1, 10.5], [4, None]], False)
    filters = '[{"kind":"in","member":"region","values":["north"]}]'
    answer = await get(viewer, f"/datasets/{sales}/preview?limit=1&filter={filters}")
    assert (answer["rows"], answer["total_rows"]) == (
        [[1, "north", 10.5, "2024-01-05", "2024-01-05T10:00:00"]],
        2,
    )


async def test_a_broken_filter_in_the_query_string_is_explained(viewer: Person, sales: DatasetId) -> None:
    answer = await send(viewer.client, "GET", f"/datasets/{sales}/preview?filter=[{{}}]")
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "VALIDATION_ERROR"
    assert "JSON list of filters" in answer.json()["error"]["message"]


async def test_values_of_a_member_come_most_frequent_first_and_can_be_searched(
    viewer: Person, sales: DatasetId
) -> None:
    path = f"/datasets/{sales}/members/region/values"
    assert (await get(viewer, path))["rows"] == [["north", 2], ["south", 1], [None, 1]]
    assert (await get(viewer, f"{path}?search=OUT"))["rows"] == [["south", 1]]
    numbers = f"/datasets/{sales}/members/amount/values?search=0.2"
    assert (await get(viewer, numbers))["rows"] == [[20.25, 1]]


async def test_an_unknown_field_of_a_question_is_named_with_near_misses(viewer: Person, sales: DatasetId) -> None:
    body = {"spec": spec_of(sales, mesures=[COUNT])}
    answer = await send(viewer.client, "POST", "/query", body)
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert (error["code"], "measures" in error["hint"]) == ("VALIDATION_ERROR", True)


async def test_an_explanation_shows_every_stage_without_running(viewer: Person, sales: DatasetId) -> None:
    answer = (await send(viewer.client, "POST", "/query/explain", spec_of(sales, **BY_REGION))).json()
    assert [stage["stage"] for stage in answer["stages"]] == ["resolve", "authorize", "build", "rewrite", "lower"]
    assert answer["stages"][-1]["output"] == answer["sql"]
    assert answer["stages"][0]["output"].splitlines()[0] == "Resolved counts=n columns=region, n, amount"
    assert answer["parameters"] == []


async def test_ending_a_run_that_is_not_there_is_no_error(viewer: Person, sales: DatasetId) -> None:
    assert (await send(viewer.client, "DELETE", f"/query-runs/{sales}")).status_code == 204


async def test_a_new_version_is_seen_at_once(viewer: Person, sales: DatasetId, make_dataset: MakeDataset) -> None:
    body = {"spec": spec_of(sales, measures=[COUNT])}
    assert (await send(viewer.client, "POST", "/query", body)).json()["rows"] == [[4]]
    await make_dataset("SELECT 1 AS id", dataset_id=sales)
    assert (await send(viewer.client, "POST", "/query", body)).json()["rows"] == [[1]]
