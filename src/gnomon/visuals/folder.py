"""The folder of the administrator, as it is now: read again when a file in it has changed."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import structlog

from gnomon.visuals.contracts import BrokenVisual
from gnomon.visuals.reading import Broken, Installed, folders_in, read_visual

log = structlog.get_logger(__name__)

LOOK_AGAIN_SECONDS = 2.0

Print = tuple[tuple[str, int, int, int], ...]
"""What tells whether a folder has changed, without reading it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the folder held when it was looked at last."""

    visuals: Mapping[str, Installed] = field(default_factory=lambda: MappingProxyType({}))
    broken: tuple[BrokenVisual, ...] = ()


class VisualFolder:
    """Plug-ins by their ids; without a folder there are none."""

    def __init__(self, root: Path | None, keys: Sequence[str] = ()) -> None:
        self._root = root
        self._keys = tuple(keys)
        self._turn = asyncio.Lock()
        self._looked_at = float("-inf")
        self._prints: dict[Path, Print] = {}
        self._contents = Contents()

    @property
    def is_set(self) -> bool:
        """Whether the administrator named a folder."""
        return self._root is not None

    async def contents(self) -> Contents:
        """What there is now, at most a moment old."""
        if self._root is None or time.monotonic() - self._looked_at < LOOK_AGAIN_SECONDS:
            return self._contents
        async with self._turn:
            if time.monotonic() - self._looked_at >= LOOK_AGAIN_SECONDS:
                self._contents = await asyncio.to_thread(self._look, self._root)
                self._looked_at = time.monotonic()
        return self._contents

    def _look(self, root: Path) -> Contents:
        try:
            prints = {folder: _print_of(folder) for folder in folders_in(root)}
        except Broken as error:
            self._prints = {}
            return Contents(broken=(BrokenVisual(folder=root.name, reason=str(error)),))
        if prints == self._prints:
            return self._contents
        visuals: dict[str, Installed] = {}
        broken: list[BrokenVisual] = []
        for folder in prints:
            try:
                found = read_visual(folder, self._keys)
                visuals[found.manifest.id] = found
            except Broken as error:
                log.warning("visuals.broken", folder=folder.name, reason=str(error))
                broken.append(BrokenVisual(folder=folder.name, reason=str(error)))
        self._prints = prints
        return Contents(MappingProxyType(visuals), tuple(broken))


def _print_of(folder: Path) -> Print:
    """Names, sizes and times of what lies in a folder; whatever cannot be looked at counts as nothing."""
    try:
        found = [(one.name, one.lstat()) for one in folder.iterdir()]
    except OSError:
        return ()
    return tuple(sorted((name, told.st_size, told.st_mtime_ns, told.st_ino) for name, told in found))
