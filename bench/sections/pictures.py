"""A chart as a PNG, by the worker that draws behind its walls, against vl-convert called directly."""

import asyncio
import base64
import io
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import vl_convert

from bench.setting import Setting
from gnomon.engine.contracts import Budget, WorkerCall
from gnomon.engine.service import start_engine
from gnomon.exports.pictures.theme import vega_config
from gnomon.exports.picturing import RENDER
from gnomon.foundation.settings import EngineSettings

ROWS = 2_000
WIDTH, HEIGHT = 1200, 750
ZOOM, SCALE = 1.5, 2.0
ROUNDS = 9
POINTS: dict[str, Any] = {
    "data": {"name": "result"},
    "mark": "point",
    "encoding": {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}},
}
COLUMNS = {"a": [place % 89 for place in range(ROWS)], "b": [place * 37 % 1013 for place in range(ROWS)]}


def pictures(setting: Setting) -> None:
    """The same points, in turns, in a warm worker and in this process."""
    ours, theirs = asyncio.run(_both())
    setting.report.ratio("picture, PNG against vl-convert", ours, theirs, limit=theirs * 1.1 + 10)


async def _both() -> tuple[float, float]:
    """The medians of both, in milliseconds; the first turn only warms both up."""
    call = WorkerCall(RENDER, _payload())
    budget = Budget(seconds=30, memory_bytes=1 << 30, max_rows=0)
    with tempfile.TemporaryDirectory() as folder:
        settings = EngineSettings(workers=1, threads=1)
        engine = start_engine(settings, data_folders=(Path(folder),), kept_entry_points=(RENDER,))
        try:
            mine, others = [], []
            for _ in range(ROUNDS + 1):
                began = time.perf_counter()
                await engine.call(call, budget)
                between = time.perf_counter()
                _directly()
                mine.append(between - began)
                others.append(time.perf_counter() - between)
        finally:
            await engine.close()
    return _median(mine), _median(others)


def _median(seconds: list[float]) -> float:
    return sorted(seconds[1:])[ROUNDS // 2] * 1000


def _directly() -> None:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)]
    sized = {**POINTS, "data": {"values": rows}, "width": WIDTH / ZOOM, "height": HEIGHT / ZOOM}
    fit = {"autosize": {"type": "fit", "contains": "padding"}}
    vl_convert.vegalite_to_png(sized | fit, scale=ZOOM * SCALE, config=vega_config("light"), allowed_base_urls=[])


def _payload() -> Mapping[str, Any]:
    table = pa.table(COLUMNS)
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return {
        "format": "png",
        "theme": "light",
        "width": WIDTH,
        "height": HEIGHT,
        "vega_lite": POINTS,
        "vega": None,
        "words": {"title": "Points", "subtitle": None, "notes": [], "description": "Points."},
        "columns": [{"name": name, "is_number": True} for name in COLUMNS],
        "rows": base64.b64encode(sink.getvalue()).decode(),
        "time_zone": "UTC",
    }
