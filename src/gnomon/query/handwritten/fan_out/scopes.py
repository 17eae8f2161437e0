"""Every SELECT of a statement, with the common table expressions that it can see. Runs inside a worker."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gnomon.query.handwritten.tree import Names, Node, folded


@dataclass(frozen=True, slots=True)
class Scoped:
    """A SELECT and what stands around it."""

    select: Node
    around: tuple[Node, ...]
    """The common table expressions of the queries around it that it can see, the outermost first."""

    @property
    def expressions(self) -> tuple[Node, ...]:
        """All that it can see: those around it, and its own."""
        return (*self.around, *self.select["cte_map"]["map"])

    @property
    def names(self) -> Names:
        """The names of all that it can see, folded."""
        return frozenset(folded(str(entry["key"])) for entry in self.expressions)


def selects(root: Node) -> Iterator[Scoped]:
    """Every SELECT below a node but those of a recursion, which are no statements of their own; in no order."""
    waiting: list[tuple[Any, tuple[Node, ...]]] = [(root, ())]
    while waiting:
        found, around = waiting.pop()
        if isinstance(found, Mapping):
            if found.get("type") == "RECURSIVE_CTE_NODE":
                continue
            if found.get("type") == "SELECT_NODE":
                yield Scoped(found, around)
            below = dict(found)
            if "cte_map" in below:
                for entry in below.pop("cte_map")["map"]:
                    waiting.append((entry["value"], around))
                    around = (*around, entry)
            waiting += [(one, around) for one in below.values()]
        elif isinstance(found, Sequence) and not isinstance(found, str):
            waiting += [(one, around) for one in found]
