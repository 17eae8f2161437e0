"""The list of what could not be used: whole rows, and values that do not fit the type of their column."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gnomon.datasets.contracts import Reject
from gnomon.sources.contracts import MAX_LISTED_REJECTS

FILE_NAME = "rejects.ndjson"
_MAX_VALUE = 1_000


@dataclass(slots=True)
class RejectList:
    """Collects the first rejects in full and counts them all."""

    listed: list[Reject] = field(default_factory=list)
    total: int = 0

    def add(self, line: int, column: str | None, value: str, reason: str) -> None:
        """Note one reject."""
        self.total += 1
        if len(self.listed) < MAX_LISTED_REJECTS:
            self.listed.append(Reject(line=line, column=column, value=shortened(value), reason=reason))

    def add_uncounted(self, rejects: Iterable[Reject], total: int) -> None:
        """Note rejects of which only the first are given, and how many there are in all."""
        self.listed.extend(list(rejects)[: MAX_LISTED_REJECTS - len(self.listed)])
        self.total += total

    def write(self, output_dir: Path) -> str | None:
        """Write the list in the order of the file's lines; returns the file's name, or None when there is nothing."""
        if not self.total:
            return None
        ordered = sorted(self.listed, key=lambda reject: reject.line)
        with (output_dir / FILE_NAME).open("w", encoding="utf-8") as file:
            file.writelines(reject.model_dump_json() + "\n" for reject in ordered)
        return FILE_NAME


def shortened(value: str) -> str:
    """A value as a list can show it."""
    return value if len(value) <= _MAX_VALUE else value[:_MAX_VALUE] + "…"
