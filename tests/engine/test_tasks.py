"""Tasks: work in a throw-away process that reads what it was given and writes one folder."""

import asyncio
import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.engine.budgets import MEBIBYTE, until
from tests.engine.conftest import StartEngine

from gnomon.engine import landlock, walls
from gnomon.engine.contracts import (
    Progress,
    QueryCancelled,
    QueryFailed,
    QueryMemory,
    QueryTimeout,
    RunId,
    TaskRefused,
    WorkerTask,
)
from gnomon.engine.service import ProcessEngine
from gnomon.foundation.kit import ids
from gnomon.foundation.kit.errors import ErrorCode, StorageFull

TASKS = "tests.engine.sample_tasks"
NAMES = (
    *("copy_csv", "chatter", "refuse", "fill_the_disk", "sort_a_lot", "wait", "swallow_memory"),
    *("look_around", "plant_a_link", "missing"),
)


@pytest.fixture
async def engine(start: StartEngine) -> ProcessEngine:
    """An engine that knows the tests' tasks."""
    return start(task_entry_points=frozenset(f"{TASKS}:{name}" for name in NAMES))


@pytest.fixture
def output(data_folder: Path) -> Path:
    """A private folder for a task."""
    folder = data_folder / "output"
    folder.mkdir()
    return folder


@pytest.fixture
def source(data_folder: Path) -> Path:
    """An uploaded file that only its owner may read."""
    path = data_folder / "upload.csv"
    path.write_text("name,amount\nnorth,1\nsouth,2\n")
    path.chmod(0o600)
    return path


def task(
    name: str,
    output: Path,
    *readable: Path,
    payload: Mapping[str, Any] | None = None,
    seconds: float = 30,
    memory: int = 512 * MEBIBYTE,
) -> WorkerTask:
    """One of the tests' tasks."""
    return WorkerTask(f"{TASKS}:{name}", payload or {}, readable, output, seconds, memory, 2)


def content_of(path: Path) -> str:
    """What a file says now."""
    return path.read_text()


def left_in(folder: Path) -> list[str]:
    """What a folder holds."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


async def test_a_task_reads_its_file_writes_its_folder_and_tells_how_far_it_is(
    engine: ProcessEngine, source: Path, output: Path
) -> None:
    heard: list[Progress] = []
    returned = await engine.run_task(
        task("copy_csv", output, source, payload={"source": str(source)}), on_progress=heard.append
    )
    assert returned == {"rows": [["north", 1], ["south", 2]]}
    assert heard == [Progress("reading", 0, 0.0), Progress("writing", 2, 1.0)]
    assert left_in(output) == ["data.parquet"]
    assert (output / "data.parquet").stat().st_uid == os.geteuid()


async def test_progress_is_thinned_out(engine: ProcessEngine, output: Path) -> None:
    heard: list[Progress] = []
    await engine.run_task(task("chatter", output), on_progress=heard.append)
    assert len(heard) < 200
    assert heard[-1] == Progress("done")


async def test_a_refusal_comes_out_as_it_was_raised(engine: ProcessEngine, output: Path) -> None:
    with pytest.raises(TaskRefused) as refused:
        await engine.run_task(task("refuse", output))
    told = refused.value
    assert (told.code, told.message, told.hint, told.details) == (
        ErrorCode.UNSUPPORTED_TYPE,
        "This is not a table.",
        "Send a CSV file.",
        {"line": 3},
    )


async def test_a_full_disk_is_told_as_such(
    engine: ProcessEngine, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnomon.engine.task_runner.LARGEST_FILE_BYTES", 20_000_000)
    with pytest.raises(StorageFull):
        await engine.run_task(task("fill_the_disk", output))


async def test_a_large_sort_spills_into_the_output_and_leaves_nothing_of_it(
    engine: ProcessEngine, output: Path
) -> None:
    await engine.run_task(task("sort_a_lot", output, payload={"rows": 8_000_000}, memory=160 * MEBIBYTE))
    assert left_in(output) == ["sorted.parquet"]


async def test_a_task_ends_at_its_time(engine: ProcessEngine, output: Path) -> None:
    with pytest.raises(QueryTimeout):
        await engine.run_task(task("wait", output, seconds=0.5))
    workers = [child for child in psutil.Process().children() if "gnomon.engine.worker" in child.cmdline()]
    assert len(workers) <= 1
    assert left_in(output) == ["half-written"]


async def test_a_task_ends_at_its_memory(engine: ProcessEngine, output: Path) -> None:
    with pytest.raises(QueryMemory):
        await engine.run_task(task("swallow_memory", output, memory=300 * MEBIBYTE))


async def test_a_task_can_be_cancelled_while_it_runs_and_while_it_waits(engine: ProcessEngine, output: Path) -> None:
    first, second = ids.new(RunId), ids.new(RunId)
    heard: list[Progress] = []
    running = asyncio.create_task(engine.run_task(task("wait", output), run_id=first, on_progress=heard.append))
    await until(lambda: heard == [Progress("waiting")])
    waiting = asyncio.create_task(engine.run_task(task("wait", output), run_id=second))
    await asyncio.sleep(0.1)
    assert engine.stats().tasks == 1
    for run_id, ended in ((second, waiting), (first, running)):
        assert await engine.cancel(run_id) is True
        with pytest.raises(QueryCancelled):
            await asyncio.wait_for(ended, 1.5)
    assert engine.stats().tasks == 0


async def test_a_task_that_breaks_tells_nothing_of_its_inside(engine: ProcessEngine, output: Path) -> None:
    with pytest.raises(QueryFailed) as failed:
        await engine.run_task(task("copy_csv", output))
    assert failed.value.message == "The file could not be read."


async def test_only_listed_tasks_run(engine: ProcessEngine, output: Path) -> None:
    with pytest.raises(LookupError):
        await engine.run_task(WorkerTask("os:system", {}, (), output, 1, 1 << 28, 1))


async def test_a_hole_in_a_parser_would_find_nothing(
    engine: ProcessEngine, source: Path, output: Path, data_folder: Path
) -> None:
    other = data_folder / "other.parquet"
    other.write_text("another dataset")
    other.chmod(0o600)
    with socket.create_server(("127.0.0.1", 0)) as server:
        seen = await engine.run_task(
            task(
                "look_around",
                output,
                source,
                payload={"paths": [str(source), str(other), "/etc/shadow"], "port": server.getsockname()[1]},
            )
        )
    if not (walls.is_root() or landlock.is_available()):
        pytest.skip("neither root nor Landlock")
    assert seen["can_read"] == {str(source): True, str(other): False, "/etc/shadow": False}
    assert seen["can_write"] == {str(source): False, str(other): False, "/etc/shadow": False}
    assert (seen["can_connect"], seen["new_privileges"]) == (False, "1")
    assert seen["uid"] == (walls.WORKER_ID if walls.is_root() else os.getuid())
    assert content_of(source) == "name,amount\nnorth,1\nsouth,2\n"


async def test_a_planted_link_is_not_followed(engine: ProcessEngine, output: Path) -> None:
    await engine.run_task(task("plant_a_link", output))
    assert left_in(output) == []
    assert os.stat("/etc/passwd").st_uid == 0  # noqa: PTH116
