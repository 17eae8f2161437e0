"""The two stages of an aggregate: by keys, with parts; and the wanted groups and measures made of those."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gnomon.query.partial.keys import Key, Regrouped
from gnomon.query.partial.parts import Again, Part
from gnomon.query.plan import Aggregate, Field, Filter, Group, Output, RolledTotal


@dataclass(frozen=True, slots=True)
class FirstStage:
    """Groups of rows by keys with parts of measures, and the columns in which both stand."""

    aggregate: Aggregate
    keys: dict[Key, Field]
    parts: dict[Part, Field]


def first_stage(
    rows: Filter, keys: Iterable[Key], parts: Iterable[Part], sets: tuple[tuple[int, ...], ...] = ()
) -> FirstStage:
    """The aggregate of rows that others are made of."""
    key_columns = {key: Field(f"key{place}", key.type, key.engine_type) for place, key in enumerate(keys)}
    part_columns = {part: Field(f"part{place}", part.type, part.engine_type) for place, part in enumerate(parts)}
    aggregate = Aggregate(
        source=rows,
        groups=tuple(Group(column.name, key.value) for key, column in key_columns.items()),
        totals=tuple(part.total for part in part_columns),
        outputs=tuple(Output(one.name, one.type, one.engine_type) for one in part_columns.values()),
        sets=sets,
    )
    return FirstStage(aggregate, key_columns, part_columns)


def final_stage(
    wanted: Aggregate, first: FirstStage, rows: Filter, groups: Sequence[Regrouped], totals: Sequence[Again]
) -> Aggregate:
    """What was wanted of rows, made of the groups of the first stage."""
    values = (made.of(first.keys[made.key]) for made in groups)
    return replace(
        wanted,
        source=rows,
        groups=tuple(replace(group, value=value) for group, value in zip(wanted.groups, values, strict=True)),
        totals=made_again(wanted, first, totals),
        staged=None,
    )


def made_again(wanted: Aggregate, first: FirstStage, totals: Sequence[Again]) -> tuple[RolledTotal, ...]:
    """The totals that were wanted of rows, made of the parts of the first stage."""
    return tuple(
        RolledTotal(output.name, total.aggregation, tuple(first.parts[part] for part in total.parts))
        for output, total in zip(wanted.outputs, totals, strict=True)
    )
