"""A plan that answers several questions at once."""

from dataclasses import dataclass

from gnomon.datasets.contracts import ColumnType
from gnomon.query.draft import free_name
from gnomon.query.partial.keys import Key
from gnomon.query.partial.stages import first_stage
from gnomon.query.plan import LEVEL, Aggregate, Condition, Field, Filter, OneOf, Plan
from gnomon.query.plan.walk import scans_of
from gnomon.query.sharing.members import Member, over_pool, pool_rows
from gnomon.query.sharing.pools import Pool

LEVEL_COLUMN = Field(LEVEL.name, ColumnType.INTEGER, LEVEL.engine_type)


@dataclass(frozen=True, slots=True)
class Shared:
    """Groups of rows under a name, and the plans of questions that are answered of those groups."""

    name: str
    groups: Aggregate
    plans: tuple[Plan, ...]


def shared_plan(pool: Pool) -> Shared:
    """The plan of a pass."""
    first = pool.members[0]
    rows = Filter(pool.source, first.aggregate.source.conditions)
    keys = tuple(dict.fromkeys(group.key for member in pool.members for group in member.groups))
    made = first_stage(rows, keys, pool.parts, _sets(pool, keys))
    name = free_name("pool", frozenset(scan.table.name.casefold() for scan in scans_of(rows)))

    def plan(member: Member) -> Plan:
        level = pool.set_of(member) if made.aggregate.sets else None
        read = [*(made.keys[group.key] for group in member.groups), *(made.parts[part] for part in member.parts)]
        conditions: tuple[Condition, ...] = ()
        if level is not None:
            read.append(LEVEL_COLUMN)
            conditions = (OneOf(LEVEL_COLUMN, (level,), LEVEL.engine_type),)
        return over_pool(member, made, pool_rows(name, tuple(dict.fromkeys(read)), conditions))

    return Shared(name, made.aggregate, tuple(map(plan, pool.members)))


def _sets(pool: Pool, keys: tuple[Key, ...]) -> tuple[tuple[int, ...], ...]:
    if len(pool.sets) == 1:
        return ()
    return tuple(tuple(place for place, key in enumerate(keys) if key in one) for one in pool.sets)
