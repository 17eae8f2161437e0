"""What a server process loads: the application, and a collector that leaves it alone."""

import subprocess
import sys
from pathlib import Path

CODE = """
import gc
gc.disable()
from gnomon.api.server import make
app = make()
print(gc.isenabled(), gc.get_freeze_count() > 100_000, app.title)
"""


def test_the_finished_application_is_left_alone_by_the_collector_which_is_going_again(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", CODE],
        env={"GNOMON_DATA_DIR": str(tmp_path), "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == ["True", "True", "Gnomon"]
