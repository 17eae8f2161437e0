"""Several pictures on one sheet of a fixed size, as somebody sees them who has not opened a dashboard yet."""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from gnomon.charts.contracts import Drawing, Mark
from gnomon.query.service import QueryAnswer
from gnomon.themes.contracts import AppliedLook

SHEET_WIDTH, SHEET_HEIGHT = 1_200, 630
"""In pixels; what pages of other people show a preview at."""
MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A picture with its rows."""

    drawing: Drawing
    answer: QueryAnswer


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A place on a sheet: what stands there is called so, and is of this kind."""

    title: str
    mark: Mark
    drawn: DrawnPart | None
    """None: only its outline is shown."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be drawn."""

    title: str
    subtitle: str
    parts: tuple[SheetPart, ...]
    look: AppliedLook | None = None
    """The theme of its pictures."""

    @property
    def fingerprint(self) -> str:
        """The same for sheets that look the same."""
        look = None if self.look is None else self.look.model_dump_json()
        found = hashlib.sha256(repr((self.title, self.subtitle, look)).encode(errors="surrogatepass"))
        for part in self.parts:
            found.update(repr((part.title, part.mark.value)).encode(errors="surrogatepass"))
            if part.drawn is not None:
                found.update(part.drawn.drawing.model_dump_json().encode())
                found.update(part.drawn.answer.ipc)
        return found.hexdigest()[:32]


class SheetPainter(Protocol):
    """Draws sheets as PNG; the composition root says who does."""

    async def paint(self, sheet: Sheet) -> bytes:
        """The file of a sheet. Raises `AppError` where it could not be drawn in time, or not at all."""
        ...
