"""Names that resemble a name that was not found."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils


def near_misses(name: str, known: Iterable[str], *, at_most: int = 3) -> list[str]:
    """The known names that resemble `name`, nearest first."""
    found = process.extract(
        name, list(known), scorer=fuzz.WRatio, processor=utils.default_process, limit=at_most, score_cutoff=60
    )
    return [match[0] for match in found]
