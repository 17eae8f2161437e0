"""How many groups a question may have, as far as what is known of its dimensions tells; an estimate and no promise."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import prod

from gnomon.query import moments
from gnomon.query.contracts import DimensionRef
from gnomon.query.draft import Question
from gnomon.semantic.contracts import CYCLIC_GRAINS, Dimension

MOST_OF_A_CYCLE = 24
SHORTEST_MONTH = timedelta(days=28)


def expects_all(question: Question) -> bool:
    """Whether every group is expected to be within the limit of the question, so that nobody has to count them."""
    if question.spec.offset > 0:
        return False
    known = {one.name: one for one in _dimensions(question)}
    steps = [_most(ref, known.get(ref.member)) for ref in question.spec.dimensions]
    if any(one is None for one in steps):
        return False
    most = prod(one for one in steps if one is not None) * (1 + len(question.spec.totals))
    return most < question.spec.limit


def _dimensions(question: Question) -> Iterable[Dimension]:
    yield from question.model.dimensions
    for table in question.model.related:
        yield from table.dimensions


def _most(ref: DimensionRef, dimension: Dimension | None) -> int | None:
    """The most members a dimension has, with one for rows that have none and one for the rest; None if unknown."""
    if ref.top is not None:
        return ref.top.count + 2
    if ref.bins is not None:
        return ref.bins.at_most + 2 if ref.bins.width is None else None
    if dimension is None:
        return None
    if ref.grain is None:
        return None if dimension.distinct_count is None else dimension.distinct_count + 1
    if ref.grain in CYCLIC_GRAINS:
        return MOST_OF_A_CYCLE + 1
    low, high = _moment(dimension.min), _moment(dimension.max)
    if low is None or high is None:
        return None
    step = moments.STEPS.get(ref.grain) or moments.MONTHS[ref.grain] * SHORTEST_MONTH
    return (high - low) // step + 3


def _moment(value: object) -> datetime | None:
    return moments.parse(value) if isinstance(value, str) else None
