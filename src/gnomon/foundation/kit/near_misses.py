"""Names that resemble a name that was not found."""

from collections.abc import Iterable

from rapidfuzz import distance, fuzz, process, utils


def near_misses(name: str, known: Iterable[str], *, at_most: int = 3) -> list[str]:
    """The known names that resemble `name`, nearest first."""
    found = process.extract(
        name, list(known), scorer=fuzz.WRatio, processor=utils.default_process, limit=at_most, score_cutoff=60
    )
    return [match[0] for match in found]


def near_spellings(name: str, known: Iterable[str], *, at_most: int = 3) -> list[str]:
    """The known names that differ from `name` by a slip or two of the hand, nearest first."""
    found = process.extract(
        name,
        list(known),
        scorer=distance.DamerauLevenshtein.normalized_similarity,
        limit=at_most,
        score_cutoff=0.6,
    )
    return [match[0] for match in found]
