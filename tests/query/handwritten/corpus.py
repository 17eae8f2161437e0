"""Statements in files: each begins behind a line `---- its name`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
_HEAD = re.compile(r"^---- (.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """A statement and what it is about."""

    name: str
    sql: str

    @property
    def is_ordered(self) -> bool:
        """Whether the statement as a whole says in which order its rows come."""
        depth, outside = 0, []
        for letter in self.sql:
            depth += (letter == "(") - (letter == ")")
            if depth == 0:
                outside.append(letter)
        return "ORDER BY" in "".join(outside)


def cases(folder: str) -> Iterator[Case]:
    """The statements of every file in a folder, in order."""
    for path in sorted((FOLDER / folder).glob("*.sql")):
        _, *found = _HEAD.split(path.read_text(encoding="utf-8"))
        for name, sql in zip(found[::2], found[1::2], strict=True):
            yield Case(f"{path.stem}: {name}", sql.removesuffix("\n"))
