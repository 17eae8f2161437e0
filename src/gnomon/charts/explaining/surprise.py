"""Which fields explain a difference best: Adtributor, by Bhagwan and others (NSDI 2014).

The surprise of a value is what it adds to the Jensen-Shannon divergence between the shares that its field had and has.
Of a field, the most surprising values that each explain a tenth of the difference at least are taken until they explain
two thirds of it; the surprise of the field is the sum of theirs. Fields that never come so far stand behind the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log2

from gnomon.charts.explaining.arithmetic import ZERO, Key, Piece

EACH = Fraction(1, 10)
ENOUGH = Fraction(67, 100)


@dataclass(frozen=True, slots=True)
class Drivers:
    """How well a field explains a difference."""

    surprise: float
    count: int
    """Of its values that do."""
    explained: Fraction | None
    """How much of the difference they make up; none where there is no difference."""

    @property
    def is_enough(self) -> bool:
        """Whether it explains as much as is asked of a field."""
        return self.explained is not None and self.explained >= ENOUGH


def surprises(mine: Mapping[Key, Fraction], base: Mapping[Key, Fraction]) -> dict[Key, float]:
    """What each value adds to the divergence of the shares; 0 for all where one side has nothing."""
    keys = dict.fromkeys((*mine, *base))
    whole, whole_base = _size(mine.values()), _size(base.values())
    if whole == 0 or whole_base == 0:
        return dict.fromkeys(keys, 0.0)
    return {
        key: _divergence(float(abs(mine.get(key, ZERO)) / whole), float(abs(base.get(key, ZERO)) / whole_base))
        for key in keys
    }


def drivers_of(pieces: Sequence[Piece], surprise: Mapping[Key, float]) -> Drivers:
    """The values that explain the difference, by their surprise."""
    delta = sum((one.contribution for one in pieces), ZERO)
    if delta == 0:
        return Drivers(sum(surprise.values()), 0, None)
    candidates = [one for one in pieces if one.contribution / delta >= EACH]
    candidates.sort(key=lambda one: (-surprise.get(one.key, 0.0), -abs(one.contribution)))
    explained, found, count = ZERO, 0.0, 0
    for one in candidates:
        explained += one.contribution / delta
        found += surprise.get(one.key, 0.0)
        count += 1
        if explained >= ENOUGH:
            break
    return Drivers(found, count, explained)


def _size(values: Iterable[Fraction]) -> Fraction:
    return sum((abs(one) for one in values), ZERO)


def _divergence(now: float, before: float) -> float:
    middle = (now + before) / 2
    return sum(one * log2(one / middle) / 2 for one in (now, before) if one > 0)
