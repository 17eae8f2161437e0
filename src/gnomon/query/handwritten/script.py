"""A statement on its way from what was written to what runs, which always knows the way back."""

from collections.abc import Iterable
from typing import Any

from gnomon.query.handwritten.edits import Edit, Edited, edited
from gnomon.query.handwritten.places import place_in


class Script:
    """The text of a statement and every edit that it has seen."""

    def __init__(self, written: str) -> None:
        self._written = written.encode()
        self._layers: list[Edited] = []
        self._text = self._written

    @property
    def sql(self) -> str:
        """The text as it is now."""
        return self._text.decode()

    def edit(self, edits: Iterable[Edit]) -> list[tuple[int, int]]:
        """Make the edits; where each one's text stands afterwards, in the order of the text."""
        layer = edited(self._text, edits)
        self._layers.append(layer)
        self._text = layer.text
        return layer.ranges()

    def cut(self, end: int) -> None:
        """Leave out what stands behind."""
        self.edit([Edit(end, len(self._text), b"")])

    def wrapped(self, before: str, behind: str) -> "Script":
        """The same with something around it."""
        script = Script("")
        script._written, script._layers, script._text = self._written, list(self._layers), self._text
        script.edit([Edit(0, 0, before.encode()), Edit(len(self._text), len(self._text), behind.encode())])
        return script

    def starts_at(self, start: int, word: str) -> bool:
        """Whether a word stands there, in whatever case."""
        written = word.encode().lower()
        return self._text[start : start + len(written)].lower() == written

    def place(self, start: int | None, length: int) -> dict[str, Any]:
        """Where something in the text as it is now stood in what was written; empty when nobody knows."""
        if start is None or start > len(self._text):
            return {}
        for layer in reversed(self._layers):
            start, length = layer.back(start, length)
        return place_in(self._written, start, length) if length or start < len(self._written) else {}
