"""Of the values that have a color by hand, a picture speaks only of those that are in it.

Whoever looks at a picture may not be told what it does not show: the names of values that a policy or a locked filter
keeps from them stay behind.
"""

import re
from typing import Any

from gnomon.charts.contracts import Drawing
from gnomon.charts.drawing import Draft
from gnomon.charts.hands import HAND
from gnomon.datasets.contracts import ColumnType
from gnomon.query import service as query

PREFIX = "m:"
_DAYS = "Mon Tue Wed Thu Fri Sat Sun"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_WORDS = re.compile(r"[^\W\d_]+")
_MADE = frozenset({"Yes", "No", "Week", "of", "Q"} | set(_WORDS.findall(f"{_DAYS} {_MONTHS}")))
"""The words of labels that are made from times and truths."""


def with_shown_colors(drawing: Drawing, made: Draft, answer: query.QueryAnswer) -> Drawing:
    """The picture, whose spec names no other value than those of its rows."""
    colors = made.spec.options.colors
    if colors is None or not colors.members:
        return drawing
    changed = {
        name: _narrowed(spec, _said(made, answer))
        for name, spec in (("vega_lite", drawing.vega_lite), ("vega", drawing.vega))
        if spec is not None and HAND in spec.get("usermeta", {}).get("colors", {})
    }
    return drawing.model_copy(update=changed) if changed else drawing


def _said(made: Draft, answer: query.QueryAnswer) -> frozenset[str]:
    """The texts of the rows, and what measures are called."""
    columns = answer.meaning.columns
    texts = [place for place, one in enumerate(columns) if one.type is ColumnType.TEXT]
    rows = query.rows_of(answer.ipc, columns) if texts else []
    titles = {one.title for one in made.made.fields if one.is_measure}
    return frozenset({row[place] for row in rows for place in texts if row[place] is not None} | titles)


def _narrowed(spec: dict[str, Any], said: frozenset[str]) -> dict[str, Any]:
    meta = spec["usermeta"]
    own = meta["colors"][HAND].items()
    hand = {key: one for key, one in own if not key.startswith(PREFIX) or _is_shown(key.removeprefix(PREFIX), said)}
    return spec | {"usermeta": meta | {"colors": meta["colors"] | {HAND: hand}}}


def _is_shown(label: str, said: frozenset[str]) -> bool:
    # Ours alone begin with the mark that no eye sees.
    return label in said or label.startswith("\ufeff") or set(_WORDS.findall(label)) <= _MADE
