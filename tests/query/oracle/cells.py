"""One cell of an answer: the rows of a home that a context leaves, each once, and what an aggregate makes of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.query.oracle import aggregates
from tests.query.oracle.context import Read, Restriction, condition
from tests.query.oracle.paths import Chain, Path, Place, Refused, Row, World, chains, place_of
from tests.query.oracle.scalars import evaluate

from gnomon.semantic.contracts import Aggregate, AtEdge, ColumnRef, Expression, Fixed, ParameterRef


@dataclass
class Cells:
    """Reads the rows of a world."""

    world: World
    found_chains: dict[tuple[str, frozenset[Path]], list[list[Chain]]] = field(default_factory=dict)

    def cell(self, expression: Aggregate | AtEdge, asked: Sequence[Restriction]) -> Any:
        """The value of an aggregate in a context."""
        one = expression.aggregate if isinstance(expression, AtEdge) else expression
        rows = self.rows(one.home, asked)
        if isinstance(expression, AtEdge):
            rows = self._at_edge(expression, rows)
        if one.where is not None:
            passing = self.rows(one.home, [*asked, condition(self.world, one.where, one.home)])
            rows = [row for row in rows if any(row is other for other in passing)]
        return self._aggregate(one, rows)

    def rows(self, home: str, asked: Sequence[Restriction]) -> list[Row]:
        """The rows of a home of which at least one chain keeps every restriction: each once."""
        found: dict[int, Row] = {}
        for chain in self.chains(home, asked, ()):
            row = chain[()]
            if row is not None and id(row) not in found and all(one.holds(self.reader(chain)) for one in asked):
                found[id(row)] = row
        return list(found.values())

    def chains(self, home: str, asked: Sequence[Restriction], more: Sequence[Path]) -> Iterator[Chain]:
        paths = frozenset({place.path for one in asked for place in one.places} | set(more))
        if (home, paths) not in self.found_chains:
            rows = self.world.rows[home]
            self.found_chains[home, paths] = [chains(self.world, row, sorted(paths, key=len)) for row in rows]
        for of_row in self.found_chains[home, paths]:
            yield from of_row

    def reader(self, chain: Chain) -> Read:
        def read(place: Place) -> Any:
            row = chain[place.path]
            return None if row is None else self._value(row, place.table, place.column)

        return read

    def _aggregate(self, one: Aggregate, rows: Sequence[Row]) -> Any:
        def of(row: Row) -> Callable[[Expression], Any]:
            return lambda expression: evaluate(expression, self._lookup(row, one.home))

        columns = [[of(row)(argument) for row in rows] for argument in one.arguments]
        if one.is_distinct:
            columns = [list(dict.fromkeys(column)) for column in columns]
        return aggregates.aggregate(one.function, columns, len(rows))

    def _at_edge(self, one: AtEdge, rows: Sequence[Row]) -> list[Row]:
        moments: dict[tuple[Any, ...], list[Any]] = {}

        def seen(row: Row) -> tuple[tuple[Any, ...], Any]:
            lookup = self._lookup(row, one.aggregate.home)
            return tuple(lookup(key) for key in one.keys), lookup(one.along)

        for row in rows:
            key, at = seen(row)
            moments.setdefault(key, [])
            if at is not None:
                moments[key].append(at)
        edge = min if one.is_first else max
        edges = {key: edge(found) for key, found in moments.items() if found}
        return [row for row in rows if seen(row)[1] is not None and edges[seen(row)[0]] == seen(row)[1]]

    def _value(self, row: Row, table: str, column: str) -> Any:
        if column in row:
            return row[column]
        cell = (table, column, id(row))
        if cell not in self.world.cells:
            expression = self.world.model.calculated[table, column].expression
            self.world.cells[cell] = evaluate(expression, self._lookup(row, table))
        return self.world.cells[cell]

    def _lookup(self, row: Row, home: str) -> Callable[[Any], Any]:
        def lookup(expression: Any) -> Any:
            match expression:
                case ParameterRef():
                    return self.world.parameters[expression.name]
                case Fixed():
                    return self._fixed(expression, row, home)
                case ColumnRef():
                    place = place_of(self.world, home, expression.table, expression.via, expression.column)
                    (chain, *others) = chains(self.world, row, [place.path])
                    if others:
                        raise Refused("several values of one row", expression)
                    return self.reader(chain)(place)
                case _:
                    raise TypeError(expression)

        return lookup

    def _fixed(self, one: Fixed, row: Row, home: str) -> Any:
        def key_of(other: Row) -> list[Any]:
            return [evaluate(key, self._lookup(other, home)) for key in one.keys]

        mine, where = key_of(row), one.aggregate.where
        alike = [other for other in self.world.rows[home] if key_of(other) == mine]
        kept = [other for other in alike if where is None or evaluate(where, self._lookup(other, home)) is True]
        return self._aggregate(one.aggregate, kept)
