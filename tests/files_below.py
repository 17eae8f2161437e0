"""A look at what lies in a folder while others put and remove."""

import os
from pathlib import Path


def files_below(folder: Path) -> list[Path]:
    """Every file, in order; folders that go while they are looked through are no trouble."""
    return sorted(Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
