"""The difference of two figures as the sum of what its parts contribute, in exact fractions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Key: TypeAlias = bool | int | float | str | None
Parts: TypeAlias = Mapping[Key, tuple[Fraction, Fraction]]
"""Of each value: what is above the line, and what is below; 1 for all below where there is no line."""
ZERO = Fraction(0)
MOST = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one value of a field was and is, and what it contributes to the difference of the whole."""

    key: Key
    mine: Fraction | None
    base: Fraction | None
    contribution: Fraction
    mix: Fraction | None = None
    rate: Fraction | None = None
    shares: tuple[Fraction, Fraction] = (ZERO, ZERO)
    """Of a ratio: how much of what is below the line it is, and was."""


def sum_pieces(mine: Mapping[Key, Fraction], base: Mapping[Key, Fraction]) -> tuple[Piece, ...]:
    """Amounts that add up: each contributes its own difference."""
    pieces = []
    for key in _keys(mine, base):
        now, before = mine.get(key), base.get(key)
        pieces.append(Piece(key, now, before, (now or ZERO) - (before or ZERO)))
    return tuple(pieces)


def ratio_pieces(mine: Parts, base: Parts) -> tuple[Piece, ...] | None:
    """A ratio N/D: what each value contributes by its share of D (mix) and by its own ratio (rate), after Kitagawa.

    With w the share of a value, r its ratio and R the ratio of the whole, over both sides on average: its mix effect
    is Δw · (r − R), its rate effect Δr · w. None where either whole has nothing below the line.
    """
    above, below = _totals(mine)
    above_base, below_base = _totals(base)
    if below == 0 or below_base == 0:
        return None
    middle = (above / below + above_base / below_base) / 2
    pieces = []
    for key in _keys(mine, base):
        n1, d1 = mine.get(key, (ZERO, ZERO))
        n0, d0 = base.get(key, (ZERO, ZERO))
        w1, w0 = d1 / below, d0 / below_base
        now, before = (n1 / d1 if d1 else None), (n0 / d0 if d0 else None)
        known = [one for one in (now, before) if one is not None]
        own = sum(known, ZERO) / len(known) if known else middle
        contribution = n1 / below - n0 / below_base - middle * (w1 - w0)
        mix = (w1 - w0) * (own - middle)
        pieces.append(Piece(key, now, before, contribution, mix, contribution - mix, (w1, w0)))
    return tuple(pieces)


def reversal_of(pieces: Sequence[Piece], delta: Fraction) -> Literal["all", "most"] | None:
    """Whether the ratios of the values moved against that of the whole, as in Simpson's paradox.

    Looked at are the values with a ratio on both sides, two at least. Most are more than half of them that have more
    than half of the weight.
    """
    moves = [
        (one.mine - one.base, sum(one.shares, ZERO)) for one in pieces if one.mine is not None and one.base is not None
    ]
    against = [weight for move, weight in moves if move * delta < 0]
    if len(moves) < 2 or not against:
        return None
    if len(against) == len(moves):
        return "all"
    is_most = (
        len(against) > len(moves) * MOST and sum(against, ZERO) > sum((weight for _, weight in moves), ZERO) * MOST
    )
    return "most" if is_most else None


def folded(pieces: Sequence[Piece], most: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces that contribute most, the largest first, and the others."""
    ranked = sorted(pieces, key=lambda one: (-abs(one.contribution), str(one.key)))
    return (tuple(ranked), ()) if len(ranked) <= most + 1 else (tuple(ranked[:most]), tuple(ranked[most:]))


def _totals(parts: Parts) -> tuple[Fraction, Fraction]:
    return sum((one for one, _ in parts.values()), ZERO), sum((one for _, one in parts.values()), ZERO)


def _keys(mine: Mapping[Key, object], base: Mapping[Key, object]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys((*mine, *base)))
