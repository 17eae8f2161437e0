"""The groups of a matrix within each other, as the web application finds them (`web/src/viz/matrix.ts`)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gnomon.exports.pictures.written.asked import Written
from gnomon.exports.pictures.written.values import Column, member_words

WHOLE = ""
TOTAL = "Total"
MOST_OPENED = 40


@dataclass(slots=True)
class Node:
    """One group of rows, within the one above it. The whole is the group at depth 0."""

    key: str
    depth: int
    label: str
    is_null: bool
    children: list["Node"] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    """Rows of the answer, by the key of a column; that of the total over all columns is `WHOLE`."""

    @property
    def size(self) -> int:
        """How many groups are within it."""
        return sum(1 + child.size for child in self.children)


@dataclass(frozen=True, slots=True)
class Tree:
    """A matrix: groups down the side, groups along the top, values where they meet."""

    levels: Sequence[Column]
    across: Column | None
    values: Sequence[Column]
    columns: Sequence[tuple[str, str]]
    """Keys and labels of the groups along the top, the whole last."""
    root: Node


def tree_of(asked: Written) -> Tree:
    """The groups of an answer within each other, in the order in which its totals come."""
    levels = asked.bound("detail")
    across = next(iter(asked.bound("x")), None)
    root = Node("[]", 0, TOTAL, is_null=False)
    nodes: dict[str, Node] = {root.key: root}
    columns: dict[str, str] = {}
    cells = {one.name for one in (*levels, *([across] if across else []))}
    grouped = [cells, *(set(names) for names in asked.totals)]
    for row, level in enumerate(asked.levels):
        if level >= len(grouped):
            continue
        names = grouped[level]
        node = _node_of(row, [one for one in levels if one.name in names], nodes, asked.forms)
        key = WHOLE
        if across is not None and across.name in names:
            key = _key(across.values[row])
            columns.setdefault(key, member_words(across.values[row], across, asked.forms))
        node.rows[key] = row
    return Tree(levels, across, asked.bound("y"), [*columns.items(), (WHOLE, TOTAL)], root)


def _node_of(row: int, levels: Sequence[Column], nodes: dict[str, Node], forms: Mapping[str, str]) -> Node:
    node = nodes["[]"]
    for column in levels:
        value = column.values[row]
        key = f"{node.key}{_key(value)}"
        if key not in nodes:
            nodes[key] = Node(key, node.depth + 1, member_words(value, column, forms), value is None)
            node.children.append(nodes[key])
        node = nodes[key]
    return node


def shown_nodes(tree: Tree) -> list[tuple[Node, bool]]:
    """The rows that stand open at first, everything where it is little, the total last; whether each is open."""
    is_open = tree.root.size <= MOST_OPENED
    rows: list[tuple[Node, bool]] = []

    def add(node: Node) -> None:
        rows.append((node, is_open))
        if is_open:
            for child in node.children:
                add(child)

    for child in tree.root.children:
        add(child)
    if tree.root.rows:
        rows.append((tree.root, True))
    return rows


def _key(value: Any) -> str:
    return json.dumps(value, default=lambda other: [type(other).__name__, str(other)])
