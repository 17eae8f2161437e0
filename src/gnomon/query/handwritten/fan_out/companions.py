"""Writes the statement that measures an aggregate with and without the multiplication. Runs inside a worker.

It is made of the statement's own parts, each written by the engine itself, and goes the way of every statement.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gnomon.engine.contracts import CallContext
from gnomon.query.handwritten.fan_out.aggregates import QUANTILES, Found
from gnomon.query.handwritten.fan_out.groups import groups
from gnomon.query.handwritten.fan_out.joins import Joined
from gnomon.query.handwritten.fan_out.parts import Undecided, column_node, columns_in, parts
from gnomon.query.handwritten.fan_out.scopes import Scoped
from gnomon.query.handwritten.outgoing import quoted
from gnomon.query.handwritten.tree import Node, folded

VALUE, ROW = "value of the row", "row of the table"
"""What the made columns are called: nobody calls theirs so."""
MOST_GROUPS = 20
TOLERANCE = "1e-9"
"""Sums of floating point numbers differ in their last digits."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes trees, and reads texts of ours."""

    context: CallContext
    named: Sequence[Any]
    """The parameters of the statement, as the tree has them."""

    def write(self, node: Node) -> str:
        """A query as text."""
        tree = {"error": False, "statements": [{"node": node, "named_param_map": self.named}]}
        asked = "SELECT json_deserialize_sql($1::JSON)"
        return str(self.context.connection.execute(asked, [json.dumps(tree)]).fetchone()[0])

    def write_expression(self, node: Node) -> str:
        """An expression as text, without its alias."""
        return self.write({**self.read("SELECT 1"), "select_list": [{**node, "alias": ""}]}).removeprefix("SELECT ")

    def read(self, text: str) -> Node:
        """A query as a tree."""
        written = self.context.connection.execute("SELECT json_serialize_sql($1)", [text]).fetchone()[0]
        node: Node = json.loads(written)["statements"][0]["node"]
        return node


def companion(pen: Pen, scoped: Scoped, joined: Joined, found: Found) -> str:
    """The statement that measures: the groups whose figure is wrong, those that are furthest from it first.

    Its columns are those of the groups, the figure of the group shown and single, both in total, how often a row is
    counted on average, and how many groups are wrong. Raises `Undecided`.
    """
    select = scoped.select
    if any(node["class"] == "POSITIONAL_REFERENCE" for place in select.values() for node in parts(place)):
        raise Undecided
    by = groups(select, joined)
    keys = [f"group_{number}" for number, _ in enumerate(by, start=1)]
    named = [{**group, "alias": key} for group, key in zip(by, keys, strict=True)]
    rows = pen.write(_rows(pen, scoped, joined, found, named))
    kept = pen.write(_kept(scoped, named)) if _leaves_out(select) else None
    return _measuring(rows, kept, keys, _aggregate(pen, select, found))


def _measuring(rows: str, kept: str | None, keys: Sequence[str], aggregate: str) -> str:
    by = f" GROUP BY {', '.join(keys)}" if keys else ""
    listed = "".join(f"{key}, " for key in keys)
    same = " AND ".join(f"{{0}}.{key} IS NOT DISTINCT FROM {{1}}.{key}" for key in keys) or "TRUE"
    difference = "abs(TRY_CAST(twice.found AS DOUBLE) - TRY_CAST(once.found AS DOUBLE))"
    differs = f"coalesce({difference} > {TOLERANCE} * abs(TRY_CAST(twice.found AS DOUBLE)), TRUE)"
    kept_too = "" if kept is None else f', "kept groups" AS ({kept})'
    shown = 'SELECT 1 FROM "kept groups" AS kept WHERE '
    only = "" if kept is None else f" AND EXISTS ({shown}{same.format('kept', 'joined')})"
    measuring = f"""
WITH "joined rows" AS ({rows}){kept_too},
"counted rows" AS (SELECT * FROM "joined rows" AS joined WHERE "{VALUE}" IS NOT NULL{only}),
"single rows" AS (
    SELECT {listed}"{ROW}", any_value("{VALUE}") AS "{VALUE}", count(*) AS times
    FROM "counted rows" GROUP BY {listed}"{ROW}"
)
SELECT {"".join(f"twice.{key}, " for key in keys)}twice.found AS shown, once.found AS single,
total_shown.found AS total_shown, total_single.found AS total_single, total_single.times, count(*) OVER () AS wrong
FROM (SELECT {listed}{aggregate} AS found FROM "counted rows"{by}) AS twice
JOIN (SELECT {listed}{aggregate} AS found FROM "single rows"{by}) AS once ON {same.format("twice", "once")},
(SELECT {aggregate} AS found FROM "counted rows") AS total_shown,
(SELECT {aggregate} AS found, sum(times) / count(*) AS times FROM "single rows") AS total_single
WHERE twice.found IS DISTINCT FROM once.found AND {differs}
ORDER BY {difference} DESC NULLS LAST{"".join(f", twice.{key}" for key in keys)} LIMIT {MOST_GROUPS}
"""  # noqa: S608
    return measuring.strip()


def _rows(pen: Pen, scoped: Scoped, joined: Joined, found: Found, named: Sequence[Node]) -> Node:
    """What the SELECT joins and lets through: its groups, the value, and which row of the table it is of."""
    condition = found.node["filter"]
    value: dict[str, Any] = {**found.value, "alias": VALUE}
    if condition is not None:
        value = {**_case(pen, condition, found.value), "alias": VALUE}
    source = joined.sources[found.source]
    alias = str(source.node["alias"] or source.node["table_name"])
    return {
        **_bare(scoped),
        "select_list": [*named, value, column_node([alias, ROW], ROW)],
        "from_table": _replaced(scoped.select["from_table"], source.node, _numbered(pen, source.node, alias)),
        "group_expressions": [],
        "group_sets": [],
        "aggregate_handling": "STANDARD_HANDLING",
        "having": None,
        "qualify": None,
    }


def _kept(scoped: Scoped, named: Sequence[Node]) -> Node:
    """The groups that the SELECT shows."""
    select = scoped.select
    limits = any("LIMIT" in modifier["type"] for modifier in select["modifiers"])
    modifiers = [one for one in select["modifiers"] if one["type"] != "DISTINCT_MODIFIER"] if limits else []
    return {**_bare(scoped), "select_list": [*select["select_list"], *named], "modifiers": modifiers}


def _leaves_out(select: Node) -> bool:
    """Whether some groups are not shown."""
    limits = any("LIMIT" in modifier["type"] for modifier in select["modifiers"])
    return limits or select["having"] is not None or select["qualify"] is not None


def _bare(scoped: Scoped) -> dict[str, Any]:
    """The SELECT with every common table expression that it can see, unsorted. Raises `Undecided`."""
    keys = [folded(str(entry["key"])) for entry in scoped.expressions]
    if len(set(keys)) < len(keys):
        raise Undecided
    return {**scoped.select, "cte_map": {"map": list(scoped.expressions)}, "modifiers": []}


def _numbered(pen: Pen, node: Node, alias: str) -> Node:
    """A dataset with the number of each row beside its columns."""
    rows = f"SELECT *, row_number() OVER () AS {quoted(ROW)} FROM {quoted(str(node['table_name']))}"  # noqa: S608
    return pen.read(f"SELECT * FROM ({rows}) AS {quoted(alias)}")["from_table"]  # type: ignore[no-any-return]  # noqa: S608


def _case(pen: Pen, condition: Node, value: Node) -> Node:
    case: dict[str, Any] = dict(pen.read("SELECT CASE WHEN TRUE THEN 1 END")["select_list"][0])
    case["case_checks"] = [{"when_expr": condition, "then_expr": value}]
    return case


def _replaced(root: Node, old: Node, new: Node) -> Node:
    """A part of FROM with another source in it."""
    if root is old:
        return new
    if root["type"] != "JOIN":
        return root
    return {**root, "left": _replaced(root["left"], old, new), "right": _replaced(root["right"], old, new)}


def _aggregate(pen: Pen, select: Node, found: Found) -> str:
    """The aggregate over the made column, as text. Raises `Undecided` when more of it depends on the row."""
    column = column_node([VALUE])
    swap: Callable[[Any], Any] = lambda node: column if node is found.value else node  # noqa: E731
    arguments = [{**one, "expression": swap(one["expression"])} for one in found.node["arguments"]]
    orders = found.node["order_bys"]["orders"] if found.function in QUANTILES else []
    node: Mapping[str, Any] = {
        **found.node,
        "filter": None,
        "arguments": arguments,
        "order_bys": {**found.node["order_bys"], "orders": [{**one, "expression": column} for one in orders]},
    }
    if any(one["column_names"] != [VALUE] for one in columns_in(node)):
        raise Undecided
    return pen.write_expression(node)
