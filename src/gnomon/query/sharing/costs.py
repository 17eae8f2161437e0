"""What a pass over the rows costs: nanoseconds of one core for each row, as they were measured with DuckDB 2.0.

Only their proportions matter. Text in dictionaries, as our files have it, is grouped by almost for nothing; numbers
are dear because they have to be unpacked, so that reading each of them once is what sharing saves.
"""

from collections.abc import Collection, Iterable, Set

from gnomon.query.partial.keys import Key
from gnomon.query.partial.parts import Part
from gnomon.query.plan import Condition, Cut, Field, FormulaTotal, Value, WallClock
from gnomon.query.plan.fields import fields_of_conditions, fields_of_values
from gnomon.query.sharing.members import Member
from gnomon.semantic.contracts import CYCLIC_GRAINS, TimeGrain

READING = {"DOUBLE": 13.0, "BIGINT": 7.0, "TIMESTAMP": 7.0, "VARCHAR": 4.0, "BOOLEAN": 1.0}
READING_ELSE = 8.0
CUTTING_DAYS = 6.0
CUTTING_COARSER = 22.0
CHANGING_ZONES = 60.0
COMPUTING = 15.0
COMPARING = 2.0
FINDING_TEXT = 5.0
FINDING_OTHER = 9.0
FINDING_PAIR = 12.0
FINDING_MORE = 6.0
ADDING = 2.5
REGROUPING = 60.0
"""For each group of the pool, not for each row."""
CHEAP_GRAINS = frozenset({TimeGrain.DAY, TimeGrain.HOUR_OF_DAY})


def alone(member: Member) -> float:
    """What a question costs that is asked alone."""
    values = [group.value for group in member.aggregate.groups]
    return (
        _reading((*values, *_arguments(member.parts)), member.conditions)
        + sum(map(_computing, values))
        + _formulas(member.parts)
        + _finding(frozenset(group.key for group in member.groups))
        + _adding(member.parts)
    )


def together(sets: Collection[Set[Key]], parts: Collection[Part], conditions: Iterable[Condition]) -> float:
    """What one pass costs that makes the groups of several sets, each with all parts."""
    keys = {key for one in sets for key in one}
    values = [key.value for key in keys]
    return (
        _reading((*values, *_arguments(parts)), conditions)
        + sum(map(_computing, values))
        + _formulas(parts)
        + sum(map(_finding, sets))
        + len(sets) * _adding(parts)
    )


def _arguments(parts: Iterable[Part]) -> Iterable[Value]:
    for part in parts:
        if isinstance(part.total, FormulaTotal):
            yield from part.total.arguments
            if part.total.where is not None:
                yield part.total.where
        elif part.total.field is not None:
            yield part.total.field


def _reading(values: Iterable[Value], conditions: Iterable[Condition]) -> float:
    listed = tuple(conditions)
    fields = {*fields_of_values(values), *fields_of_conditions(listed)}
    return sum(READING.get(one.engine_type, READING_ELSE) for one in fields) + COMPARING * len(listed)


def _computing(value: Value) -> float:
    match value:
        case Field():
            return 0.0
        case Cut(value=inner, grain=grain):
            is_cheap = grain in CHEAP_GRAINS or grain in CYCLIC_GRAINS
            return _computing(inner) + (CUTTING_DAYS if is_cheap else CUTTING_COARSER)
        case WallClock():
            return 2.0 if value.time_zone == "UTC" else CHANGING_ZONES
        case _:
            return COMPUTING


def _finding(keys: Set[Key]) -> float:
    """Finding the group of a row."""
    if not keys:
        return 0.0
    if len(keys) == 1:
        (key,) = keys
        return FINDING_TEXT if isinstance(key.value, Field) and key.engine_type == "VARCHAR" else FINDING_OTHER
    return FINDING_PAIR + FINDING_MORE * (len(keys) - 2)


def _adding(parts: Collection[Part]) -> float:
    return ADDING * len(parts)


def _formulas(parts: Iterable[Part]) -> float:
    """Computing what is aggregated."""
    totals = [part.total for part in parts if isinstance(part.total, FormulaTotal)]
    computed = [one for total in totals for one in total.arguments if len(one.columns) > 1]
    return COMPUTING * (len(computed) + sum(total.where is not None for total in totals))
