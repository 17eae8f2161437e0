"""Which questions share a pass: those for which one pass costs less than their own ones do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import TypeAlias

from gnomon.datasets.contracts import ColumnType
from gnomon.query.partial.keys import Key
from gnomon.query.partial.parts import Part
from gnomon.query.plan import Cut, Field, NumberStep, Relation, Scan, Source, TimeStep, WallClock
from gnomon.query.sharing import costs
from gnomon.query.sharing.members import Member
from gnomon.query.sharing.sources import joined

LEAST_GAIN = 0.3
"""Of what the cheaper side costs for itself; less is not worth waiting for each other."""
MAX_COST = 150.0
"""Nanoseconds a row: nobody waits for a pass that does much more than the heaviest plain question."""
MAX_MEMBERS = 16
MAX_GROUPS = 50_000
"""Of one set of keys; more are dear to put together again."""
MAX_ROWS = 50_000
"""Of all answers together: one statement may not return much more."""
LEAST_ROWS = 500_000
"""Below that, a statement costs more than its rows, and a large statement more than several small ones."""

KeySet: TypeAlias = frozenset[Key]
Numbers: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """Questions that share a pass, and what the pass makes for all of them."""

    members: tuple[Member, ...]
    source: Scan | Relation
    sets: tuple[KeySet, ...]
    """What the rows are grouped by: every question finds its groups in one of them."""
    parts: tuple[Part, ...]
    cost: float

    def set_of(self, member: Member) -> int:
        """The position of the set with the fewest groups that a question finds its own in."""
        places = [place for place, keys in enumerate(self.sets) if member.keys <= keys]
        return min(places, key=lambda place: count_of(self.sets[place]))


def pools_of(members: Mapping[int, Member]) -> list[tuple[Numbers, Pool]]:
    """The questions, by their numbers, that share a pass, and that pass; those that are better alone are left out."""
    pools: dict[Numbers, Pool] = {(n,): _pool_of(member) for n, member in members.items() if _is_worth_it(member)}
    gains: dict[tuple[Numbers, Numbers], tuple[float, Pool]] = {}
    pending = list(combinations(pools, 2))
    while True:
        for one, other in pending:
            both = _together(pools[one], pools[other])
            if both is not None:
                gains[one, other] = (pools[one].cost + pools[other].cost - both.cost, both)
        if not gains:
            break
        (one, other), (_, both) = max(gains.items(), key=lambda found: found[1][0])
        del pools[one], pools[other]
        gains = {pair: gain for pair, gain in gains.items() if not {one, other} & set(pair)}
        numbers = (*one, *other)
        pending = [(known, numbers) for known in pools]
        pools[numbers] = both
    return [(numbers, pool) for numbers, pool in pools.items() if len(numbers) > 1]


def _pool_of(member: Member) -> Pool:
    return Pool((member,), member.source, (member.keys,), member.parts, costs.alone(member))


def _is_worth_it(member: Member) -> bool:
    return member.row_count >= LEAST_ROWS and count_of(member.keys) <= MAX_GROUPS


def count_of(keys: KeySet) -> int:
    """About how many groups some keys make."""
    return prod(key.about for key in keys)


def _together(one: Pool, other: Pool) -> Pool | None:
    """One pass for the questions of both; None where they cannot share one, or gain too little by it."""
    members = (*one.members, *other.members)
    if len(members) > MAX_MEMBERS or one.members[0].conditions != other.members[0].conditions:
        return None
    sets = _sets((*one.sets, *other.sets))
    parts = tuple(dict.fromkeys((*one.parts, *other.parts)))
    again = sum(map(count_of, sets)) * costs.REGROUPING / one.members[0].row_count
    cost = costs.together(sets, parts, one.members[0].conditions) + again * len(members)
    least_gain = LEAST_GAIN * min(one.cost, other.cost)
    if cost > MAX_COST or cost + least_gain > one.cost + other.cost or not _may_stand_together(sets):
        return None
    if sum(min(count_of(member.keys), member.plan.limit or 1) for member in members) > MAX_ROWS:
        return None
    source: Source | None = joined(one.source, other.source)
    if not isinstance(source, Scan | Relation):
        return None
    return Pool(members, source, sets, parts, cost)


def _sets(given: Sequence[KeySet]) -> tuple[KeySet, ...]:
    """The sets that no other contains."""
    different = tuple(dict.fromkeys(given))
    return tuple(keys for keys in different if not any(keys < other for other in different))


def _may_stand_together(sets: Sequence[KeySet]) -> bool:
    """Whether the engine makes several sets in one pass well: not where one of them is next to nothing.

    Very few groups, which are not those of a text, take it longer side by side with others than alone; and keys that
    bind values cannot be told apart from each other.
    """
    return len(sets) == 1 or all(keys and all(map(_is_plain, keys)) and not _is_flag(keys) for keys in sets)


def _is_flag(keys: KeySet) -> bool:
    return len(keys) == 1 and all(key.type is ColumnType.BOOLEAN for key in keys)


def _is_plain(key: Key) -> bool:
    return isinstance(key.value, Field | Cut | WallClock | NumberStep | TimeStep)
