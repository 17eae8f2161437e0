"""Writes a statement anew with its multiplying datasets aggregated before they are joined. Runs inside a worker.

The text stays as it was written, but for the datasets' names and what can no longer stand outside of them.
"""

from collections.abc import Mapping
from typing import Any

from gnomon.engine.contracts import CallContext
from gnomon.query.handwritten.edits import Edit, edited
from gnomon.query.handwritten.fan_out.aggregates import COUNTING_TWICE, UNMOVED, about_one
from gnomon.query.handwritten.fan_out.aggregating import aggregated_first
from gnomon.query.handwritten.fan_out.conditions import conditions_of
from gnomon.query.handwritten.fan_out.finding import read_selects
from gnomon.query.handwritten.fan_out.joins import Joined
from gnomon.query.handwritten.fan_out.parts import Undecided, columns_in, function_name, parts
from gnomon.query.handwritten.fan_out.scopes import Scoped
from gnomon.query.handwritten.fan_out.uses import Uses
from gnomon.query.handwritten.functions import AGGREGATES
from gnomon.query.handwritten.tokens import tokens_of


def correct(context: CallContext, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The statement anew, or none where it cannot be written.

    `{"sql", "tables", "multiplied": [[number of the SELECT, [source]]]}` gives `{"sql": text or none}`.
    """
    text = str(payload["sql"]).encode()
    tokens = tokens_of(text, context.words(text.decode()))
    found = {one[0]: one for one in read_selects(context, text, payload["tables"])}
    edits: list[Edit] = []
    try:
        for number, sources in payload["multiplied"]:
            _, scoped, joined, pen = found[number]
            _check_others(scoped, joined, sources)
            conditions = conditions_of(scoped.select, tokens)
            first = [aggregated_first(pen, text, Uses(scoped.select, joined, one), conditions) for one in sources]
            edits += [edit for one in first for edit in one.edits]
            edits += conditions.without({number for one in first for number in one.conditions}, text)
        return {"sql": edited(text, edits).text.decode()}
    except (Undecided, ValueError):
        return {"sql": None}


def _check_others(scoped: Scoped, joined: Joined, sources: list[int]) -> None:
    """No other figure may change its meaning. Raises `Undecided`.

    `COUNT(*)` counts pairs of rows where two datasets multiply, and `SUM(CASE WHEN country = 'FR' THEN 1 END)` counts
    the rows that the joins give, whatever they are.
    """
    for place in ("select_list", "having", "qualify", "modifiers"):
        for node in parts(scoped.select[place]):
            name = function_name(node)
            if name == "count_star" and len(sources) > 1:
                raise Undecided
            if name not in AGGREGATES or name in UNMOVED or node["distinct"]:
                continue
            owners = {place and place[0] for place in (joined.place(one["column_names"]) for one in columns_in(node))}
            is_over_aggregated = bool(owners) and owners <= set(sources)
            if not is_over_aggregated and (name not in COUNTING_TWICE or about_one(node, joined) is None):
                raise Undecided
