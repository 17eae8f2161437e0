"""DuckDB as an engine of the entry-point group `gnomon.engines`; it runs in worker processes, never in this one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from gnomon.engine.contracts import Engine, EngineProvider
from gnomon.engine.service import start_engine
from gnomon.foundation.settings import EngineSettings


@dataclass(frozen=True, slots=True)
class DuckDBProvider:
    """Starts DuckDB workers."""

    name: str = "duckdb"

    def start(
        self,
        settings: EngineSettings,
        *,
        data_folders: Sequence[Path],
        task_entry_points: Collection[str] = (),
        call_entry_points: Collection[str] = (),
        kept_entry_points: Collection[str] = (),
    ) -> Engine:
        """An engine that reads tables under `data_folders` and does the tasks and calls that are listed."""
        return start_engine(
            settings,
            data_folders=data_folders,
            task_entry_points=task_entry_points,
            call_entry_points=call_entry_points,
            kept_entry_points=kept_entry_points,
        )


ENGINE: EngineProvider = DuckDBProvider()
