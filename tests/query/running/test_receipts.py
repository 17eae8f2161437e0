"""Receipts: what is said about an answer is true, and enough to get it again by hand."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import pytest
import pytest_asyncio
from tests.query.running.house import House, ask

from gnomon.datasets.contracts import DatasetId
from gnomon.query.contracts import QuerySpec

pytestmark = pytest.mark.asyncio(loop_scope="module")

SALES = """
SELECT i::BIGINT AS id, CASE i % 4 WHEN 0 THEN NULL ELSE 'part ' || i % 4 END AS part, (i / 8.0)::DECIMAL(9,3) AS amount
FROM range(40) AS r(i)
"""
COUNT = {"aggregation": "count", "name": "n"}
BY_PART = {"dimensions": [{"member": "part"}], "measures": [COUNT], "sort": [{"by": "part"}]}
ROWS = {"mode": "rows", "sort": [{"by": "id"}]}
FIRST_TEN = [{"kind": "range", "member": "id", "max": 10}]
NONE = [{"kind": "range", "member": "id", "min": 99}]
LARGE = [{"kind": "measure", "measure": "n", "min": 11}]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sales(house: House) -> DatasetId:
    first = await house.store("SELECT 1 AS id", "receipts")
    return await house.store(SALES, "receipts", first)


async def test_a_receipt_names_the_version_the_statement_and_the_run(house: House, sales: DatasetId) -> None:
    owner, run_id = house.team.owner, str(uuid4())
    parts = {**BY_PART, "filters": [{"kind": "range", "member": "amount", "min": "0.5"}], "time_zone": "Asia/Tokyo"}
    answer = await ask(owner, sales, run_id=run_id, **parts)
    explained = await owner.client.post("/api/v1/query/explain", json={"dataset_id": str(sales), **parts})
    shown = (await owner.client.get(f"/api/v1/datasets/{sales}")).json()
    versions = (await owner.client.get(f"/api/v1/datasets/{sales}/versions")).json()["items"]
    (active,) = [version for version in versions if version["is_active"]]

    receipt = answer["receipt"]
    assert receipt == {
        "run_id": run_id,
        "spec": QuerySpec(dataset_id=sales, **parts).model_dump(mode="json"),
        "dataset_id": str(sales),
        "dataset_version_id": shown["active_version_id"],
        "content_hash": active["content_hash"],
        "as_of": active["created_at"],
        "sources": [
            {
                "dataset_id": str(sales),
                "name": shown["name"],
                "version_id": shown["active_version_id"],
                "version_number": 2,
                "content_hash": active["content_hash"],
                "as_of": active["created_at"],
                "row_count": active["row_count"],
            }
        ],
        "model_id": None,
        "model_revision": 0,
        "policy_hash": None,
        "sql": explained.json()["sql"],
        "parameters": explained.json()["parameters"],
        "fingerprint": receipt["fingerprint"],
        "time_zone": "Asia/Tokyo",
        "asked_at": receipt["asked_at"],
        "rows_scanned": 40,
        "row_count": answer["row_count"],
        "is_truncated": False,
        "is_cached": False,
        "rolled_up": False,
        "shared_pass": None,
        "elapsed_ms": answer["execution_time_ms"],
    }
    assert (len(versions), active["number"]) == (2, 2)
    assert receipt["parameters"] == ["0.500"]
    assert re.fullmatch("[0-9a-f]{40}", receipt["fingerprint"])
    assert datetime.fromisoformat(receipt["as_of"]).utcoffset() is not None
    assert datetime.fromisoformat(receipt["as_of"]) < datetime.fromisoformat(receipt["asked_at"]) <= datetime.now(UTC)
    assert 0 < receipt["elapsed_ms"] < 60_000


COUNTED: dict[str, tuple[dict[str, Any], tuple[int, int, bool]]] = {
    "all rows": (ROWS, (40, 40, False)),
    "some rows": ({**ROWS, "limit": 7}, (7, 40, True)),
    "rows that end with the limit": ({**ROWS, "limit": 40}, (40, 40, False)),
    "the last rows": ({**ROWS, "limit": 7, "offset": 35}, (5, 40, False)),
    "the last rows that end with the limit": ({**ROWS, "limit": 5, "offset": 35}, (5, 40, False)),
    "rows beyond the last": ({**ROWS, "offset": 41}, (0, 40, False)),
    "some of the filtered rows": ({**ROWS, "limit": 3, "filters": FIRST_TEN}, (3, 10, True)),
    "filtered rows beyond the last": ({**ROWS, "offset": 11, "filters": FIRST_TEN}, (0, 10, False)),
    "no rows at all": ({**ROWS, "filters": NONE}, (0, 0, False)),
    "no rows at all, looked for far behind": ({**ROWS, "filters": NONE, "offset": 5}, (0, 0, False)),
    "all groups": (BY_PART, (4, 4, False)),
    "some groups": ({**BY_PART, "limit": 1}, (1, 4, True)),
    "the last group": ({**BY_PART, "limit": 1, "offset": 3}, (1, 4, False)),
    "groups beyond the last": ({**BY_PART, "offset": 9}, (0, 4, False)),
    "groups that their measure drops": ({**BY_PART, "filters": LARGE}, (0, 0, False)),
    "no groups at all": ({**BY_PART, "filters": NONE}, (0, 0, False)),
    "one number": ({"measures": [COUNT]}, (1, 1, False)),
    "one number of no rows": ({"measures": [COUNT], "filters": NONE}, (1, 1, False)),
    "beyond the one number": ({"measures": [COUNT], "offset": 1}, (0, 1, False)),
}


@pytest.mark.parametrize("name", COUNTED)
async def test_an_answer_tells_how_many_rows_there_are_and_whether_more_follow(
    name: str, house: House, sales: DatasetId
) -> None:
    parts, expected = COUNTED[name]
    for is_cached in (False, True):
        answer = await ask(house.team.owner, sales, **parts)
        assert (answer["row_count"], answer["total_rows"], answer["truncated"]) == expected
        assert len(answer["rows"]) == answer["row_count"]
        assert answer["receipt"]["is_cached"] is is_cached


def by_hand(folder: Path, receipt: dict[str, Any], name: str) -> list[list[Any]]:
    """The rows of a receipt's statement, run by nothing but DuckDB over the files of its version."""
    (path,) = folder.rglob(f"{receipt['dataset_id']}/{receipt['dataset_version_id']}/*.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW {name} AS SELECT *, file_row_number AS \"__row\" FROM read_parquet('{path}')")
        return [list(row) for row in connection.execute(receipt["sql"], receipt["parameters"]).fetchall()]


@pytest.mark.parametrize("parts", [{**ROWS, "limit": 5, "filters": FIRST_TEN}, {**BY_PART, "filters": FIRST_TEN}])
async def test_the_statement_of_a_receipt_gives_the_answer_again(
    house: House, sales: DatasetId, parts: dict[str, Any]
) -> None:
    answer = await ask(house.team.owner, sales, **parts)
    again = by_hand(house.folder, answer["receipt"], "receipts")
    width = len(answer["columns"])
    shown = [[float(cell) if place == 2 else cell for place, cell in enumerate(row[:width])] for row in again]
    assert shown == answer["rows"]


async def test_a_long_list_of_values_is_told_by_its_beginning(house: House, sales: DatasetId) -> None:
    values = list(range(1000, 3000))
    filters = [{"kind": "in", "member": "id", "values": [7, *values]}]
    answer = await ask(house.team.owner, sales, measures=[COUNT], filters=filters)
    (told,) = answer["receipt"]["parameters"]
    assert (answer["rows"], len(told) < 1_100, told[:9], told[-20:]) == (
        [[1]],
        True,
        "[7, 1000,",
        "… (12003 characters)",
    )
