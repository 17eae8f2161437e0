"""What a SELECT groups by, each group as an expression over its sources. Runs inside a worker."""

from gnomon.query.handwritten.fan_out.joins import Joined
from gnomon.query.handwritten.fan_out.parts import Undecided, has_aggregate, parts
from gnomon.query.handwritten.tree import Node, folded


def groups(select: Node, joined: Joined) -> list[Node]:
    """The expressions of the finest groups. Raises `Undecided`."""
    if select["aggregate_handling"] == "FORCE_AGGREGATES":
        found = [item for item in select["select_list"] if not has_aggregate(item)]
    else:
        found = [_meant(group, select, joined) for group in select["group_expressions"]]
        _check_sets(select["group_sets"], len(found))
    if any(node["class"] in {"STAR", "POSITIONAL_REFERENCE"} for group in found for node in parts(group)):
        raise Undecided
    return found


def _check_sets(sets: list[list[int]], count: int) -> None:
    """Of several sets, as `ROLLUP` makes them, one has to hold all the others."""
    if len(sets) > 1 and not any(len(set(one)) == count for one in sets):
        raise Undecided


def _meant(group: Node, select: Node, joined: Joined) -> Node:
    """What a place in the list, or an alias in it, stands for."""
    items: list[Node] = select["select_list"]
    if group["class"] == "CONSTANT" and group["literal"]["kind"] == "INTEGER":
        number = int(group["literal"]["text"])
        if not 1 <= number <= len(items):
            raise Undecided
        return items[number - 1]
    if group["class"] == "COLUMN_REF" and len(group["column_names"]) == 1:
        name = folded(str(group["column_names"][0]))
        called = [item for item in items if folded(str(item["alias"])) == name]
        if called and not any(name in source.columns for source in joined.sources):
            if any(source.table is None for source in joined.sources):
                raise Undecided
            return called[0]
    return group


def group_name(group: Node) -> str:
    """What to call a group: its alias, or the name of its column; empty for other expressions."""
    return str(group["alias"] or (group["column_names"][-1] if group["class"] == "COLUMN_REF" else ""))
