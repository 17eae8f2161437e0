"""What tests of dashboards begin with: two datasets and a dashboard over them."""

import json
import struct
from typing import Any

import httpx

SALES = "day,region,amount\n" + "".join(
    f"2024-{month:02d}-0{day},{region},{month * 10 + day}.50\n"
    for month in range(1, 13)
    for day, region in ((1, "North"), (2, "South"))
)
STORES = "region,size\nNorth,10\nSouth,20\nWest,30\n"
BATCH = {"Accept": "application/vnd.gnomon.batch"}


async def upload(client: httpx.AsyncClient, name: str, content: str) -> str:
    """Upload a small file; answers the dataset's id."""
    answer = await client.post("/api/v1/datasets/upload", files={"file": (name, content.encode(), "text/csv")})
    assert answer.status_code == 201, answer.text
    dataset_id: str = answer.json()["id"]
    return dataset_id


def tile(tile_id: str, dataset_id: str, x: str | None, measure: str = "amount", **chart: Any) -> dict[str, Any]:
    """A chart tile: a sum by a field, or alone."""
    y = [{"role": "measure", "member": measure, "aggregation": "sum"}]
    encodings = {"x": {"role": "dimension", "member": x} if x else None, "y": y}
    layout = {"x": 0, "y": 0, "width": 6, "height": 6}
    spec = {"dataset_id": dataset_id, "encodings": encodings, **chart}
    return {"kind": "chart", "id": tile_id, "layout": layout, "chart": spec}


def spec_of(*tiles: dict[str, Any], filters: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """A dashboard of one page."""
    return {"pages": [{"id": "page-1", "title": "Page 1", "tiles": list(tiles), "filters": list(filters)}]}


async def create(client: httpx.AsyncClient, spec: dict[str, Any] | None = None, name: str = "Sales") -> dict[str, Any]:
    """Make a dashboard."""
    answer = await client.post("/api/v1/dashboards", json={"name": name, "spec": spec})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def frames_of(content: bytes) -> list[dict[str, Any]]:
    """The headers of a batch, in the order in which they came."""
    headers = []
    while content:
        (length,) = struct.unpack(">I", content[:4])
        header = json.loads(content[4 : 4 + length])
        headers.append(header)
        content = content[4 + length + header["body_length"] :]
    return headers


async def ask(client: httpx.AsyncClient, dashboard_id: str, **body: Any) -> dict[str, dict[str, Any]]:
    """The answers of a dashboard's tiles, by tile."""
    answer = await client.post(f"/api/v1/dashboards/{dashboard_id}/results", json=body)
    assert answer.status_code == 200, answer.text
    return {one["id"]: one for one in answer.json()["items"]}


def regions(answer: dict[str, Any]) -> list[Any]:
    """The first column of a tile's rows, sorted."""
    return sorted(row[0] for row in answer["result"]["rows"])
