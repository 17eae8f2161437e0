"""The difference of two figures over one field, from the answers for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from gnomon.charts.explaining.arithmetic import (
    ZERO,
    Key,
    Piece,
    folded,
    ratio_pieces,
    reversal_of,
    sum_pieces,
)
from gnomon.charts.explaining.asking import Amounts, Groups
from gnomon.charts.explaining.contracts import Breakdown, Contribution, FieldToAsk, FigureKind
from gnomon.charts.explaining.numbers import told
from gnomon.charts.explaining.surprise import drivers_of, surprises

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Halves:
    """What was answered about a field on both sides; the base counts as one of so many."""

    mine: Groups
    base: Groups
    one_of: int

    @property
    def is_exact(self) -> bool:
        """Whether nothing in it was rounded."""
        return self.mine.is_exact and self.base.is_exact

    @property
    def has_shared(self) -> bool:
        """Whether some value stands on both sides; where one side is empty, nothing has to."""
        mine, base = self.rows
        return not mine or not base or bool(mine.keys() & base.keys())

    @property
    def rows(self) -> tuple[Mapping[Key, Amounts], Mapping[Key, Amounts]]:
        """Of each value."""
        return self.mine.by_value, self.base.by_value


def broken_down(field: FieldToAsk, halves: Halves, kind: FigureKind, delta: Fraction | None) -> Breakdown | None:
    """The difference over a field; none for a ratio that one side does not have."""
    if kind is FigureKind.WHOLE or delta is None:
        return _looked_at(field, halves)
    if kind is FigureKind.RATIO:
        mine, base = ({key: (one.above, one.below) for key, one in side.items()} for side in halves.rows)
        pieces = ratio_pieces(mine, base)
        if pieces is None:
            return None
        reversal = reversal_of(pieces, delta)
    else:
        pieces, reversal = sum_pieces(*_amounts(halves)), None
    drivers = drivers_of(pieces, _surprise(halves, kind))
    shown, rest = folded(pieces, MOST_SHOWN)
    contributions = [_told(one, halves) for one in shown]
    if rest:
        contributions.append(_told_together(rest, halves, kind))
    return Breakdown(
        member=field.member,
        label=field.label,
        count=len(pieces),
        contributions=tuple(contributions),
        surprise=drivers.surprise,
        drivers=drivers.count,
        explained=None if drivers.explained is None else float(drivers.explained),
        reversal=reversal,
    )


def order_of(one: Breakdown) -> tuple[bool, float, float]:
    """What explains enough stands first, then what is more surprising, then what has the largest piece."""
    is_enough = one.explained is not None and one.explained >= 2 / 3
    sizes = [abs(float(piece.contribution)) for piece in one.contributions if piece.contribution is not None]
    return (not is_enough, -(one.surprise or 0.0), -max(sizes, default=0.0) / (sum(sizes) or 1.0))


def _amounts(halves: Halves) -> tuple[Mapping[Key, Fraction], Mapping[Key, Fraction]]:
    mine, base = halves.rows
    return {key: one.above for key, one in mine.items()}, {key: one.above / halves.one_of for key, one in base.items()}


def _surprise(halves: Halves, kind: FigureKind) -> dict[Key, float]:
    found = surprises(*_amounts(halves))
    if kind is FigureKind.RATIO:
        mine, base = ({key: one.below for key, one in side.items()} for side in halves.rows)
        below = surprises(mine, base)
        return {key: found[key] + below[key] for key in found}
    return found


def _fate(key: Key, halves: Halves) -> Literal["stayed", "appeared", "vanished"]:
    mine, base = halves.rows
    if key in mine and key in base:
        return "stayed"
    return "appeared" if key in mine else "vanished"


def _told(piece: Piece, halves: Halves) -> Contribution:
    is_exact = halves.is_exact and piece.mix is None
    mine, base, contribution = (told(one, is_exact=is_exact) for one in (piece.mine, piece.base, piece.contribution))
    return Contribution(
        value=piece.key,
        mine=mine,
        base=base,
        contribution=contribution,
        mix=told(piece.mix, is_exact=False),
        rate=told(piece.rate, is_exact=False),
        fate=_fate(piece.key, halves),
    )


def _told_together(rest: tuple[Piece, ...], halves: Halves, kind: FigureKind) -> Contribution:
    """Those that contribute least as one."""
    keys = {one.key for one in rest}
    sides = [[one for key, one in side.items() if key in keys] for side in halves.rows]
    if kind is FigureKind.RATIO:
        whole = [(sum((one.above for one in side), ZERO), sum((one.below for one in side), ZERO)) for side in sides]
        values = [above / below if below else None for above, below in whole]
    else:
        values = [
            sum((one.above for one in side), ZERO) / by for side, by in zip(sides, (1, halves.one_of), strict=True)
        ]
    is_exact = halves.is_exact and kind is FigureKind.SUM
    mine, base = (told(one, is_exact=is_exact) for one in values)
    is_ratio = kind is FigureKind.RATIO
    return Contribution(
        value=None,
        folded=len(rest),
        mine=mine,
        base=base,
        contribution=told(sum((one.contribution for one in rest), ZERO), is_exact=is_exact),
        mix=told(sum((one.mix or ZERO for one in rest), ZERO), is_exact=False) if is_ratio else None,
        rate=told(sum((one.rate or ZERO for one in rest), ZERO), is_exact=False) if is_ratio else None,
        fate="stayed",
    )


def _looked_at(field: FieldToAsk, halves: Halves) -> Breakdown:
    """What cannot be taken apart: each value beside what it was, those with the most rows first."""
    mine, base = halves.rows
    keys = sorted(
        dict.fromkeys((*mine, *base)),
        key=lambda key: -sum(side[key].rows for side in (mine, base) if key in side),
    )
    contributions = tuple(
        Contribution(
            value=key,
            mine=told(mine[key].figure, is_exact=halves.is_exact) if key in mine else None,
            base=told(base[key].figure, is_exact=halves.is_exact) if key in base else None,
            contribution=None,
            fate=_fate(key, halves),
        )
        for key in keys[:MOST_SHOWN]
    )
    return Breakdown(
        member=field.member,
        label=field.label,
        count=len(keys),
        contributions=contributions,
        surprise=None,
        drivers=None,
        explained=None,
    )
