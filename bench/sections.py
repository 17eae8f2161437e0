"""What is measured: each section alternates Gnomon and DuckDB round by round and compares medians."""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any, ParamSpec

import duckdb
import psutil

from bench.questions import EIGHT, TWELVE, Question, sql_over, sql_with_guard, with_guard
from bench.report import Report
from bench.server import Server

Given = ParamSpec("Given")

ROUNDS = 7
ALLOWANCE_MS = 5.0
CONNECTION_MS = 75.0
"""What reading and guarding a text, and a fresh locked connection for it, may cost."""


def timed(work: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> float:
    """Milliseconds that some work takes."""
    began = time.perf_counter()
    work(*given, **named)
    return (time.perf_counter() - began) * 1000


def _fetched(duck: duckdb.DuckDBPyConnection, *statements: str) -> None:
    for sql in statements:
        duck.execute(sql).fetchall()


@contextmanager
def warm_duckdb() -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB in this process with all cores, its caches warm like those of a server that runs on."""
    with duckdb.connect() as connection:
        connection.execute(f"SET threads={os.cpu_count()}")
        yield connection


def uncached(server: Server, dataset: dict[str, Any], report: Report) -> None:
    """The eight kinds of question, each time new."""
    parquet = server.files_of(dataset)
    with warm_duckdb() as duck:
        for question in EIGHT:
            ours, theirs = alternate(server, duck, question, dataset["id"], parquet)
            report.ratio(f"uncached, {question.name}", ours, theirs, limit=1.5 * theirs + ALLOWANCE_MS)


def alternate(
    server: Server, duck: duckdb.DuckDBPyConnection, question: Question, dataset_id: str, parquet: list[str]
) -> tuple[float, float]:
    """The medians of both, asked in turns."""
    ours, theirs = [], []
    for turn in range(-1, ROUNDS):
        spec, sql = with_guard(question, dataset_id, turn), sql_with_guard(question, parquet, turn)
        mine, other = timed(server.ask, spec), timed(_fetched, duck, sql)
        if turn >= 0:
            ours.append(mine)
            theirs.append(other)
    return statistics.median(ours), statistics.median(theirs)


def handwritten(server: Server, dataset: dict[str, Any], report: Report) -> None:
    """The eight kinds as statements that somebody wrote; each pays for a connection that is thrown away."""
    parquet = server.files_of(dataset)
    with warm_duckdb() as duck:
        for question in EIGHT:
            ours, theirs = [], []
            for turn in range(-1, ROUNDS):
                sql = sql_with_guard(question, parquet, 2_000 + turn)
                mine = timed(server.run_sql, sql_over(question, dataset["sql_name"], 2_000 + turn))
                other = timed(_fetched, duck, sql)
                if turn >= 0:
                    ours.append(mine)
                    theirs.append(other)
            limit = statistics.median(theirs)
            report.ratio(
                f"written by hand, {question.name}",
                statistics.median(ours),
                limit,
                limit=1.5 * limit + CONNECTION_MS,
            )


def cached(server: Server, dataset: dict[str, Any], report: Report) -> None:
    """A question that was asked before."""
    spec = with_guard(EIGHT[1], dataset["id"], 99)
    server.ask(spec)
    ours = statistics.median(timed(server.ask, spec) for _ in range(50))
    report.ratio("cached, by month", ours, None, limit=15.0)


def twelve_tiles(server: Server, dataset: dict[str, Any], report: Report) -> None:
    """A dashboard of twelve tiles in one batch, against the same SQL one after the other."""
    parquet = server.files_of(dataset)
    ours, theirs = [], []
    with warm_duckdb() as duck:
        for turn in range(-1, ROUNDS):
            specs = [with_guard(question, dataset["id"], 1_000 + turn) for question in TWELVE]
            statements = [sql_with_guard(question, parquet, 1_000 + turn) for question in TWELVE]
            mine = timed(server.ask_many, specs)
            other = timed(_fetched, duck, *statements)
            if turn >= 0:
                ours.append(mine)
                theirs.append(other)
    limit = statistics.median(theirs)
    report.ratio("12 tiles in one batch", statistics.median(ours), limit, limit=1.2 * limit)


def preview(server: Server, dataset: dict[str, Any], report: Report) -> None:
    """The first screen of rows, as they are and sorted."""
    address = f"/api/v1/datasets/{dataset['id']}/preview"

    def read(**parameters: Any) -> None:
        server.client.get(address, params={"limit": 200, **parameters}).raise_for_status()

    plain = statistics.median(timed(read, offset=turn * 200) for turn in range(1, 8))
    by_revenue = statistics.median(timed(read, sort="revenue", offset=turn) for turn in range(1, 8))
    report.ratio("preview, first screen", plain, None, limit=300.0)
    report.ratio("preview, sorted", by_revenue, None, limit=300.0)


def csv_import(server: Server, path: Path, report: Report, rounds: int) -> None:
    """A CSV typed by full scan and profiled, against COPY with a full sample and SUMMARIZE."""
    ours, theirs, growth, worker = [], [], [], []
    for turn in range(rounds):
        with server_memory(server) as peak:
            ours.append(timed(server.upload, path))
        growth.append(peak["growth"])
        worker.append(peak["worker"])
        theirs.append(timed(copy_and_summarize, path, turn))
    limit = statistics.median(theirs)
    report.ratio(f"import of {path.name}", statistics.median(ours), limit, limit=1.5 * limit)
    report.figure(f"memory growth of the server, {path.name}", max(growth), "MB", limit=200.0)
    report.figure(f"peak of all workers, {path.name}", max(worker), "MB", limit=4300.0)


def copy_and_summarize(path: Path, _turn: int) -> None:
    """What DuckDB needs for the same: to find types in all rows, write Parquet, and summarize it."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as duck:
        target = Path(folder) / "copy.parquet"
        duck.execute(f"COPY (FROM read_csv('{path}', sample_size=-1)) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
        duck.execute(f"SUMMARIZE FROM '{target}'").fetchall()


@contextmanager
def server_memory(server: Server) -> Iterator[dict[str, float]]:
    """Watches the server's resident memory while the block runs: its growth, and the peak of its children."""
    peak = {"growth": 0.0, "worker": 0.0}
    start = server.memory()
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            try:
                now = server.memory()
            except psutil.NoSuchProcess:
                continue
            peak["growth"] = max(peak["growth"], now["server"] - start["server"])
            peak["worker"] = max(peak["worker"], now["all"] - now["server"])

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()


def footprint(server: Server, report: Report) -> None:
    """Start, memory at rest, and the size on disk of what the core installs."""
    time.sleep(3)
    report.figure("start to /health", server.start_seconds, "s", limit=3.0)
    report.figure("memory at rest, all processes", server.memory()["all"], "MB", limit=300.0)
    report.figure("core installed", installed_megabytes(), "MB", limit=520.0)


def installed_megabytes() -> float:
    """The size of every package that `requirements/core.txt` names, as it lies on disk."""
    lock = (Path(__file__).parent.parent / "requirements" / "core.txt").read_text()
    pinned = [line for line in lock.splitlines() if "==" in line and not line.startswith(" ")]
    names = {line.split("==")[0].split("[")[0] for line in pinned}
    total = 0
    for name in sorted(names):
        try:
            listed = files(name) or []
        except PackageNotFoundError:
            continue
        total += sum(path.stat().st_size for entry in listed if (path := Path(str(entry.locate()))).is_file())
    return total / 1e6
