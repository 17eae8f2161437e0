"""How time and memory grow with the rows: the eight kinds over files of several sizes, each time new."""

import statistics
from typing import Any

from bench.questions import EIGHT, with_guard
from bench.server import Server
from bench.setting import Setting
from bench.timing import timed

SIZES = (1_000_000, 5_000_000, 10_000_000, 50_000_000)
ROUNDS = 2
FIRST_TURN = 3_000
"""So that no question is one of another section."""
LINEAR = 1.25
"""What ten times the rows may take beyond ten times the time."""


def growth(setting: Setting) -> None:
    """The sum of the eight medians at each size, and the peak of all processes meanwhile."""
    sums: dict[int, float] = {}
    for rows in SIZES:
        dataset = setting.sales(rows)
        times, peak = measured(setting.server, dataset)
        sums[rows] = sum(times.values())
        print(f"      {rows:>12,} rows: " + "  ".join(f"{name} {ms:.0f}" for name, ms in times.items()) + " ms")
        setting.report.figure(f"growth, peak at {rows // 1_000_000}M rows", peak, "MB", limit=4300.0)
        if rows not in (setting.choices.rows, setting.choices.preview_rows):
            setting.drop(rows)
    least, most = SIZES[1], SIZES[-1]
    limit = LINEAR * sums[least] * most / least
    setting.report.ratio(f"growth, eight questions at {most // 1_000_000}M rows", sums[most], None, limit=limit)


def measured(server: Server, dataset: dict[str, Any]) -> tuple[dict[str, float], float]:
    """The median time of each question, and the most memory that all processes had after one."""
    times: dict[str, float] = {}
    peak = 0.0
    for question in EIGHT:
        taken = []
        for turn in range(-1, ROUNDS):
            spec = with_guard(question, dataset["id"], FIRST_TURN + turn)
            taken.append(timed(server.ask, spec))
            peak = max(peak, server.memory()["all"])
        times[question.name] = statistics.median(taken[1:])
    return times, peak
