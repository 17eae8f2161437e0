"""Start, memory at rest, and the size on disk of what the core installs."""

import time
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from bench.setting import Setting

LOCK = Path(__file__).parent.parent.parent / "requirements" / "core.txt"


def footprint(setting: Setting) -> None:
    """What the server costs before anybody asks it anything."""
    time.sleep(3)
    setting.report.figure("start to /health", setting.server.start_seconds, "s", limit=3.0)
    setting.report.figure("memory at rest, all processes", setting.server.memory()["all"], "MB", limit=300.0)
    setting.report.figure("core installed", installed_megabytes(), "MB", limit=520.0)


def installed_megabytes() -> float:
    """The size of every package that `requirements/core.txt` names, as it lies on disk."""
    pinned = [line for line in LOCK.read_text().splitlines() if "==" in line and not line.startswith(" ")]
    names = {line.split("==")[0].split("[")[0] for line in pinned}
    total = 0
    for name in sorted(names):
        try:
            listed = files(name) or []
        except PackageNotFoundError:
            continue
        total += sum(path.stat().st_size for entry in listed if (path := Path(str(entry.locate()))).is_file())
    return total / 1e6
