"""How much memory another process holds, asked twice in every statement and many times in long ones."""

import os
import sys
from contextlib import suppress

import psutil


class ResidentMemory:
    """The resident memory of one process; on Linux a file that stays open, elsewhere what the system tells."""

    def __init__(self, pid: int) -> None:
        self._file: int | None = None
        self._process: psutil.Process | None = None
        if sys.platform == "linux":
            with suppress(OSError):
                self._file = os.open(f"/proc/{pid}/statm", os.O_RDONLY | os.O_CLOEXEC)
        else:
            self._process = psutil.Process(pid)

    def bytes(self) -> int:
        """What it holds now; 0 when it is gone."""
        try:
            if self._file is not None:
                return int(os.pread(self._file, 128, 0).split()[1]) * os.sysconf("SC_PAGESIZE")
            return 0 if self._process is None else int(self._process.memory_info().rss)
        except (OSError, IndexError, psutil.Error):
            return 0

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
