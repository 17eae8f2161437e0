"""Paths between the tables of a model, and the search for those that names fit."""

from collections.abc import Iterator
from dataclasses import dataclass

from gnomon.semantic.contracts import Cardinality, ModelDefinition, Relationship

MAX_STEPS_TRIED = 2_000
"""So many steps are tried before what was found until then must do."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one table to a related one."""

    relationship: Relationship
    is_reversed: bool
    """Whether it leads from the relationship's second table to its first."""

    @property
    def from_table(self) -> str:
        """Where the step begins."""
        return self.relationship.to_table if self.is_reversed else self.relationship.from_table

    @property
    def to_table(self) -> str:
        """Where the step leads."""
        return self.relationship.from_table if self.is_reversed else self.relationship.to_table

    @property
    def from_columns(self) -> tuple[str, ...]:
        """The key where the step begins."""
        return self.relationship.to_columns if self.is_reversed else self.relationship.from_columns

    @property
    def to_columns(self) -> tuple[str, ...]:
        """The key where the step leads."""
        return self.relationship.from_columns if self.is_reversed else self.relationship.to_columns

    @property
    def is_many(self) -> bool:
        """Whether one row may belong to several where the step leads, as far as the model declares it."""
        match self.relationship.cardinality:
            case Cardinality.ONE_TO_ONE:
                return False
            case Cardinality.MANY_TO_ONE:
                return self.is_reversed
            case Cardinality.MANY_TO_MANY:
                return True


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from one table to another; none where both are the same."""

    start: str
    steps: tuple[Step, ...]

    @property
    def to_table(self) -> str:
        """Where the steps lead."""
        return self.steps[-1].to_table if self.steps else self.start

    @property
    def is_many(self) -> bool:
        """Whether one row of the start may belong to several of the end, as far as the model declares it."""
        return any(step.is_many for step in self.steps)


@dataclass(frozen=True, slots=True)
class Edge:
    """A step, and what a search asks of it again and again."""

    step: Step
    to_table: str
    is_many: bool
    is_active: bool
    role: str
    table: str
    """The folded names by which an address meets it: its relationship's and the one of the table that it leads to."""


class Edges:
    """The relationships of a model by the tables at their ends."""

    def __init__(self, definition: ModelDefinition) -> None:
        self._by_table: dict[str, list[Edge]] = {}
        for one in definition.relationships:
            if one.from_table != one.to_table:
                for step in (Step(one, is_reversed=False), Step(one, is_reversed=True)):
                    names = (one.name.casefold(), step.to_table.casefold())
                    edge = Edge(step, step.to_table, step.is_many, one.is_active, *names)
                    self._by_table.setdefault(step.from_table, []).append(edge)

    def from_table(self, table: str) -> list[Edge]:
        """Every step that begins at a table."""
        return self._by_table.get(table, [])


class Search:
    """Depth first over the ways that an address may mean."""

    def __init__(
        self, edges: Edges, start: str, via: tuple[str, ...], to_table: str | None, *, is_many_allowed: bool
    ) -> None:
        self._edges = edges
        self._start = start
        self._via = tuple(name.casefold() for name in via)
        self._to_table = to_table
        self._is_many_allowed = is_many_allowed
        self._tried = 0
        self.is_cut = False
        """Whether it stopped before everything was tried."""

    def paths(self) -> Iterator[Path]:
        """Every path that fits, in the order of the model."""
        return self._from(self._start, (), frozenset({self._start}), 0)

    def _from(self, table: str, steps: tuple[Step, ...], visited: frozenset[str], met: int) -> Iterator[Path]:
        for edge in self._edges.from_table(table):
            if edge.to_table in visited or not self._is_usable(edge, met):
                continue
            self._tried += 1
            if self._tried > MAX_STEPS_TRIED:
                self.is_cut = True
                return
            now_met = self._met(edge, met)
            longer, now_visited = (*steps, edge.step), visited | {edge.to_table}
            if now_met == len(self._via) and self._to_table in (None, edge.to_table):
                yield Path(self._start, longer)
            elif self._can_go_on(edge.to_table, now_visited, now_met):
                yield from self._from(edge.to_table, longer, now_visited, now_met)

    def _is_usable(self, edge: Edge, met: int) -> bool:
        """Whether rows are not multiplied where they may not be, and an inactive relationship is asked for."""
        if edge.is_many and not self._is_many_allowed:
            return False
        return edge.is_active or (met < len(self._via) and edge.role == self._via[met])

    def _met(self, edge: Edge, met: int) -> int:
        """How many names of the address are met after a step."""
        for name in (edge.role, edge.table):
            if met < len(self._via) and name == self._via[met]:
                met += 1
        return met

    def _can_go_on(self, table: str, visited: frozenset[str], met: int) -> bool:
        """Whether what must be met next can be reached from a table without coming back."""
        if self._via and met == len(self._via):
            return False
        wanted = self._via[met] if self._via else None
        seen, waiting = set(visited), [table]
        while waiting:
            for edge in self._edges.from_table(waiting.pop()):
                if edge.to_table in visited or not self._is_usable(edge, met):
                    continue
                if wanted in (edge.role, edge.table) or (wanted is None and edge.to_table == self._to_table):
                    return True
                if edge.to_table not in seen:
                    seen.add(edge.to_table)
                    waiting.append(edge.to_table)
        return False
