"""The little of SQL that every importer needs: the connection it is lent, and quoting."""

from collections.abc import Sequence
from typing import Any, Protocol, Self


class Connection(Protocol):
    """What the importers use of the engine's connection."""

    def execute(self, query: str, parameters: object = ..., /) -> Self:
        """Run one statement."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows of the last statement."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row of the last statement."""

    def register(self, name: str, source: object, /) -> object:
        """Give a name to something that speaks Arrow."""

    def unregister(self, name: str, /) -> object:
        """Take the name away again."""


def literal(text: str) -> str:
    """`text` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def name(identifier: str) -> str:
    """`identifier` as a quoted SQL name."""
    return '"' + identifier.replace('"', '""') + '"'


def names(identifiers: Sequence[str]) -> str:
    """Several quoted names, with commas between."""
    return ", ".join(map(name, identifiers))


def first_row(connection: Connection, query: str) -> tuple[Any, ...]:
    """The only row of an aggregate."""
    row = connection.execute(query).fetchone()
    return row if row is not None else ()


_REFUSALS = ("InvalidInputException", "ConversionException", "SerializationException", "IOException", "Error")
_NO_ROOM = ("No space left on device", "File too large", "Disk quota exceeded")


def is_engine_refusal(error: Exception) -> bool:
    """Whether the engine cannot understand its input, as opposed to having no room or being stopped."""
    return type(error).__name__ in _REFUSALS and not any(words in str(error) for words in _NO_ROOM)
