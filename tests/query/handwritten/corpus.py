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


@dataclass(frozen=True)
class Attack:
    """A statement that must be turned down, and by whom: the guard, the engine, the contract, or any of them."""

    name: str
    sql: str
    by: str


def attacks() -> Iterator[Attack]:
    """The hostile statements of every file; the first word of each name says how it ends."""
    for case in cases("hostile"):
        file, _, name = case.name.partition(": ")
        by, _, name = name.partition(" ")
        yield Attack(f"{file}: {name}", case.sql, by)
