"""The ways between the tables of a model: which relationships an address follows, and whether that is clear.

A way never visits a table twice. It follows active relationships, and inactive ones that the address names. Ways on
which every step finds one row at most are preferred to ways that multiply rows; of the preferred ones there must be
exactly one.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from gnomon.foundation.kit.near_misses import near_misses
from gnomon.semantic.contracts import ModelDefinition
from gnomon.semantic.errors import AmbiguousPath, NoPath, UnknownTable
from gnomon.semantic.paths import Edges, Search
from gnomon.semantic.paths import Path as Path
from gnomon.semantic.paths import Step as Step

MAX_CHOICES = 10
"""So many ways are named where an address is ambiguous."""
MAX_REACHABLE = 100
"""So many tables, counted once per role, are reachable from one; the nearest ones."""


@dataclass(frozen=True, slots=True)
class Reachable:
    """A table that another one reaches, in one of its roles."""

    via: tuple[str, ...]
    """The shortest address that means this path and no other."""
    path: Path


def find_path(definition: ModelDefinition, start: str, via: tuple[str, ...], to_table: str | None = None) -> Path:
    """The path that an address means.

    `via` names tables and relationships in the order in which the path meets them; the last one leads to the end.
    The start itself may be named first. `to_table` says where the path must end, where the last name alone does not
    (a relationship ends at either of its tables, as one comes to it); from a table to itself no step is needed,
    whatever role it plays for others. Raises `UnknownTable`, `NoPath`, `AmbiguousPath`.
    """
    via = _without_start(start, via)
    _require_known(definition, via)
    if start == to_table or (not via and to_table is None):
        return Path(start, ())
    address = ".".join(via) or str(to_table)
    found, is_cut = _preferred(Edges(definition), start, via, to_table, at_most=MAX_CHOICES + 1)
    if not found and not is_cut:
        raise NoPath(start, address)
    if len(found) > 1 or is_cut:
        choices = [".".join(address_of(definition, path)) for path in found[:MAX_CHOICES]]
        raise AmbiguousPath(start, address, choices, is_cut=is_cut or len(found) > MAX_CHOICES)
    return found[0]


def resolve_address(definition: ModelDefinition, start: str, segments: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The table that an address leads to, and the address as the model spells its names, without the start itself.

    Raises as `find_path` does.
    """
    path = find_path(definition, start, segments)
    spelled = {name.casefold(): name for name in _names(definition)}
    return path.to_table, tuple(spelled[segment.casefold()] for segment in _without_start(start, segments))


def address_of(definition: ModelDefinition, path: Path) -> tuple[str, ...]:
    """The shortest names that mean this path and no other; all of its relationships do in any case."""
    return _address(Edges(definition), path)


def _address(edges: Edges, path: Path) -> tuple[str, ...]:
    roles = tuple(step.relationship.name for step in path.steps)
    tables = tuple(step.to_table for step in path.steps)
    for via in (tables[-1:], roles[-1:], tables, (*roles[:1], *tables[-1:]), (*tables[:-1], *roles[-1:])):
        if _preferred(edges, path.start, via, None, at_most=2) == ([path], False):
            return via
    return roles


def reachable(definition: ModelDefinition, start: str) -> tuple[Reachable, ...]:
    """Every other table that can be named from one: once per role where every step finds one row at most.

    Tables that are only found by steps that multiply rows follow: where one active path leads there, and in each role
    that they play for the start itself.
    """
    edges = Edges(definition)
    single = list(islice(_nearest_single(edges, start), MAX_REACHABLE))
    found = {path.to_table for path in single}
    others = [table.name for table in definition.tables if table.name not in found and table.name != start]
    multiple = [path for name in others for path in _multiple(edges, start, name)]
    multiple.sort(key=lambda path: len(path.steps))
    paths = [*single, *multiple][:MAX_REACHABLE]
    return tuple(Reachable(_address(edges, path), path) for path in paths)


def _nearest_single(edges: Edges, start: str) -> Iterator[Path]:
    """Every path without a step that multiplies rows, the shortest first; inactive relationships count as roles."""
    waiting = deque([Path(start, ())])
    while waiting:
        path = waiting.popleft()
        visited = {start, *(step.to_table for step in path.steps)}
        for edge in edges.from_table(path.to_table):
            if not edge.is_many and edge.to_table not in visited:
                longer = Path(start, (*path.steps, edge.step))
                yield longer
                if len(waiting) < MAX_REACHABLE:
                    waiting.append(longer)


def _multiple(edges: Edges, start: str, end: str) -> list[Path]:
    """The one path to a table that is not reached otherwise, else the direct ones."""
    paths, is_cut = _preferred(edges, start, (), end, at_most=2)
    if len(paths) == 1 and not is_cut:
        return paths
    return [Path(start, (edge.step,)) for edge in edges.from_table(start) if edge.to_table == end]


def _preferred(
    edges: Edges, start: str, via: tuple[str, ...], to_table: str | None, at_most: int
) -> tuple[list[Path], bool]:
    """Some of the paths between which nothing but the address decides, and whether the search ended early."""
    for is_many_allowed in (False, True):
        search = Search(edges, start, via, to_table, is_many_allowed=is_many_allowed)
        found = list(islice(search.paths(), at_most))
        if found or search.is_cut:
            return found, search.is_cut
    return [], False


def _names(definition: ModelDefinition) -> list[str]:
    return [
        *(table.name for table in definition.tables),
        *(relationship.name for relationship in definition.relationships),
    ]


def _without_start(start: str, via: tuple[str, ...]) -> tuple[str, ...]:
    return via[1:] if via and via[0].casefold() == start.casefold() else via


def _require_known(definition: ModelDefinition, via: tuple[str, ...]) -> None:
    known = _names(definition)
    folded = {name.casefold() for name in known}
    for segment in via:
        if segment.casefold() not in folded:
            raise UnknownTable(segment, near_misses(segment, known))
