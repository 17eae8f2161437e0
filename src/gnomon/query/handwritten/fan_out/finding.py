"""Finds the aggregates of a statement that a join could multiply. Runs inside a worker."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gnomon.engine.contracts import CallContext
from gnomon.query.handwritten.fan_out.aggregates import COUNTING_TWICE, Found, about_one, aggregates
from gnomon.query.handwritten.fan_out.companions import Pen, companion
from gnomon.query.handwritten.fan_out.groups import group_name, groups
from gnomon.query.handwritten.fan_out.joins import Columns, Joined, read_joins
from gnomon.query.handwritten.fan_out.parts import Undecided, function_name
from gnomon.query.handwritten.fan_out.scopes import Scoped, selects
from gnomon.query.handwritten.tree import Node, walk

MOST_AGGREGATES = 8
"""Of a statement; each has a companion that may be as long as itself."""


def may_multiply(root: Node) -> bool:
    """Whether a statement joins, and has an aggregate that minds."""
    joins = aggregated = False
    for node, _ in walk(root):
        joins |= node.get("type") == "JOIN"
        aggregated |= node.get("class") == "FUNCTION" and function_name(node) in COUNTING_TWICE
    return joins and aggregated


def find_multiplied(context: CallContext, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The joins of a statement, and the aggregates over each one source of theirs.

    `{"sql", "tables": {name: {column: whether it is true or false}}}` gives `{"selects": [{"number", "sources":
    [[alias, table or none]], "equal": [[place, place]], "fixed": [place], "optional": [[source, source]],
    "aggregates": [{"source", "columns", "text", "function", "groups": [name], "companion": SQL}]}]}`, in which a place
    is a source and a column.
    """
    text = str(payload["sql"]).encode()
    found: list[dict[str, Any]] = []
    left = MOST_AGGREGATES
    for number, scoped, joined, pen in read_selects(context, text, payload["tables"]):
        told = _aggregates_of(pen, text, scoped, joined, left)
        left -= len(told)
        if told:
            found.append({"number": number, **_told(joined), "aggregates": told})
    return {"selects": found}


def read_selects(
    context: CallContext, text: bytes, tables: Mapping[str, Columns]
) -> list[tuple[int, Scoped, Joined, Pen]]:
    """Every SELECT of a statement that joins, by its number."""
    written = context.connection.execute("SELECT json_serialize_sql($1)", [text.decode()]).fetchone()[0]
    statement = json.loads(written)["statements"][0]
    pen = Pen(context, statement["named_param_map"])
    found = []
    for number, scoped in enumerate(selects(statement["node"])):
        try:
            if scoped.select["from_table"]["type"] == "JOIN":
                found.append((number, scoped, read_joins(scoped, tables), pen))
        except Undecided:
            continue
    return found


def _aggregates_of(pen: Pen, text: bytes, scoped: Scoped, joined: Joined, most: int) -> list[dict[str, Any]]:
    told: dict[str, dict[str, Any]] = {}
    for node in aggregates(scoped.select):
        found = about_one(node, joined)
        if found is None or len(told) == most:
            continue
        try:
            one = _aggregate(pen, text, scoped, joined, found)
        except Undecided:
            continue
        told.setdefault(one["companion"], one)
    return list(told.values())


def _aggregate(pen: Pen, text: bytes, scoped: Scoped, joined: Joined, found: Found) -> dict[str, Any]:
    start = found.node["query_location"]
    return {
        "source": found.source,
        "columns": list(found.columns),
        "function": found.function,
        "text": text[start : start + found.node["query_location_length"]].decode(errors="replace"),
        "groups": [group_name(group) or pen.write_expression(group) for group in groups(scoped.select, joined)],
        "companion": companion(pen, scoped, joined, found),
    }


def _told(joined: Joined) -> dict[str, Any]:
    return {
        "sources": [[source.node["alias"] or source.alias, source.table] for source in joined.sources],
        "equal": _listed(joined.equal),
        "fixed": _listed(joined.fixed),
        "optional": _listed(sorted(joined.optional)),
    }


def _listed(found: Sequence[Any]) -> list[Any]:
    return [list(one) for one in found]
