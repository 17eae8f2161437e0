"""Forecasts as brief work of a worker, so that fitting holds up nobody's answers."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from gnomon.charts.forecasts.fitting import foretell
from gnomon.engine.contracts import CallContext


def forecast(_context: CallContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is to come of each series of the payload."""
    season, periods, percent = int(payload["season"]), int(payload["periods"]), int(payload["percent"])
    told = [foretell(tuple(float(one) for one in series), season, periods, percent) for series in payload["series"]]
    return {
        "series": [asdict(one.ahead) | {"words": one.shape.words, "tested": one.tested, "off": one.off} for one in told]
    }
