"""Small questions about expressions of the engine's tree. Runs inside a worker."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gnomon.query.handwritten.functions import AGGREGATES
from gnomon.query.handwritten.refusals import NOWHERE
from gnomon.query.handwritten.tree import Node, folded


class Undecided(Exception):
    """What cannot be told from the tree: nobody is warned of it."""


def parts(root: Any) -> Iterator[Node]:
    """The nodes of an expression, without the queries in it, from the outside to the inside."""
    waiting = [root]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Mapping):
            if isinstance(found.get("class"), str):
                yield found
            if found.get("class") != "SUBQUERY":
                waiting += reversed(list(found.values()))
        elif isinstance(found, Sequence) and not isinstance(found, str):
            waiting += reversed(found)


def has_query(root: Any) -> bool:
    """Whether a query is part of an expression."""
    return any(node["class"] == "SUBQUERY" for node in parts(root))


def columns_in(root: Any) -> list[Node]:
    """The columns that an expression names itself."""
    return [node for node in parts(root) if node["class"] == "COLUMN_REF"]


def function_name(node: Node) -> str | None:
    """The name of a function that is called, in small letters; None for whatever else, functions over windows too."""
    return folded(str(node["function_name"])) if node["class"] == "FUNCTION" else None


def has_aggregate(root: Any) -> bool:
    """Whether an expression needs groups, or a window."""
    return any(
        node["class"] == "WINDOW" or function_name(node) in AGGREGATES or function_name(node) == "count_star"
        for node in parts(root)
    )


def conjuncts(condition: Node | None) -> list[Node]:
    """The conditions that all have to hold."""
    if condition is None:
        return []
    if condition["type"] != "CONJUNCTION_AND":
        return [condition]
    return [one for child in condition["children"] for one in conjuncts(child)]


def column_node(names: Iterable[str], alias: str = "") -> dict[str, Any]:
    """A column as the tree has it."""
    kind = {"class": "COLUMN_REF", "type": "COLUMN_REF", "alias": alias}
    return {**kind, "query_location": NOWHERE, "query_location_length": 0, "column_names": list(names)}
