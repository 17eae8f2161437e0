"""Cubes over HTTP: cells in frames or as JSON, and tile by tile why there are none."""

import io
from typing import Any

import pytest
from arro3.core import Table
from arro3.io import read_ipc_stream
from tests.factories import Person
from tests.query.conftest import MakeDataset
from tests.query.test_routes import BATCH, frames_of, send

from gnomon.datasets.contracts import DatasetId

ROWS = """
SELECT * FROM (VALUES
    (1, 'north', 10.50::DECIMAL(18,2), DATE '2024-01-05'),
    (12, 'south', 20.25, DATE '2024-02-01'),
    (27, 'north', 30.00, DATE '2024-02-15'),
    (NULL, 'north', NULL, NULL)
) AS sales(size, region, amount, day)
"""
COUNT = {"aggregation": "count", "name": "n"}
MEAN = {"member": "amount", "aggregation": "avg", "name": "mean"}
BY_SIZE = {"id": "size", "dimension": {"member": "size", "bins": {"width": 10}}}
BY_MONTH = {"id": "month", "dimension": {"member": "day", "grain": "month"}}
BY_REGION = {"id": "regions", "dimensions": [{"member": "region"}], "measures": [COUNT, MEAN]}


@pytest.fixture
async def sales(make_dataset: MakeDataset) -> DatasetId:
    return await make_dataset(ROWS)


async def cube(person: Person, dataset_id: DatasetId, axes: list[Any], tiles: list[Any], **parts: Any) -> Any:
    """The slices of a cube as JSON."""
    body = {"dataset_id": str(dataset_id), "axes": axes, "tiles": tiles, **parts}
    answer = await send(person.client, "POST", "/query/cube", body)
    return answer.json() if answer.status_code != 200 else answer.json()["items"]


def table_of(body: bytes) -> Table:
    return read_ipc_stream(io.BytesIO(body)).read_all()


async def test_a_slice_holds_the_parts_of_each_measure_by_step_and_says_how_to_read_them(
    viewer: Person, sales: DatasetId
) -> None:
    (item,) = await cube(viewer, sales, [BY_SIZE], [BY_REGION])
    found = item["slice"]
    assert found.pop("byte_size") > 0
    assert found == {
        "axis": "size",
        "tile": "regions",
        "verdict": "exact",
        "reason": None,
        "most_steps": None,
        "steps": {
            "column": "__step",
            "member": "size",
            "type": "float",
            "grain": None,
            "width": 10.0,
            "first": 0.0,
            "last": 20.0,
            "has_null": True,
        },
        "groups": ["region"],
        "measures": [
            {"name": "n", "parts": [{"column": "n", "fold": "sum"}], "is_count": True},
            {
                "name": "mean",
                "parts": [{"column": "mean sum", "fold": "sum"}, {"column": "mean count", "fold": "sum"}],
                "is_count": False,
            },
        ],
        "cell_count": 4,
    }
    assert item["result"]["rows"] == [
        [0, "north", 1, 10.5, 1],
        [10, "south", 1, 20.25, 1],
        [20, "north", 1, 30.0, 1],
        [None, "north", 1, None, 0],
    ]
    assert item["result"]["receipt"]["is_cached"] is False


async def test_frames_hold_the_same_cells_in_few_bytes(viewer: Person, make_dataset: MakeDataset) -> None:
    many = await make_dataset("SELECT i // 25 AS size, i % 25 AS region, i / 4 AS amount FROM range(5000) AS r(i)")
    body: dict[str, Any] = {"dataset_id": str(many), "axes": [BY_SIZE], "tiles": [BY_REGION]}
    body["axes"][0] = {"id": "size", "dimension": {"member": "size", "bins": {"width": 1}}}
    answer = await send(viewer.client, "POST", "/query/cube", body, accept=BATCH)
    ((header, rows),) = frames_of(answer.content)
    plain = (await send(viewer.client, "POST", "/query/cube", body)).json()["items"][0]["result"]
    table = table_of(rows)
    columns = [table.column(place).to_pylist() for place in range(table.num_columns)]
    assert [list(row) for row in zip(*columns, strict=True)] == plain["rows"]
    assert (header["id"], header["extra"]["byte_size"], plain["receipt"]["is_cached"]) == (
        "size/regions",
        len(rows),
        True,
    )
    assert len(rows) / len(plain["rows"]) < 20, "two keys of a byte, two counts of a byte, a sum of eight"


async def test_a_tile_that_cannot_be_put_together_is_refused_by_name_and_the_others_are_not(
    viewer: Person, sales: DatasetId
) -> None:
    def measuring(*measures: Any, **parts: Any) -> dict[str, Any]:
        return {"measures": list(measures), **parts}

    refused = {
        "distinct": measuring(COUNT, {"member": "region", "aggregation": "count_distinct"}),
        "median": measuring({"member": "size", "aggregation": "median", "name": "Middle"}),
        "deviation": measuring({"member": "size", "aggregation": "stddev"}),
        "ratio": measuring({"formula": "SUM(amount) / COUNT(*)", "name": "Each"}),
        "share": measuring({"formula": "SHARE_OF_TOTAL(SUM(amount))", "name": "Share"}),
        "running": measuring({"formula": "RUNNING_TOTAL(SUM(amount), day)", "name": "Run"}),
        "closing": measuring({"formula": "CLOSING(SUM(amount), day)", "name": "Stock"}),
        "first": measuring(COUNT, dimensions=[{"member": "region", "top": {"count": 1, "by": "n"}}]),
        "steps": measuring(COUNT, dimensions=[{"member": "size", "bins": {"at_most": 3}}]),
        "large groups": measuring(
            COUNT, dimensions=[{"member": "region"}], filters=[{"kind": "measure", "measure": "n", "min": 2}]
        ),
    }
    tiles = [BY_REGION, *({"id": name, **tile} for name, tile in refused.items())]
    found = {item["slice"]["tile"]: item for item in await cube(viewer, sales, [BY_SIZE], tiles)}
    assert found.pop("regions")["slice"]["verdict"] == "exact"
    assert {item["slice"]["verdict"] for item in found.values()} == {"not_additive"}
    assert all(item["result"] is None and item["error"] is None for item in found.values())
    assert {name: item["slice"]["reason"] for name, item in found.items()} == {
        "distinct": "“count_distinct_region” counts different values, of which one may stand in several steps.",
        "median": "“Middle” is a median, which the medians of steps do not tell.",
        "deviation": "“stddev_size” is a standard deviation, which those of steps do not tell.",
        "ratio": "“Each” is computed of other figures, which do not add up over steps.",
        "share": "“Share” is computed of other figures, which do not add up over steps.",
        "running": "“Run” is computed of other figures, which do not add up over steps.",
        "closing": "“Stock” is computed of other figures, which do not add up over steps.",
        "first": "Which values of “region” are the first depends on what is brushed.",
        "steps": "The steps of “size” are as wide as the brushed range makes them.",
        "large groups": "Which groups “n” leaves out depends on what is brushed.",
    }


async def test_a_tile_that_cannot_be_asked_fails_alone(viewer: Person, sales: DatasetId) -> None:
    wrong = {"id": "wrong", "dimensions": [{"member": "regoin"}], "measures": [COUNT]}
    good, bad = await cube(viewer, sales, [BY_SIZE], [BY_REGION, wrong])
    assert (good["slice"]["verdict"], bad["slice"]["verdict"]) == ("exact", "failed")
    assert (bad["slice"]["reason"], bad["error"]["hint"]) == (
        "There is no member “regoin”.",
        "Did you mean “region”?",
    )


async def test_too_many_cells_are_refused_with_the_number_of_steps_that_fit(
    viewer: Person, make_dataset: MakeDataset
) -> None:
    many = await make_dataset("SELECT i AS size, 'a' AS region, 1 AS amount FROM range(1000) AS r(i)")
    axis = {"id": "size", "dimension": {"member": "size", "bins": {"at_most": 1000}}}
    (item,) = await cube(viewer, many, [axis], [BY_REGION], max_cells=100)
    found = item["slice"]
    assert (found["verdict"], found["most_steps"], found["cell_count"], item["result"]) == ("too_large", 100, 0, None)
    assert found["reason"] == "It has 1,000 cells, and 100 are the most."
    axis["dimension"] = {"member": "size", "bins": {"at_most": found["most_steps"]}}
    (item,) = await cube(viewer, many, [axis], [BY_REGION], max_cells=100)
    assert (item["slice"]["verdict"], item["slice"]["cell_count"], item["slice"]["steps"]["width"]) == (
        "exact",
        100,
        10.0,
    )


async def test_every_axis_reaches_every_tile_but_those_that_say_no(viewer: Person, sales: DatasetId) -> None:
    total = {"id": "total", "measures": [COUNT]}
    tiles = [{**BY_REGION, "unlinked": ["month"]}, total]
    found = await cube(viewer, sales, [BY_SIZE, BY_MONTH], tiles)
    assert [(one["slice"]["axis"], one["slice"]["tile"]) for one in found] == [
        ("size", "regions"),
        ("size", "total"),
        ("month", "total"),
    ]
    assert found[2]["slice"]["steps"] == {
        "column": "__step",
        "member": "day",
        "type": "date",
        "grain": "month",
        "width": None,
        "first": "2024-01-01",
        "last": "2024-02-01",
        "has_null": True,
    }


async def test_a_tile_s_own_range_of_the_brushed_member_leaves_the_steps_as_they_are(
    viewer: Person, sales: DatasetId
) -> None:
    axis = {"id": "size", "dimension": {"member": "size", "bins": {"at_most": 30}}}
    total = {"id": "total", "measures": [COUNT]}
    narrow = {"id": "narrow", "measures": [COUNT], "filters": [{"kind": "range", "member": "size", "max": 2}]}
    found = await cube(viewer, sales, [axis], [total, narrow])
    assert [one["slice"]["steps"]["width"] for one in found] == [1.0, 1.0]
    assert [one["result"]["rows"] for one in found] == [[[1, 1], [12, 1], [27, 1], [None, 1]], [[1, 1]]]


async def test_nothing_to_brush_is_a_cube_without_cells(viewer: Person, sales: DatasetId) -> None:
    nothing = [{"kind": "in", "member": "region", "values": []}]
    (item,) = await cube(viewer, sales, [BY_SIZE], [BY_REGION], filters=nothing)
    assert (item["slice"]["verdict"], item["slice"]["cell_count"], item["result"]["rows"]) == ("exact", 0, [])
    assert (item["slice"]["steps"]["first"], item["slice"]["steps"]["last"]) == (None, None)


async def test_requests_that_make_no_sense_are_refused_as_a_whole(viewer: Person, sales: DatasetId) -> None:
    total = {"id": "total", "measures": [COUNT]}
    first = {"id": "first", "dimension": {"member": "region", "top": {"count": 1, "by": "n"}}}
    axes = [{**BY_SIZE, "id": str(place)} for place in range(8)]
    for asked, message in (
        (([BY_SIZE, BY_SIZE], [total]), "Two axes are called “size”."),
        (([BY_SIZE], [total, total]), "Two tiles are called “total”."),
        (([first], [total]), "“region” is brushed, and shows its first values only."),
        (([{"id": "a", "dimension": {"member": "nobody"}}], [total]), "There is no member “nobody”."),
        (
            (axes, [{**total, "id": str(place)} for place in range(13)]),
            "A cube may have 100 slices; this one has 104, one for each tile and each axis.",
        ),
    ):
        refused = await cube(viewer, sales, *asked)
        assert refused["error"]["message"] == message


async def test_a_cube_is_kept_and_asked_anew_by_hand_only(viewer: Person, sales: DatasetId) -> None:
    found = [
        (await cube(viewer, sales, [BY_SIZE], [BY_REGION], skip_cache=skip))[0]["result"]["receipt"]["is_cached"]
        for skip in (False, False, True)
    ]
    assert found == [False, True, False]


async def test_the_same_cube_is_given_again_cell_for_cell_whatever_road_it_comes(
    viewer: Person, editor: Person, sales: DatasetId
) -> None:
    body = {"dataset_id": str(sales), "axes": [BY_SIZE], "tiles": [BY_REGION]}

    async def seen(person: Person) -> tuple[Any, bytes, bool]:
        answer = await send(person.client, "POST", "/query/cube", body, accept=BATCH)
        ((header, rows),) = frames_of(answer.content)
        return header["extra"], rows, header["meaning"]["receipt"]["is_cached"]

    found = [await seen(person) for person in (viewer, viewer, viewer, editor)]
    assert [is_cached for _, _, is_cached in found] == [False, True, True, True]
    assert {(repr(extra), rows) for extra, rows, _ in found} == {(repr(found[0][0]), found[0][1])}
