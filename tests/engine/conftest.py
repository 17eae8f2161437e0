"""An engine with real worker processes over a folder that the workers may read."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import duckdb
import pytest
import pytest_asyncio

from gnomon.engine import spawn
from gnomon.engine.contracts import TableFiles
from gnomon.engine.service import ProcessEngine, start_engine
from gnomon.foundation.settings import EngineSettings

ROOT = Path(__file__).parents[2]

StartEngine = Callable[..., ProcessEngine]
WriteTable = Callable[[str, str], TableFiles]


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """A folder that an unprivileged user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="gnomon-test-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def write_table(data_folder: Path) -> WriteTable:
    """Writes what a query gives as a table's Parquet file."""

    def write(name: str, query: str) -> TableFiles:
        path = data_folder / f"{name}.parquet"
        with duckdb.connect() as connection:
            connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        return TableFiles(name=name, paths=(path,))

    return write


@pytest.fixture
async def start(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StartEngine]:
    """Starts engines with small limits, and ends them."""
    # The tests' own tasks are not installed, so that a worker in isolated mode would not find them.
    monkeypatch.setattr(spawn, "INTERPRETER_OPTIONS", ("-B", "-s"))
    monkeypatch.setattr(spawn, "ENVIRONMENT", {**spawn.ENVIRONMENT, "PYTHONPATH": str(ROOT)})
    async with AsyncExitStack() as stack:

        def start_one(**options: Any) -> ProcessEngine:
            entry_points = options.pop("task_entry_points", ())
            extra = {key: options.pop(key) for key in ("walls", "call_entry_points") if key in options}
            settings = EngineSettings(**{"workers": 1, "threads": 2, "memory_limit": 1 << 30, **options})
            engine = start_engine(settings, data_folders=(data_folder,), task_entry_points=entry_points, **extra)
            stack.push_async_callback(engine.close)
            return engine

        yield start_one


@pytest.fixture
async def engine(start: StartEngine) -> ProcessEngine:
    """An engine with one worker."""
    return start()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ProcessEngine]:
    """One engine for a whole module of tests that leave it as it was."""
    settings = EngineSettings(workers=1, threads=2, memory_limit=1 << 30)
    engine = start_engine(settings, data_folders=(tmp_path_factory.mktemp("shared"),))
    yield engine
    await engine.close()
