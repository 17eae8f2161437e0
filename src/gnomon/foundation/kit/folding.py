"""Text as it is compared when somebody searches, and the texts that a document holds."""

import unicodedata
from collections.abc import Iterator
from typing import Any

WORDING_KEYS = frozenset({"title", "subtitle", "markdown", "words", "alt", "label", "name", "description", "synonyms"})
"""Where documents hold what people wrote, to be found by it."""
# What stands over and under letters; beyond the second plane there is no writing with marks of its own.
_NO_MARKS = dict.fromkeys(mark for mark in range(0x20000) if unicodedata.combining(chr(mark)))


def folded(text: str) -> str:
    """Text without marks over letters, in one case (Unicode NFKD, then case folding)."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).translate(_NO_MARKS).casefold()


def parts_with_a_slip(word: str) -> tuple[str, ...]:
    """Parts of a word of which one stands wherever the word does with one slip at most.

    Of two halves a slip spoils one, unless it has exchanged the letters on both sides of the middle.
    """
    middle = len(word) // 2
    exchanged = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return word[:middle], word[middle:], exchanged


def wordings(document: Any) -> Iterator[str]:
    """What people wrote in a document, however deep it stands."""
    if isinstance(document, dict):
        for key, value in document.items():
            if key in WORDING_KEYS:
                yield from _strings(value)
            if not isinstance(value, str):
                yield from wordings(value)
    elif isinstance(document, list | tuple):
        for value in document:
            yield from wordings(value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (one for one in value if isinstance(one, str))
