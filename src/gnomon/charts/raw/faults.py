"""What is wrong with a document, and where in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gnomon.foundation.kit.errors import Invalid

Path: TypeAlias = tuple[str | int, ...]
"""Names and places on the way to a part of a document."""
MAX_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot stand as it is."""

    path: Path
    message: str


class BrokenDocument(Invalid):
    """A Vega-Lite document that is not drawn, with the place of each fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        place = ".".join(str(part) for part in first.path)
        super().__init__(
            f"The Vega-Lite document cannot be drawn: {f'at {place}: ' if place else ''}{first.message}",
            hint="Mend the marked place in the editor, or choose another kind of picture.",
            details={"faults": [{"path": list(one.path), "message": one.message} for one in faults[:MAX_FAULTS]]},
        )
