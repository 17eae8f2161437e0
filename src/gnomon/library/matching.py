"""How well a name answers the words of a search."""

import re

from gnomon.foundation.kit.folding import folded as folded
from gnomon.foundation.kit.folding import parts_with_a_slip

IN_DESCRIPTION = 0.5
"""What a word is worth that stands in the description only."""

_BOUNDARY = re.compile(r"[\s\-_./:,;()\[\]&]")


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


WITH_A_SLIP = 0.3
"""What a word is worth that stands there but for one letter."""
SHORTEST_WITH_A_SLIP = 4


def loose_score(words: tuple[str, ...], name: str, description: str | None) -> float:
    """The same where every word may be mistyped by one letter: left out, put in, another one, or two exchanged."""
    strict = score(words, name, description)
    if strict > 0:
        return strict
    title, detail = folded(name), folded(description or "")
    total = 0.0
    for word in words:
        worth = _worth(word, title) or (IN_DESCRIPTION if word in detail else 0.0)
        # A slip leaves some part of a word as it is: most names are passed over by that.
        if worth == 0 and len(word) >= SHORTEST_WITH_A_SLIP and any(part in title for part in parts_with_a_slip(word)):
            worth = WITH_A_SLIP if any(is_near(word, token) for token in _BOUNDARY.split(title)) else 0.0
        if worth == 0:
            return 0.0
        total += worth
    return total


def is_near(word: str, token: str) -> bool:
    """Whether one slip of the hand makes one of the other, or of its beginning."""
    return any(_differ_by_one(word, token[:length]) for length in (len(word) - 1, len(word), len(word) + 1))


def _differ_by_one(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    is_swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return is_swapped or one[at + 1 :] == other[at + 1 :]
