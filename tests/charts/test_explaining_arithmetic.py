"""The arithmetic of explanations: what parts contribute comes to the difference, and the culprit stands first."""

import random
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnomon.charts.explaining.arithmetic import Key, Piece, folded, ratio_pieces, reversal_of, sum_pieces
from gnomon.charts.explaining.numbers import exact, told
from gnomon.charts.explaining.surprise import drivers_of, surprises

Side = dict[Key, tuple[Fraction, Fraction]]
KEYS = st.one_of(st.none(), st.text(max_size=3), st.booleans())
AMOUNTS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=1000)
SIDES = st.dictionaries(KEYS, AMOUNTS, max_size=8)
RATIOS = st.dictionaries(KEYS, st.tuples(AMOUNTS, AMOUNTS), max_size=8)


def whole(side: Mapping[Key, tuple[Fraction, Fraction]]) -> Fraction | None:
    above, below = (sum((one[place] for one in side.values()), Fraction(0)) for place in (0, 1))
    return None if below == 0 else above / below


@given(SIDES, SIDES)
def test_what_parts_of_a_sum_contribute_comes_to_the_difference_exactly(
    mine: dict[Any, Fraction], base: dict[Any, Fraction]
) -> None:
    pieces = sum_pieces(mine, base)
    assert sum(one.contribution for one in pieces) == sum(mine.values()) - sum(base.values())
    assert {one.key for one in pieces} == {*mine, *base}


@given(RATIOS, RATIOS)
def test_what_parts_of_a_ratio_contribute_comes_to_the_difference_exactly(mine: Any, base: Any) -> None:
    pieces = ratio_pieces(mine, base)
    now, before = whole(mine), whole(base)
    if now is None or before is None:
        assert pieces is None
        return
    assert pieces is not None
    assert sum(one.contribution for one in pieces) == now - before
    assert all(one.mix is not None and one.rate is not None for one in pieces)
    assert all(one.contribution == (one.mix or 0) + (one.rate or 0) for one in pieces)


@given(SIDES, SIDES, st.integers(1, 5))
def test_folding_loses_nothing(mine: dict[Any, Fraction], base: dict[Any, Fraction], most: int) -> None:
    pieces = sum_pieces(mine, base)
    shown, rest = folded(pieces, most)
    assert sorted(map(repr, (*shown, *rest))) == sorted(map(repr, pieces))
    assert len(rest) != 1, "one value needs no other name"
    assert all(abs(one.contribution) >= abs(other.contribution) for one in shown for other in rest)


def test_the_effects_of_a_ratio_are_those_of_the_textbook() -> None:
    """Two strata with shares 1/2, 1/2 and ratios 0.2, 0.4 become 3/4, 1/4 and 0.3, 0.4, after Kitagawa (1955)."""
    half, tenth = Fraction(1, 2), Fraction(1, 10)
    base: Side = {"a": (tenth * 10, Fraction(5)), "b": (tenth * 20, Fraction(5))}
    mine: Side = {"a": (Fraction(3, 10) * 15, Fraction(15)), "b": (Fraction(4, 10) * 5, Fraction(5))}
    pieces = ratio_pieces(mine, base)
    assert pieces is not None
    assert sum(one.rate or 0 for one in pieces) == tenth * (Fraction(3, 4) + half) / 2
    assert sum(one.mix or 0 for one in pieces) == Fraction(1, 4) * Fraction(25, 100) - Fraction(1, 4) * Fraction(4, 10)


def test_a_part_that_appears_or_vanishes_counts_as_mix_alone() -> None:
    base: Side = {"old": (Fraction(1), Fraction(2)), "stays": (Fraction(1), Fraction(4))}
    mine: Side = {"new": (Fraction(3), Fraction(4)), "stays": (Fraction(1), Fraction(4))}
    pieces = {one.key: one for one in ratio_pieces(mine, base) or ()}
    assert {key: one.rate for key, one in pieces.items()} == {"old": 0, "new": 0, "stays": 0}
    assert pieces["old"].mine is None
    assert pieces["new"].base is None


def test_simpsons_paradox_is_noticed() -> None:
    """The success of two treatments of kidney stones (Charig and others, 1986)."""
    open_surgery: Side = {"small": (Fraction(81), Fraction(87)), "large": (Fraction(192), Fraction(263))}
    keyhole: Side = {"small": (Fraction(234), Fraction(270)), "large": (Fraction(55), Fraction(80))}
    pieces = ratio_pieces(open_surgery, keyhole)
    now, before = whole(open_surgery), whole(keyhole)
    assert pieces is not None
    assert now is not None
    assert before is not None
    assert now < before
    assert reversal_of(pieces, now - before) == "all"
    assert reversal_of(pieces, before - now) is None


@pytest.mark.parametrize(
    ("moves", "expected"),
    [([-1, -1, 1], "most"), ([-1, 1, 1], None), ([1, 1], None), ([-1], None), ([], None), ([-1, 0], None)],
)
def test_most_of_the_parts_are_more_than_half_of_them(moves: list[int], expected: str | None) -> None:
    third = (Fraction(1, 3), Fraction(1, 3))
    pieces = [
        Piece(place, Fraction(move), Fraction(0), Fraction(0), Fraction(0), Fraction(0), third)
        for place, move in enumerate(moves)
    ]
    assert reversal_of(pieces, Fraction(1)) == expected


def test_shares_that_stay_are_no_surprise_and_those_that_swap_are_one_bit() -> None:
    one, two = Fraction(1), Fraction(2)
    assert surprises({"a": one, "b": two}, {"a": two, "b": two * 2}) == {"a": 0.0, "b": 0.0}
    assert sum(surprises({"a": one}, {"b": one}).values()) == 1.0
    assert surprises({"a": one}, {}) == {"a": 0.0}
    assert surprises({}, {}) == {}


def test_without_a_difference_nothing_drives_it() -> None:
    pieces = sum_pieces({"a": Fraction(1)}, {"a": Fraction(1)})
    assert drivers_of(pieces, {"a": 0.0}).explained is None


def synthetic(
    seed: int,
) -> tuple[str, str, list[tuple[Fraction, dict[str, str]]], list[tuple[Fraction, dict[str, str]]]]:
    """Sales of two periods along five fields that have nothing to do with each other, in which one value changed."""
    chance = random.Random(seed)
    fields = {f"field {place}": [f"v{one}" for one in range(chance.choice([2, 3, 5, 8, 20]))] for place in range(5)}
    culprit = chance.choice(list(fields))
    value = chance.choice(fields[culprit])
    factor = chance.choice([0.2, 0.4, 1.8, 3.0])

    def period(*, is_changed: bool) -> list[tuple[Fraction, dict[str, str]]]:
        rows = []
        for _ in range(3_000):
            row = {name: chance.choice(values) for name, values in fields.items()}
            amount = chance.uniform(50, 150) * (factor if is_changed and row[culprit] == value else 1)
            rows.append((Fraction(round(amount)), row))
        return rows

    return culprit, value, period(is_changed=True), period(is_changed=False)


def ranked(mine: Any, base: Any) -> list[tuple[str, Any]]:
    """The fields, the best first, each with the value that contributes most."""
    found = []
    for name in mine[0][1]:
        sides = []
        for rows in (mine, base):
            side: dict[Any, Fraction] = defaultdict(Fraction)
            for amount, row in rows:
                side[row[name]] += amount
            sides.append(side)
        pieces = sum_pieces(sides[0], sides[1])
        drivers = drivers_of(pieces, surprises(sides[0], sides[1]))
        top = max(pieces, key=lambda one: abs(one.contribution)).key
        found.append(((not drivers.is_enough, -drivers.surprise), name, top))
    return [(name, top) for _, name, top in sorted(found)]


def test_a_planted_driver_is_found_in_nineteen_of_twenty_cases() -> None:
    found = 0
    for seed in range(60):
        culprit, value, mine, base = synthetic(seed)
        found += ranked(mine, base)[0] == (culprit, value)
    assert found >= 57


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, None),
        (True, None),
        (3, Fraction(3)),
        (0.5, Fraction(1, 2)),
        (float("nan"), None),
        (float("inf"), None),
        ("12345678901234567890.01", Fraction(1234567890123456789001, 100)),
        ("no number", None),
        ("NaN", None),
    ],
)
def test_values_of_answers_are_taken_as_they_are(given: object, expected: Fraction | None) -> None:
    assert exact(given) == expected


@pytest.mark.parametrize(
    ("value", "is_exact", "expected"),
    [
        (Fraction(7), True, 7),
        (Fraction(2**60), True, str(2**60)),
        (Fraction(2**60), False, float(2**60)),
        (Fraction(1, 4), True, 0.25),
        (Fraction(1, 3), True, 1 / 3),
        (Fraction(1234567890123456789001, 100), True, "12345678901234567890.01"),
        (Fraction(10) ** 400, True, None),
        (None, True, None),
    ],
)
def test_figures_are_told_without_losing_digits(value: Fraction | None, is_exact: bool, expected: object) -> None:
    assert told(value, is_exact=is_exact) == expected
