"""How well a name answers the words of a search."""

import re
import unicodedata

IN_DESCRIPTION = 0.5
"""What a word is worth that stands in the description only."""

_BOUNDARY = re.compile(r"[\s\-_./:,;()\[\]&]")


def folded(text: str) -> str:
    """Text as it is compared: without marks over letters, in one case (Unicode NFKD, then case folding)."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search, each once."""
    return tuple(dict.fromkeys(folded(text).split()))


def score(words: tuple[str, ...], name: str, description: str | None) -> float:
    """0 unless every word stands in the name or the description; more the earlier and the more wholly it does."""
    title, detail = folded(name), folded(description or "")
    total = 0.0
    for word in words:
        worth = _worth(word, title) or (IN_DESCRIPTION if word in detail else 0.0)
        if worth == 0:
            return 0.0
        total += worth
    is_whole = title == " ".join(words)
    return total + (10.0 if is_whole else 0.0)


def _worth(word: str, title: str) -> float:
    """4 at the beginning, 3 at the beginning of a word, 1 within one; one more where the word is whole."""
    best, at = 0.0, title.find(word)
    while at >= 0:
        end = at + len(word)
        is_start = at == 0 or _BOUNDARY.match(title[at - 1]) is not None
        is_end = end == len(title) or _BOUNDARY.match(title[end]) is not None
        worth = (4.0 if at == 0 else 3.0 if is_start else 1.0) + (1.0 if is_start and is_end else 0.0)
        best, at = max(best, worth), title.find(word, at + 1)
    return best
