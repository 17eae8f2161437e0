"""The engine parser's tree of a statement, walked with the names that each part of it can see."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

Node: TypeAlias = Mapping[str, Any]
Names: TypeAlias = frozenset[str]
"""The common table expressions in scope, folded."""


def folded(name: str) -> str:
    """A name as the engine compares it: A to Z alone are small, so that “ſ” is no “s” and “Ä” no “ä”."""
    return name.encode().lower().decode()


def walk(root: Node) -> Iterator[tuple[Node, Names]]:
    """Every node that has a class or a type, each with the names in scope there; in no order."""
    waiting: list[tuple[Any, Names]] = [(root, frozenset())]
    while waiting:
        found, names = waiting.pop()
        if isinstance(found, Mapping):
            if isinstance(found.get("class"), str) or isinstance(found.get("type"), str):
                yield found, names
            below = dict(found)
            if "cte_map" in below:
                expressions, names = _scoped(below.pop("cte_map")["map"], names)
                waiting += expressions
            waiting += [(one, names) for one in below.values()]
        elif isinstance(found, Sequence) and not isinstance(found, str):
            waiting += [(one, names) for one in found]


def _scoped(entries: Sequence[Node], names: Names) -> tuple[list[tuple[Any, Names]], Names]:
    """The common table expressions of a query, each with those before it in scope; and what the query sees."""
    scoped: list[tuple[Any, Names]] = []
    for entry in entries:
        name = folded(str(entry["key"]))
        is_recursive = entry["value"].get("query_node", {}).get("type") == "RECURSIVE_CTE_NODE"
        scoped.append((entry["value"], names | {name} if is_recursive else names))
        names |= {name}
    return scoped, names
