"""A dashboard of twelve tiles as a browser asks for it: when the first picture is there, and when all of them are."""

import statistics
import time
from typing import Any

from bench.server import API, BATCH, Server, count_frames
from bench.setting import Setting

TURNS = 5
TILES = 12
FIRST_MS, ALL_MS, CACHED_MS = 300.0, 1500.0, 150.0
Spec = dict[str, Any]


def dashboard(setting: Setting) -> None:
    """Cold with another filter value each time, then the same again."""
    dataset_id = setting.sales()["id"]
    server = setting.server
    address = f"{API}/dashboards/{_made(server, dataset_id)}/results"
    _asked(server, address, dataset_id, 0)
    cold = [_asked(server, address, dataset_id, turn) for turn in range(1, TURNS + 1)]
    again = [_asked(server, address, dataset_id, TURNS) for _ in range(TURNS)]
    report = setting.report
    report.figure("dashboard of 12, first tile, cold", statistics.median(one[0] for one in cold), "ms", limit=FIRST_MS)
    report.figure("dashboard of 12, all tiles, cold", statistics.median(one[1] for one in cold), "ms", limit=ALL_MS)
    report.figure(
        "dashboard of 12, all tiles, cached", statistics.median(one[1] for one in again), "ms", limit=CACHED_MS
    )


def _asked(server: Server, address: str, dataset_id: str, turn: int) -> tuple[float, float]:
    """Milliseconds until the first tile has come whole, and until all have."""
    bound = {"kind": "range", "member": "cost", "max": 2_000_000 + turn}
    body = {"chosen": [{"filter_id": "cost", "filter": bound}]}
    began = time.perf_counter()
    first, received = 0.0, b""
    with server.client.stream("POST", address, json=body, headers={"Accept": BATCH}) as response:
        response.raise_for_status()
        for piece in response.iter_raw():
            received += piece
            first = first or (time.perf_counter() - began) * 1000
    whole = (time.perf_counter() - began) * 1000
    if count_frames(received) != TILES:
        raise RuntimeError("a tile is missing")
    return first, whole


def _made(server: Server, dataset_id: str) -> str:
    tiles = [
        {
            "kind": "chart",
            "id": f"tile-{place}",
            "layout": {"x": place % 4 * 6, "y": place // 4 * 6, "width": 6, "height": 6},
            "chart": {"dataset_id": dataset_id, **spec},
        }
        for place, spec in enumerate(_charts())
    ]
    page_filter = {"id": "cost", "dataset_id": dataset_id, "member": "cost", "control": "range"}
    spec = {"pages": [{"id": "page", "title": "Sales", "tiles": tiles, "filters": [page_filter]}]}
    made = server.client.post(f"{API}/dashboards", json={"name": "Twelve tiles", "spec": spec})
    made.raise_for_status()
    found: str = made.json()["id"]
    return found


def _charts() -> list[Spec]:
    revenue, count = _measure("revenue", "sum"), _measure("*", "count")
    month = {"role": "dimension", "member": "ordered_at", "grain": "month"}
    week = {**month, "grain": "week"}
    return [
        _chart("kpi", y=[revenue]),
        _chart("kpi", y=[_measure("price", "avg")]),
        _chart("line", x=month, y=[revenue]),
        _chart("bar", x=_dimension("city"), y=[revenue], options={"limit": 10}),
        _chart("heatmap", x=_dimension("country"), y=[_dimension("channel")], color=revenue),
        _chart("line", x=week, y=[count]),
        _chart("bar", x=_dimension("channel"), y=[revenue]),
        _chart("bar", x=_dimension("country"), y=[revenue]),
        _chart("bar", x=_dimension("product"), y=[_measure("quantity", "sum")]),
        _chart("bar", x=_dimension("channel"), y=[_measure("cost", "avg")]),
        _chart("donut", x=_dimension("is_returned"), y=[count]),
        _chart("area", x=month, y=[revenue], color=_dimension("channel")),
    ]


def _chart(mark: str, options: Spec | None = None, **encodings: Any) -> Spec:
    return {"mark": mark, "encodings": encodings, **({} if options is None else {"options": options})}


def _measure(member: str, aggregation: str) -> Spec:
    return {"role": "measure", "member": member, "aggregation": aggregation}


def _dimension(member: str) -> Spec:
    return {"role": "dimension", "member": member}
