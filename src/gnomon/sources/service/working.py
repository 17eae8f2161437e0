"""Folders for what workers make in other rooms."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from gnomon.foundation.kit.runtime import Runtime
from gnomon.sources.work_folders import WorkFolders


def work_folder(runtime: Runtime) -> AbstractAsyncContextManager[Path]:
    """An empty private folder, removed with all that is in it when the block ends, or at the next start."""
    return runtime.get(WorkFolders).folder()
