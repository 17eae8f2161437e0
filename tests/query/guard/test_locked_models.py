"""Locks of a link over several related tables: what one lock does not reach is not there."""

from typing import Any

import httpx
import pytest
from tests.factories import open_client
from tests.query.guard.paths import read
from tests.query.running.house import House

pytestmark = pytest.mark.asyncio(loop_scope="module")

SALES = """
SELECT i AS id, i % 3 AS store_id, CASE WHEN i % 2 = 0 THEN 'mine' ELSE 'CANARY' END AS branch, i AS amount
FROM range(12) AS r(i)
"""
STORES = "SELECT i AS store_id, 'CANARY store ' || i AS store_name, 100 + i AS size FROM range(5) AS r(i)"
SHARE = "SUM(amount) / CALCULATE(SUM(amount), REMOVE())"


async def make_board(house: House) -> tuple[dict[str, Any], str, str]:
    """A dashboard over sales with their stores, and the two datasets."""
    sales, stores = str(await house.store(SALES, "sales")), str(await house.store(STORES, "stores"))
    definition = {
        "tables": [{"name": "sales", "dataset_id": sales}, {"name": "stores", "dataset_id": stores}],
        "relationships": [
            {
                "name": "store",
                "from_table": "sales",
                "from_columns": ["store_id"],
                "to_table": "stores",
                "to_columns": ["store_id"],
                "cardinality": "many_to_one",
            }
        ],
        "measures": [{"name": "share", "table": "sales", "formula": SHARE}],
    }
    owner = house.team.owner.client
    made = await owner.post("/api/v1/models", json={"name": "Sales", "definition": definition})
    assert made.status_code == 201, made.text
    assert made.json()["check"]["problems"] == []
    total = {"role": "measure", "member": "amount", "aggregation": "sum"}
    encodings: dict[str, Any] = {
        "branches": {"x": {"role": "dimension", "member": "branch"}, "y": [total]},
        "names": {"x": {"role": "dimension", "member": "stores.store_name"}, "y": [total]},
        "share": {"x": {"role": "dimension", "member": "branch"}, "y": [{"role": "measure", "member": "share"}]},
    }
    layout = {"x": 0, "y": 0, "width": 6, "height": 6}
    tiles = [
        {"kind": "chart", "id": name, "layout": layout, "chart": {"dataset_id": sales, "encodings": one}}
        for name, one in encodings.items()
    ]
    pages = [{"id": "page-1", "title": "Page", "tiles": tiles, "filters": []}]
    return await read(owner, "POST", "/dashboards", {"name": "Sales", "spec": {"pages": pages}}), sales, stores


async def seen(visitor: httpx.AsyncClient, house: House, board: dict[str, Any], *locks: dict[str, Any]) -> Any:
    """What a link with those locks shows of each tile."""
    body = {"dashboard_id": board["id"], "locks": locks}
    link = await read(house.team.owner.client, "POST", "/shares", body)
    address = f"/public/shares/{link['path'].removeprefix('/s/')}/results"
    items = (await read(visitor, "POST", address, {}))["items"]
    return {one["id"]: one["error"]["code"] if one["error"] else one["result"]["rows"] for one in items}


async def test_a_lock_holds_below_joins_and_below_formulas_that_remove_filters(house: House) -> None:
    board, sales, stores = await make_board(house)
    mine = {"dataset_id": sales, "member": "branch", "values": ["mine"]}
    few = {"dataset_id": stores, "member": "size", "values": [100, 101]}
    async with open_client(house.app) as visitor:
        assert await seen(visitor, house, board, mine) == {
            "branches": [["mine", 30]],
            "names": "FORBIDDEN",
            "share": [["mine", 1.0]],
        }
        both = await seen(visitor, house, board, mine, few)
        assert both["names"] == [["CANARY store 1", 14], [None, 10], ["CANARY store 0", 6]]
        free = await seen(visitor, house, board)
        assert free["share"] == [["CANARY", 36 / 66], ["mine", 30 / 66]]
