"""Changes to a text, all in bytes of UTF-8, and the way back from the changed text to the one before."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` where `start` to `end` stood."""

    start: int
    end: int
    text: bytes


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after some edits that do not overlap."""

    text: bytes
    edits: tuple[Edit, ...]

    def ranges(self) -> list[tuple[int, int]]:
        """Where each edit's text stands in the changed text."""
        found, moved = [], 0
        for edit in self.edits:
            start = edit.start + moved
            found.append((start, start + len(edit.text)))
            moved += len(edit.text) - (edit.end - edit.start)
        return found

    def back(self, start: int, length: int) -> tuple[int, int]:
        """The place in the text before: what lies within an edit becomes the whole of what the edit replaced."""
        ranges = self.ranges()
        place = bisect_right([begin for begin, _ in ranges], start) - 1
        if place < 0:
            return start, length
        edit, (_, end) = self.edits[place], ranges[place]
        if start < end:
            return edit.start, edit.end - edit.start
        return start - end + edit.end, length


def edited(text: bytes, edits: Iterable[Edit]) -> Edited:
    """The text with every edit made."""
    ordered = tuple(sorted(edits, key=lambda edit: edit.start))
    parts, position = [], 0
    for edit in ordered:
        if edit.start < position:
            raise ValueError("two edits overlap")
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return Edited(b"".join([*parts, text[position:]]), ordered)
