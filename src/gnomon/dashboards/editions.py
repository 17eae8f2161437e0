"""The editions of the contract of a dashboard, and the steps from each to the next.

Every document comes through here before it is read: what is made, saved, asked for as a draft, read from the database,
restored, or brought in from a file. What is kept is rewritten when it is saved next, never before.
"""

from collections.abc import Callable, Mapping

Document = Mapping[str, object]
Step = Callable[[Document], Document]


def _to_second(document: Document) -> Document:
    """What is new is optional: properties of the dashboard and its pages, tiles of more kinds, places between steps."""
    return document


STEPS: tuple[Step, ...] = (_to_second,)
"""The first leads from edition 1 to edition 2."""

PRESENT_EDITION = len(STEPS) + 1


def in_present_edition(document: Document) -> Document:
    """The same in the words of the present edition. Raises `ValueError` for an edition that is not known here."""
    edition = document.get("version", PRESENT_EDITION)
    if isinstance(edition, bool) or not isinstance(edition, int) or edition < 1:
        raise ValueError(f"The version is the number of an edition, 1 to {PRESENT_EDITION}.")
    if edition > PRESENT_EDITION:
        raise ValueError(
            f"The document is of edition {edition}, and this server knows editions up to {PRESENT_EDITION}. "
            "It was written by a newer one: upgrade this server."
        )
    for step in STEPS[edition - 1 :]:
        document = step(document)
    return {**document, "version": PRESENT_EDITION}
