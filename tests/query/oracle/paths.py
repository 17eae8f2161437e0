"""The oracle's tables and the paths between them: rows that belong together, found by looking at every row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from gnomon.semantic.contracts import Cardinality, CheckedModel, Relationship

Row: TypeAlias = Mapping[str, Any]


class Refused(Exception):
    """The question has no answer."""


class Ambiguous(Refused):
    """Several paths lead there."""


class Unreachable(Refused):
    """No path leads there."""


@dataclass(frozen=True)
class Step:
    """Along one relationship, forwards or backwards."""

    relationship: str
    to: str
    is_forward: bool
    is_to_one: bool


Path: TypeAlias = tuple[Step, ...]
Chain: TypeAlias = Mapping[Path, Row | None]
"""A row of the home, by the empty path, and one row, or none, for each path that leads from it."""


@dataclass(frozen=True)
class Place:
    """A column as a home sees it."""

    path: Path
    table: str
    column: str


@dataclass
class World:
    """A model with its rows."""

    model: CheckedModel
    rows: Mapping[str, Sequence[Row]]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    cells: dict[tuple[str, str, int], Any] = field(default_factory=dict)
    """Values of calculated columns, by table, column and row."""

    def relationship(self, name: str) -> Relationship:
        """The relationship of this name."""
        return next(one for one in self.model.definition.relationships if one.name == name)

    def steps_from(self, table: str) -> Iterator[Step]:
        """Every step that leaves a table."""
        for one in self.model.definition.relationships:
            is_to_one = one.cardinality is not Cardinality.MANY_TO_MANY
            if one.from_table == table:
                yield Step(one.name, one.to_table, is_forward=True, is_to_one=is_to_one)
            if one.to_table == table:
                yield Step(one.name, one.from_table, False, one.cardinality is Cardinality.ONE_TO_ONE)

    def matches(self, row: Row, along: Step) -> list[Row]:
        """The rows on the other side that belong to a row; null equals nothing."""
        one = self.relationship(along.relationship)
        mine, other = one.from_columns, one.to_columns
        if not along.is_forward:
            mine, other = other, mine
        key = [row[name] for name in mine]
        if None in key:
            return []
        return [candidate for candidate in self.rows[along.to] if [candidate[name] for name in other] == key]


def find_path(world: World, home: str, segments: Sequence[str], table: str | None = None) -> Path:
    """The one path from a home, to a table where one is known, that meets these names, the last one at its end."""
    past_home = max((place + 1 for place, name in enumerate(segments) if name == home), default=0)
    wanted = tuple(segments[past_home:])
    if not wanted:
        return ()
    found = [path for path in _simple_paths(world, home, (home,), wanted) if _meets(path, wanted)]
    found = [path for path in found if table in (None, path[-1].to)]
    to_one = [path for path in found if all(one.is_to_one for one in path)]
    choices = to_one or found
    if not choices:
        raise Unreachable(home, wanted)
    if len(choices) > 1:
        raise Ambiguous(home, wanted, [[one.relationship for one in path] for path in choices])
    return choices[0]


def _simple_paths(world: World, table: str, visited: tuple[str, ...], wanted: Sequence[str]) -> Iterator[Path]:
    for one in world.steps_from(table):
        is_open = world.relationship(one.relationship).is_active or one.relationship in wanted
        if is_open and one.to not in visited:
            yield (one,)
            for rest in _simple_paths(world, one.to, (*visited, one.to), wanted):
                yield (one, *rest)


def _meets(path: Path, wanted: Sequence[str]) -> bool:
    if wanted[-1] not in {path[-1].relationship, path[-1].to}:
        return False
    names = iter([name for one in path for name in (one.relationship, one.to)])
    return all(name in names for name in wanted)


def place_of(world: World, home: str, table: str, via: Sequence[str], column: str) -> Place:
    """Where a home finds a column that an address names; its own columns are its own, whatever role it plays."""
    path = () if table == home else find_path(world, home, via or (table,), table)
    return Place(path, table, column)


def chains(world: World, row: Row, paths: Sequence[Path]) -> list[Chain]:
    """The rows of "home LEFT JOIN everything on these paths" that one row of the home becomes."""
    prefixes = {path[:length] for path in paths for length in range(1, len(path) + 1)}
    found: list[dict[Path, Row | None]] = [{(): row}]
    for path in sorted(prefixes, key=len):
        longer: list[dict[Path, Row | None]] = []
        for chain in found:
            before = chain[path[:-1]]
            partners: Sequence[Row | None] = [] if before is None else world.matches(before, path[-1])
            longer += [{**chain, path: partner} for partner in partners or [None]]
        found = longer
    return [dict(chain) for chain in found]


Cell: TypeAlias = Callable[[Place, Chain], Any]
