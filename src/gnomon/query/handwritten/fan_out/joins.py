"""What a FROM joins, and which columns are equal by it. Runs inside a worker."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from gnomon.query.handwritten.check import is_expression
from gnomon.query.handwritten.fan_out.parts import Undecided, conjuncts
from gnomon.query.handwritten.fan_out.scopes import Scoped
from gnomon.query.handwritten.tree import Names, Node, folded

Columns: TypeAlias = Mapping[str, bool]
"""The columns of a dataset, folded, and whether each is true or false."""
Place: TypeAlias = tuple[int, str]
"""A column: which source it is of, and its name, folded."""

ONE_SIDED = frozenset({"SEMI", "ANTI"})
TWO_SIDED = frozenset({"INNER", "LEFT", "RIGHT", "FULL"})
KINDS = frozenset({"REGULAR", "NATURAL", "CROSS"})


@dataclass(frozen=True, slots=True)
class Source:
    """Something that rows come from."""

    alias: str
    """What columns call it, folded."""
    table: str | None
    """The dataset's name, folded; None for all else, of which nobody knows the columns and the keys."""
    columns: Columns
    node: Node


@dataclass(slots=True)
class Joined:
    """The sources of a SELECT in their order, and what its joins say of their columns."""

    sources: list[Source] = field(default_factory=list)
    equal: list[tuple[Place, Place]] = field(default_factory=list)
    fixed: list[Place] = field(default_factory=list)
    """Columns that have one value in all rows."""
    optional: set[tuple[int, int]] = field(default_factory=set)
    """A source whose rows an outer join may leave out, and one that keeps its rows all the same."""

    def place(self, names: Sequence[str], among: Iterable[int] | None = None) -> Place | None:
        """Which column a reference means; None when that is not clear."""
        looked_at = list(range(len(self.sources)) if among is None else among)
        parts = [folded(name) for name in names]
        if len(parts) > 1:
            called = [number for number in looked_at if self.sources[number].alias == parts[0]]
            if called:
                return (called[0], parts[1]) if self._has(called[0], parts[1]) else None
        owners = [number for number in looked_at if parts[0] in self.sources[number].columns]
        return (owners[0], parts[0]) if len(owners) == 1 else None

    def _has(self, number: int, column: str) -> bool:
        source = self.sources[number]
        return source.table is None or column in source.columns


def read_joins(scoped: Scoped, tables: Mapping[str, Columns]) -> Joined:
    """What a SELECT joins. Raises `Undecided`."""
    joined = Joined()
    visible = _read(scoped.select["from_table"], scoped.names, tables, joined)
    _note_conditions(joined, conjuncts(scoped.select["where_clause"]), visible)
    aliases = [source.alias for source in joined.sources]
    if len(set(aliases)) < len(aliases):
        raise Undecided
    return joined


def _read(node: Node, names: Names, tables: Mapping[str, Columns], joined: Joined) -> list[int]:
    """Note what a part of FROM joins; the sources whose columns can be seen behind it."""
    if node["type"] != "JOIN":
        joined.sources.append(_source(node, names, tables))
        return [len(joined.sources) - 1]
    kind = node["join_type"]
    if node["ref_type"] not in KINDS or kind not in ONE_SIDED | TWO_SIDED:
        raise Undecided
    left = _read(node["left"], names, tables, joined)
    if kind in ONE_SIDED:
        return left
    right = _read(node["right"], names, tables, joined)
    _note_conditions(joined, conjuncts(node["condition"]), [*left, *right])
    for column in _common(node, left, right, joined):
        _note_using(joined, column, left, right)
    if kind in {"LEFT", "FULL"}:
        joined.optional |= {(mine, other) for mine in right for other in left}
    if kind in {"RIGHT", "FULL"}:
        joined.optional |= {(mine, other) for mine in left for other in right}
    return [*left, *right]


def _source(node: Node, names: Names, tables: Mapping[str, Columns]) -> Source:
    alias = folded(str(node["alias"] or node.get("table_name", "")))
    is_dataset = node["type"] == "BASE_TABLE" and not is_expression(node, names)
    if not is_dataset or node["column_name_alias"]:
        return Source(alias, None, {}, node)
    table = str(node["table_name"]).casefold()
    return Source(alias, table, tables[table], node)


def _common(node: Node, left: Sequence[int], right: Sequence[int], joined: Joined) -> list[str]:
    """The columns that a join names once for both of its sides."""
    if node["ref_type"] != "NATURAL":
        return [folded(str(column)) for column in node["using_columns"]]
    if any(joined.sources[number].table is None for number in (*left, *right)):
        raise Undecided
    mine = {column for number in left for column in joined.sources[number].columns}
    return [column for number in right for column in joined.sources[number].columns if column in mine]


def _note_using(joined: Joined, column: str, left: Sequence[int], right: Sequence[int]) -> None:
    # Those on one side that have it already have it by another USING: one of them will do.
    sides = [[number for number in side if column in joined.sources[number].columns] for side in (left, right)]
    if sides[0] and sides[1]:
        joined.equal.append(((sides[0][0], column), (sides[1][0], column)))


def _note_conditions(joined: Joined, conditions: Iterable[Node], visible: Sequence[int]) -> None:
    for condition in conditions:
        if condition["type"] != "COMPARE_EQUAL":
            continue
        sides = [condition["left"], condition["right"]]
        places = [
            joined.place(side["column_names"], visible) if side["class"] == "COLUMN_REF" else None for side in sides
        ]
        first, second = places
        if first is not None and second is not None:
            joined.equal.append((first, second))
        for place, other in ((first, sides[1]), (second, sides[0])):
            if place is not None and other["class"] in {"CONSTANT", "PARAMETER"}:
                joined.fixed.append(place)
