"""Pieces of Vega-Lite that several marks share: positions, tooltips, colors, selections.

What people wrote enters a spec as titles and data only; expressions are made of safe column names and our own words.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from gnomon.charts.arrangement import Arrangement, may_exceed
from gnomon.charts.contracts import ChartSort
from gnomon.charts.fields import Field, Place
from gnomon.charts.labels import (
    AXIS_NUMBER,
    AXIS_TIME,
    DAY_MS,
    LEGEND_NUMBER,
    Widths,
    exact_column,
    formatted,
    is_amount,
    is_plain_text,
    key_column,
    label_column,
    order_column,
)
from gnomon.charts.names import clean_title, datum, derived
from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit.number_formats import read_format
from gnomon.semantic.contracts import TimeGrain

Spec = dict[str, Any]

PICK = "pick"
"""Name of the selection that a click on a mark changes."""
DIMMED = 0.3
MANY_NAMES = 25
TICK_ROOM = {"x": 90, "y": 36}
"""Pixels from tick to tick: room for a label, so that no tick stands without one."""
INSIDE = "on-mark"
"""The style of text on a colored mark; the theme knows a color that can be read there."""
_FIXED = re.compile(r"^([^;]*\.(?:[1-9]\d?|0[1-9]))([f%])(?=;|$)")
"""A format of so many digits after the point, whether a number has them or not."""
ZERO_LINE = {"condition": {"test": "datum.value === 0", "value": 2}, "value": 1}

GRAIN_MS: Mapping[TimeGrain, int] = {
    TimeGrain.SECOND: 1_000,
    TimeGrain.MINUTE: 60_000,
    TimeGrain.HOUR: 3_600_000,
    TimeGrain.DAY: DAY_MS,
    TimeGrain.WEEK: 7 * DAY_MS,
    TimeGrain.MONTH: 28 * DAY_MS,
    TimeGrain.QUARTER: 90 * DAY_MS,
    TimeGrain.YEAR: 365 * DAY_MS,
}


def present(one: Field) -> Spec:
    """Leave out what has no place on a continuous axis, before it stretches the other one."""
    return {"filter": f"isValid({datum(one.column)})"}


def end_transform(one: Field, widths: Widths) -> Spec:
    """Work out where a step or a period ends."""
    value = datum(one.column)
    if one.place is Place.STEPS:
        width = widths.get(one.column) or 1
        text = f"time({value}) + {width * 1000:.15g}" if one.is_stepped_moment else f"{value} + {width:.15g}"
    elif one.ref.grain is not None:
        text = f"utcOffset('{one.ref.grain.value}', {value}, 1)"
    else:
        text = f"time({value}) + {DAY_MS}"
    return {"calculate": text, "as": derived(one.column, "end")}


def has_extent(one: Field) -> bool:
    """Whether a value stands for a stretch of a continuous axis."""
    if one.place is Place.STEPS:
        return True
    return one.place is Place.TIME and (one.ref.grain is not None or one.type is ColumnType.DATE)


def is_continuous(one: Field) -> bool:
    """Whether a field lies along a line, as time, steps and every number do."""
    return one.is_number or one.place in {Place.TIME, Place.STEPS}


def running(scale: str, one: Field, title: str | None, *, has_grid: bool = True) -> Spec:
    """A continuous position along a scale: time, steps, or a number."""
    axis: Spec = {"title": title, "labelOverlap": True, "tickCount": _tick_count(scale)}
    if one.is_moment:
        axis["format"] = AXIS_TIME
        if one.ref.grain is not None:
            axis["tickMinStep"] = GRAIN_MS[one.ref.grain]
        return {"field": one.column, "type": "temporal", "scale": {"type": "utc"}, "axis": axis}
    if not has_grid:
        axis["grid"] = False
    if one.format:
        axis |= axis_number(one.format)
    elif one.looks_like_years:
        axis |= {"format": "d", "tickMinStep": 1}
    else:
        axis["labelExpr"] = AXIS_NUMBER
    return {"field": one.column, "type": "quantitative", "scale": {"zero": False, "nice": True}, "axis": axis}


def axis_number(number_format: str) -> Spec:
    """How an axis writes its numbers, without digits that say nothing (`24,000` where a value is `24,000.00`).

    What Vega itself says of the axis is without what d3 does not know: a currency, a unit, words around the number.
    """
    short = _FIXED.sub(r"\1~\2", number_format, count=1)
    own = read_format(short)
    if own.is_plain:
        return {"format": own.d3}
    return {"format": own.d3.replace("$", ""), "labelExpr": formatted("datum.value", short)}


def discrete(channel: str, one: Field, title: str | None, sort: Any) -> Spec:
    """A position in an order of choice, with its readable label; the browser knows how much room a label has."""
    axis: Spec = {"title": title, "labelOverlap": True, "ticks": False}
    if channel == "x":
        axis["labelOverlap"] = one.place is not Place.NAME or may_exceed(one, MANY_NAMES)
    return {"field": label_column(one), "type": "ordinal", "sort": sort, "axis": axis}


def amount(scale: str, column: str, title: str | None, number_format: str | None, *, zero: bool = True) -> Spec:
    """A length or height along a scale from zero, or a position along a number."""
    written = axis_number(number_format) if number_format else {"labelExpr": AXIS_NUMBER}
    axis = {"title": title, "labelOverlap": True, "tickCount": _tick_count(scale), "gridWidth": ZERO_LINE} | written
    return {"field": column, "type": "quantitative", "scale": {"zero": zero}, "axis": axis}


def category_total(made: Arrangement, one: Field, value: str) -> Spec:
    """Work out what the place of each category in the order follows: how much it comes to, or where it was put."""
    size = derived(one.column, "size")
    if is_by_hand(made, one):
        return {"calculate": place_by_hand(made, one), "as": size}
    deciding = value if made.sort_by is None else made.sort_by.column
    return {"joinaggregate": [{"op": "sum", "field": deciding, "as": size}], "groupby": [key_column(one)]}


def is_by_hand(made: Arrangement, one: Field) -> bool:
    """Whether somebody put the categories of this field into an order."""
    return made.sort is ChartSort.BY_HAND and made.x is not None and one.column == made.x.column


def place_by_hand(made: Arrangement, one: Field) -> str:
    """The expression for the place of a category; those that nobody put anywhere come last.

    With a letter before it no category is called like something of the language that Vega runs in (`constructor`).
    """
    named = [f"t:{value}" if isinstance(value, str) else f"v:{json.dumps(value)}" for value in made.order]
    value = datum(one.column)
    place = f"indexof({json.dumps(named)}, (isString({value}) ? 't:' : 'v:') + {value})"
    return f"{place} < 0 ? {len(named)} : {place}"


def category_sort(made: Arrangement, one: Field) -> Any:
    """In which order the values of a discrete axis stand; amounts are those of `category_total`."""
    total = {"field": derived(one.column, "size"), "op": "min"}
    match made.sort:
        case ChartSort.LABEL_ASCENDING:
            return by_column(one, "ascending")
        case ChartSort.LABEL_DESCENDING:
            return by_column(one, "descending")
        case ChartSort.VALUE_ASCENDING:
            return total | {"order": "ascending"}
        case ChartSort.VALUE_DESCENDING:
            return total | {"order": "descending"}
        case ChartSort.BY_HAND if is_by_hand(made, one):
            return total | {"order": "ascending"}
        case ChartSort.AUTO if made.keeps_order and one.place is Place.NAME:
            return None
        case ChartSort.AUTO | ChartSort.BY_HAND:
            return total | {"order": "descending"} if one.place is Place.NAME else by_column(one, "ascending")


def by_column(one: Field, order: str) -> Any:
    """Sorted by the value itself, not by its label."""
    if is_plain_text(one):
        return order
    return {"field": order_column(one), "op": "min", "order": order}


def tooltips(fields: Iterable[Field]) -> list[Spec]:
    """Exact values on hover, each field once and under a name of its own."""
    rows: dict[str, Spec] = {}
    for one in fields:
        # Vega-Lite writes these titles into an expression and leaves a backslash as it is, which could end the text.
        title = one.title.replace("\\", "∖")
        while title in rows:
            title += " "
        column = exact_column(one) if is_amount(one) else label_column(one)
        rows[title] = {"field": column, "type": "nominal", "title": title}
    return list(rows.values())


def color_of(made: Arrangement, show_legend: bool) -> Spec | None:
    """Color by a field: a palette for names, a ramp for amounts."""
    one = made.color
    if one is None:
        return None
    legend: Spec = {"title": one.title}
    if one.is_measure or (one.place in {Place.NUMBER, Place.STEPS} and not one.is_stepped_moment):
        legend["labelExpr"] = LEGEND_NUMBER
        return {"field": one.column, "type": "quantitative", "legend": legend if show_legend else None}
    if "color" in made.top:
        rank = {"field": derived(one.column, "rank"), "op": "min", "order": "ascending"}
        legend["symbolLimit"] = made.top["color"] + 1
        return _palette(derived(one.column, "series"), rank, legend if show_legend else None)
    return _palette(label_column(one), by_column(one, "ascending"), legend if show_legend else None)


def pick(made: Arrangement, fields: Iterable[Field | None], **extra: Any) -> Spec | None:
    """The selection of marks by click: the browser turns its values into filters through the bindings."""
    columns = list(dict.fromkeys(one.column for one in fields if one is not None and not one.is_measure))
    if not columns:
        return None
    select = {"type": "point", "fields": columns, "on": "click", "toggle": "event.shiftKey", **extra}
    return {"name": PICK, "select": select}


def dimmed(selection: Spec | None, opacity: float = 1) -> Spec:
    """Marks that are not picked step back while any is."""
    if selection is None:
        return {"value": opacity}
    return {"condition": {"param": PICK, "value": opacity}, "value": DIMMED * opacity}


def title_or(given: str | None, made: str | None) -> str | None:
    """The title that a person gave, or the one that was made."""
    return clean_title(given) if given else made


def _palette(column: str, sort: Any, legend: Spec | None) -> Spec:
    return {"field": column, "type": "nominal", "sort": sort, "legend": legend}


def _tick_count(scale: str) -> Spec:
    return {"expr": f"ceil(abs(span(range('{scale}'))) / {TICK_ROOM[scale[-1]]})"}
