"""Reads hand-written SQL with the engine's own parser; runs inside a worker, which bounds its time and memory."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from gnomon.engine.contracts import CallContext
from gnomon.query.barrier import BARRIER
from gnomon.query.handwritten.check import ONLY_READS, examine
from gnomon.query.handwritten.edits import edited
from gnomon.query.handwritten.fan_out.finding import may_multiply
from gnomon.query.handwritten.pivots import open_pivots
from gnomon.query.handwritten.plain import plain_edits
from gnomon.query.handwritten.refusals import NOWHERE, broken, refused
from gnomon.query.handwritten.tables import name_range
from gnomon.query.handwritten.tokens import Token, end_of_statement, tokens_of
from gnomon.query.handwritten.tree import Node

OF_GUARDS = frozenset({BARRIER})
"""What guards call, and the statement itself may not: its own text was examined before."""
DEEPEST = 6_000
"""Levels of the tree, several for each bracket of the text."""
NOT_A_SELECT = "Only SELECT statements can be serialized"


def read_text(context: CallContext, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What a statement names, or the values that a PIVOT of it still needs.

    `{"sql"}` gives `{"pivots"}`, or `{"edits", "tables", "parameters", "is_volatile", "may_multiply", "end"}`: edits
    `[start, end, text]` bring the text into the form that the tables `{"name", "start", "end", "is_aliased"}` stand in.
    """
    text = str(payload["sql"]).encode()
    tokens = _tokens(context, text)
    if not tokens:
        raise refused("There is no statement.", ONLY_READS)
    pivots = open_pivots(text, tokens)
    if pivots:
        return {"pivots": pivots}
    changed = edited(text, plain_edits(tokens) if _has_placeless(_parsed(context, text, tokens)) else ())
    if changed.edits:
        tokens = _tokens(context, changed.text)
    root = _parsed(context, changed.text, tokens)
    found = examine(root)
    return {
        "pivots": [],
        "edits": [[edit.start, edit.end, edit.text.decode()] for edit in changed.edits],
        "tables": [_told(changed.text, table) for table in found.tables],
        "parameters": list(found.parameters),
        "is_volatile": found.is_volatile,
        "may_multiply": may_multiply(root),
        "end": end_of_statement(tokens),
    }


def check_rendered(context: CallContext, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Look at a statement as it will run: every table that it reads lies in one of the guards, one in each.

    `{"sql", "guards": [[start, end, table name]], "schema"}` gives `{}`; raises a refusal.
    """
    text = str(payload["sql"]).encode()
    found = examine(_parsed(context, text, _tokens(context, text)), OF_GUARDS)
    left = {(start, end): name for start, end, name in payload["guards"]}
    for table in found.tables:
        place = next((place for place in left if place[0] <= table["query_location"] < place[1]), None)
        if place is None or table["qualified_name"]["path"] != [payload["schema"], left.pop(place)]:
            raise refused("A table would be read outside of its guard.")
    if left:
        raise refused("A table's guard would not be part of the statement.")
    return {}


def _tokens(context: CallContext, text: bytes) -> tuple[Token, ...]:
    return tokens_of(text, context.words(text.decode()))


def _parsed(context: CallContext, text: bytes, tokens: tuple[Token, ...]) -> Node:
    """The tree of the one statement in a text."""
    written = context.connection.execute("SELECT json_serialize_sql($1)", [text.decode()]).fetchone()[0]
    sys.setrecursionlimit(DEEPEST)
    try:
        tree = json.loads(written)
    except RecursionError:
        raise refused("The statement is nested too deeply.", "Break it up with WITH.") from None
    if tree["error"]:
        raise _error_of(tree, tokens)
    if len(tree["statements"]) != 1:
        raise refused("One statement can run at a time.", "Select the one to run.")
    root: Node = tree["statements"][0]["node"]
    return root


def _error_of(tree: Mapping[str, Any], tokens: tuple[Token, ...]) -> Exception:
    message = str(tree["error_message"])
    if NOT_A_SELECT in message:
        first = tokens[0].upper.decode(errors="replace")
        return refused(f"{first} cannot run here.", ONLY_READS, node={"query_location": tokens[0].start})
    try:
        start, length = json.loads(tree["location"])
    except (KeyError, ValueError):
        start, length = None, 0
    return broken(message[:1].upper() + message[1:], start=start, length=length)


def _has_placeless(root: Node) -> bool:
    """Whether there is a table whose place the parser does not tell."""
    return any(table["query_location"] == NOWHERE for table in examine(root).tables)


def _told(text: bytes, table: Node) -> dict[str, Any]:
    if len(table["qualified_name"]["path"]) != 1:
        raise refused("A dataset is called by its name alone, without a schema or a database before it.", node=table)
    name = str(table["table_name"])
    start, end, is_aliased = name_range(text, table["query_location"], name, has_alias=bool(table["alias"]))
    return {"name": name, "start": start, "end": end, "is_aliased": is_aliased}
