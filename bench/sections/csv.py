"""A CSV typed by full scan and profiled, against COPY with a full sample and SUMMARIZE."""

import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import psutil

from bench.data import sales_csv
from bench.server import Server
from bench.setting import Setting
from bench.timing import timed


def csv_import(setting: Setting) -> None:
    """Imports in turns with DuckDB's, and what they need of memory."""
    server, report = setting.server, setting.report
    path = sales_csv(setting.choices.folder, setting.choices.csv_megabytes)
    ours, theirs, growth, worker = [], [], [], []
    for _ in range(setting.choices.rounds):
        with server_memory(server) as peak:
            ours.append(timed(server.upload, path))
        growth.append(peak["growth"])
        worker.append(peak["worker"])
        theirs.append(timed(copy_and_summarize, path))
    limit = statistics.median(theirs)
    report.ratio(f"import of {path.name}", statistics.median(ours), limit, limit=1.5 * limit)
    report.figure(f"memory growth of the server, {path.name}", max(growth), "MB", limit=200.0)
    report.figure(f"peak of all workers, {path.name}", max(worker), "MB", limit=4300.0)


def copy_and_summarize(path: Path) -> None:
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
