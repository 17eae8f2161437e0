"""Which datasets multiply the rows of another one: from the joins, and from what the keys are measured to be."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from gnomon.datasets.contracts import DatasetTable
from gnomon.query.key_facts import is_unique
from gnomon.query.runtime import QueryRuntime

Place: TypeAlias = tuple[int, str]
MOST_SOURCES = 40


@dataclass(frozen=True, slots=True)
class Source:
    """Something that rows come from; without a table where nobody knows its keys."""

    alias: str
    table: DatasetTable | None


@dataclass(frozen=True, slots=True)
class Joins:
    """What the joins of a SELECT say of the columns of its sources."""

    sources: tuple[Source, ...]
    equal: tuple[tuple[Place, Place], ...]
    classes: tuple[frozenset[Place], ...]
    """Columns that have the same value in a row."""
    fixed: frozenset[Place]
    optional: frozenset[tuple[int, int]]

    def settled(self, source: int, known: set[int]) -> tuple[str, ...]:
        """The columns of a source whose values the known ones leave no choice for."""
        columns = {column for number, column in self.fixed if number == source}
        for one in self.classes:
            if one & self.fixed or any(number in known for number, _ in one):
                columns |= {column for number, column in one if number == source}
        return tuple(sorted(columns))

    def keys(self, source: int) -> frozenset[str]:
        """The columns that a source is joined by."""
        return frozenset(column for pair in self.equal for number, column in pair if number == source)

    def links(self, source: int, known: set[int]) -> Iterator[tuple[Place, Place]]:
        """The equalities between a source and known ones."""
        for first, second in self.equal:
            if (first[0] == source and second[0] in known) or (second[0] == source and first[0] in known):
                yield first, second


@dataclass(frozen=True, slots=True)
class Multiplier:
    """A dataset that has several rows for one of another, and the equalities that join it."""

    source: int
    links: tuple[tuple[Place, Place], ...]


def joins_of(told: Mapping[str, Any], tables: Mapping[str, DatasetTable]) -> Joins:
    """The joins as the worker told them."""
    equal = tuple((_place(first), _place(second)) for first, second in told["equal"])
    return Joins(
        sources=tuple(Source(alias, None if name is None else tables[name]) for alias, name in told["sources"]),
        equal=equal,
        classes=_classes(equal),
        fixed=frozenset(_place(one) for one in told["fixed"]),
        optional=frozenset((mine, other) for mine, other in told["optional"]),
    )


async def multipliers(
    runtime: QueryRuntime, joins: Joins, source: int, aggregated: Collection[int] = ()
) -> list[Multiplier]:
    """The datasets that multiply the rows of a source, those next to it first. Raises what the engine raises.

    What comes from elsewhere than a dataset, and what no equality joins, is taken to have one row for each. Sources
    that were aggregated have one row for all the columns that they are joined by.
    """
    known = {source} | {number for number, one in enumerate(joins.sources) if one.table is None}
    found: list[Multiplier] = []
    if len(joins.sources) > MOST_SOURCES:
        return found
    while True:
        await _add_settled(runtime, joins, known, aggregated)
        linked = [
            Multiplier(number, links)
            for number in range(len(joins.sources))
            if number not in known and (links := tuple(joins.links(number, known)))
        ]
        if not linked:
            return found
        found.append(linked[0])
        known.add(linked[0].source)


async def _add_settled(runtime: QueryRuntime, joins: Joins, known: set[int], aggregated: Collection[int]) -> None:
    """Add every source that has one row at most for each of the known ones."""
    grows = True
    while grows:
        grows = False
        for number, source in enumerate(joins.sources):
            if number in known or source.table is None:
                continue
            columns = joins.settled(number, known)
            if number in aggregated and joins.keys(number) <= set(columns):
                is_single = True
            else:
                is_single = bool(columns) and await is_unique(runtime, source.table, columns)
            if is_single:
                known.add(number)
                grows = True


def _classes(equal: tuple[tuple[Place, Place], ...]) -> tuple[frozenset[Place], ...]:
    found: list[frozenset[Place]] = []
    for pair in equal:
        met = [one for one in found if one & set(pair)]
        found = [one for one in found if one not in met]
        found.append(frozenset(pair).union(*met))
    return tuple(found)


def _place(told: list[Any]) -> Place:
    return int(told[0]), str(told[1])
