"""The first screen of rows, as they are and sorted."""

import statistics
from typing import Any

from bench.setting import Setting
from bench.timing import timed


def preview(setting: Setting) -> None:
    """Screens that were not looked at before."""
    address = f"/api/v1/datasets/{setting.sales(setting.choices.preview_rows)['id']}/preview"

    def read(**parameters: Any) -> None:
        setting.server.client.get(address, params={"limit": 200, **parameters}).raise_for_status()

    plain = statistics.median(timed(read, offset=turn * 200) for turn in range(1, 8))
    by_revenue = statistics.median(timed(read, sort="revenue", offset=turn) for turn in range(1, 8))
    setting.report.ratio("preview, first screen", plain, None, limit=300.0)
    setting.report.ratio("preview, sorted", by_revenue, None, limit=300.0)
