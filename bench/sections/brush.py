"""A brush over one of five linked histograms: asked directly, of a cube over HTTP, and of a cube in the client."""

import json
import math
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bench.server import API, BATCH, Server
from bench.setting import Setting
from bench.timing import timed

AXIS = {"member": "price", "bins": {"at_most": 200}}
LINKED = (
    {"member": "quantity"},
    {"member": "revenue", "bins": {"at_most": 20}},
    {"member": "cost", "bins": {"at_most": 20}},
    {"member": "ordered_at", "grain": "month"},
)
COUNT = {"aggregation": "count", "name": "count"}
ROUNDS = 3
BRUSHES = 2_000
WEB = Path(__file__).parents[2] / "web"
FRAME_MS = 16.0


def brush(setting: Setting) -> None:
    """Four pictures follow a brush over the fifth."""
    dataset = setting.sales()
    server, report = setting.server, setting.report
    direct = statistics.median(timed(ask_directly, server, dataset["id"], turn) for turn in range(ROUNDS))
    built = statistics.median(timed(ask_cube, server, dataset["id"], skip_cache=True) for _ in range(ROUNDS))
    body = ask_cube(server, dataset["id"])
    kept = sorted(timed(ask_cube, server, dataset["id"]) for _ in range(200))
    client = in_client(body)
    report.figure("brush: a step, asked directly", direct, "ms", limit=math.inf)
    report.figure("brush: the cube, built", built, "ms", limit=5 * direct)
    report.figure("brush: the cube, as it travels", len(body) / 1000, "kB", limit=160)
    report.figure("brush: the cube again over HTTP, p95", kept[int(0.95 * len(kept))], "ms", limit=FRAME_MS)
    report.figure("brush: the cube, decoded in the client", client["decoded"], "ms", limit=100)
    report.figure("brush: a step in the client, p95", client["p95"], "ms", limit=min(FRAME_MS, direct / 80))


def ask_directly(server: Server, dataset_id: str, turn: int) -> None:
    """The four pictures under a brush that nobody drew before."""
    low = 20 + turn
    brushed = {"kind": "range", "member": "price", "min": low, "max": low + 100}
    parts = {"dataset_id": dataset_id, "measures": [COUNT], "filters": [brushed]}
    server.ask_many([{**parts, "dimensions": [one]} for one in LINKED])


def ask_cube(server: Server, dataset_id: str, *, skip_cache: bool = False) -> bytes:
    """The four pictures by the steps of the fifth."""
    tiles = [{"id": one["member"], "dimensions": [one], "measures": [COUNT]} for one in LINKED]
    axes = [{"id": "price", "dimension": AXIS}]
    body = {"dataset_id": dataset_id, "axes": axes, "tiles": tiles, "skip_cache": skip_cache}
    response = server.client.post(f"{API}/query/cube", json=body, headers={"Accept": BATCH})
    response.raise_for_status()
    return response.content


def in_client(body: bytes) -> dict[str, Any]:
    """Milliseconds of the page's own code, under Node."""
    with tempfile.NamedTemporaryFile(suffix=".frames") as file:
        file.write(body)
        file.flush()
        command = ["node", "scripts/brush-bench.mjs", file.name, str(BRUSHES)]
        done = subprocess.run(command, cwd=WEB, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
