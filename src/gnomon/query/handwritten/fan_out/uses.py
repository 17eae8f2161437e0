"""What a SELECT uses of one of its sources. Runs inside a worker."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gnomon.query.handwritten.fan_out.joins import Joined
from gnomon.query.handwritten.fan_out.parts import Undecided, columns_in, conjuncts, function_name, has_query, parts
from gnomon.query.handwritten.functions import AGGREGATES
from gnomon.query.handwritten.tree import Node, folded, walk

SHOWN = ("select_list", "group_expressions", "having", "qualify", "modifiers")


@dataclass(frozen=True, slots=True)
class Uses:
    """One source of a SELECT, and all that names it there."""

    select: Node
    joined: Joined
    source: int

    @property
    def keys(self) -> list[str]:
        """The columns by which the source is joined."""
        return sorted({column for pair in self.joined.equal for number, column in pair if number == self.source})

    @property
    def is_optional(self) -> bool:
        """Whether an outer join makes up rows without it."""
        return any(mine == self.source for mine, _ in self.joined.optional)

    def is_own(self, node: Node) -> bool:
        """Whether an expression can be told from a row of the source alone."""
        places = [self.joined.place(column["column_names"]) for column in columns_in(node)]
        return not has_query(node) and all(place is not None and place[0] == self.source for place in places)

    def own_conditions(self, conditions: tuple[Node, ...]) -> list[int]:
        """The conditions of the WHERE that are about the source alone. Raises `Undecided`."""
        found = []
        for number, condition in enumerate(conditions):
            if self.is_own(condition) and self._mentions(condition):
                found.append(number)
            elif self._mentions(condition) and not self._is_equality(condition):
                raise Undecided
        if found and self.is_optional:
            raise Undecided
        return found

    def check_joins(self) -> None:
        """The source is joined by equalities alone, and no query in the SELECT names it. Raises `Undecided`."""
        waiting = [self.select["from_table"]]
        queries = [node for place in ("where_clause", *SHOWN) for node in _queries(self.select[place])]
        while waiting:
            node = waiting.pop()
            if node["type"] == "JOIN":
                waiting += [node["left"], node["right"]]
                queries += _queries(node["condition"])
                for condition in conjuncts(node["condition"]):
                    if self._mentions(condition) and not self._is_equality(condition):
                        raise Undecided
            elif node["type"] != "BASE_TABLE":
                queries.append(node)
        names = {self.joined.sources[self.source].alias, *self.joined.sources[self.source].columns}
        for query in queries:
            for node, _ in walk(query):
                if node.get("class") == "COLUMN_REF" and folded(str(node["column_names"][0])) in names:
                    raise Undecided

    def calls(self) -> Iterator[Node]:
        """The aggregates over the source, and those over whole rows.

        Raises `Undecided` where anything else is used of it than the columns that join it.
        """
        keys = set(self.keys)
        aliases = {folded(str(item["alias"])) for item in self.select["select_list"]}
        for place in SHOWN:
            waiting: list[Any] = [self.select[place]]
            while waiting:
                found = waiting.pop()
                if isinstance(found, list):
                    waiting += found
                if not isinstance(found, dict) or found.get("class") == "SUBQUERY":
                    continue
                if found.get("class") == "FUNCTION" and _is_aggregate(found):
                    if function_name(found) == "count_star" or self._mentions(found):
                        yield found
                elif found.get("class") == "COLUMN_REF":
                    names = [folded(str(name)) for name in found["column_names"]]
                    is_alias = place == "modifiers" and len(names) == 1 and names[0] in aliases
                    if not is_alias and self._is_mine(found) and names[-1] not in keys:
                        raise Undecided
                elif found.get("class") == "STAR":
                    raise Undecided
                else:
                    waiting += found.values()

    def _mentions(self, node: Node) -> bool:
        return any(self._is_mine(column) for column in columns_in(node))

    def _is_mine(self, column: Node) -> bool:
        place = self.joined.place(column["column_names"])
        if place is not None:
            return place[0] == self.source
        # A name that several sources have is one of a USING, or no name of a column at all.
        columns = self.joined.sources[self.source].columns
        return len(column["column_names"]) == 1 and folded(str(column["column_names"][0])) in columns

    def _is_equality(self, condition: Node) -> bool:
        """Whether it is an equality of two columns: one of the source is a key then, and can be seen outside."""
        sides = [condition.get("left", {}), condition.get("right", {})]
        return condition["type"] == "COMPARE_EQUAL" and all(
            side.get("class") == "COLUMN_REF" and self.joined.place(side["column_names"]) for side in sides
        )


def _is_aggregate(node: Node) -> bool:
    name = function_name(node)
    return name in AGGREGATES or name == "count_star"


def _queries(root: Any) -> list[Node]:
    return [node for node in parts(root) if node["class"] == "SUBQUERY"]
