"""Pieces of Vega-Lite that several marks share: positions, labels, tooltips, colors, selections.

What people wrote enters a spec as titles and data only; expressions are made of safe column names and our own words.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from gnomon.charts.arrangement import Arrangement, may_exceed
from gnomon.charts.contracts import ChartSort
from gnomon.charts.fields import Field, Place
from gnomon.charts.names import clean_title, datum, derived
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import TimeGrain

Spec = dict[str, Any]

PICK = "pick"
"""Name of the selection that a click on a mark changes."""
NO_VALUE = "(no value)"
OTHERS = "Others"
DIMMED = 0.3
MANY_NAMES = 25
SHORT_ROW = 6
"""So many names stand side by side under an axis without leaning."""

BIG = "abs({0}) >= 10000 ? replace(format({0}, '.3~s'), 'G', 'B') : "
AXIS_NUMBER = BIG.format("datum.value") + "datum.label"
EXACT_NUMBER = ",.6~f"
_WEEKDAYS = "['Mon','Tue','Wed','Thu','Fri','Sat','Sun']"
_MONTHS = "['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec']"

TIME_FORMATS: Mapping[TimeGrain | None, str] = {
    None: "%-d %b %Y %H:%M:%S",
    TimeGrain.SECOND: "%-d %b %Y %H:%M:%S",
    TimeGrain.MINUTE: "%-d %b %Y %H:%M",
    TimeGrain.HOUR: "%-d %b %Y %H:00",
    TimeGrain.DAY: "%a %-d %b %Y",
    TimeGrain.WEEK: "Week of %-d %b %Y",
    TimeGrain.MONTH: "%b %Y",
    TimeGrain.QUARTER: "Q%q %Y",
    TimeGrain.YEAR: "%Y",
}
DAY_MS = 86_400_000
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

Widths = Mapping[str, float | None]
"""Width of each binned column, as the answer tells it."""


def label_column(one: Field) -> str:
    """The column that holds a readable label for each value."""
    return one.column if _is_plain_text(one) else derived(one.column, "label")


def label_transforms(fields: Iterable[Field], widths: Widths) -> list[Spec]:
    """Work out readable labels: “Jan 2024”, “Mon”, “10 – 20”; absent values are named too."""
    made = {one.column: _label_expression(one, widths) for one in fields if not one.is_measure}
    return [{"calculate": text, "as": derived(column, "label")} for column, text in made.items() if text is not None]


def end_transform(one: Field, widths: Widths) -> list[Spec]:
    """Work out where a step or a period ends."""
    value = datum(one.column)
    if one.place is Place.STEPS:
        width = widths.get(one.column) or 1
        text = f"time({value}) + {width * 1000:.15g}" if one.is_stepped_moment else f"{value} + {width:.15g}"
    elif one.ref.grain is not None:
        text = f"utcOffset('{one.ref.grain.value}', {value}, 1)"
    else:
        text = f"time({value}) + {DAY_MS}"
    return [{"calculate": f"isValid({value}) ? {text} : null", "as": derived(one.column, "end")}]


def has_extent(one: Field) -> bool:
    """Whether a value stands for a stretch of a continuous axis."""
    if one.place is Place.STEPS:
        return True
    return one.place is Place.TIME and (one.ref.grain is not None or one.type is ColumnType.DATE)


def running(one: Field, title: str, *, zero: bool = False) -> Spec:
    """A continuous position: time, steps, or a number."""
    axis: Spec = {"title": title, "labelOverlap": True}
    if one.is_moment:
        if one.ref.grain is not None:
            axis["tickMinStep"] = GRAIN_MS[one.ref.grain]
        return {"field": one.column, "type": "temporal", "scale": {"type": "utc"}, "axis": axis}
    if one.looks_like_years:
        axis |= {"format": "d", "tickMinStep": 1}
    else:
        axis["labelExpr"] = AXIS_NUMBER
    return {"field": one.column, "type": "quantitative", "scale": {"zero": zero, "nice": True}, "axis": axis}


def discrete(channel: str, one: Field, title: str, sort: Any) -> Spec:
    """A position in an order of choice, with its readable label."""
    axis: Spec = {"title": title, "labelOverlap": True, "labelLimit": 180, "ticks": False}
    if channel == "x":
        # Leaning labels are as narrow as a line of text, so that they rarely meet.
        axis["labelOverlap"] = one.place is not Place.NAME or may_exceed(one, MANY_NAMES)
        is_short = one.place is not Place.NAME or (one.distinct_count or SHORT_ROW + 1) <= SHORT_ROW
        axis["labelAngle"] = 0 if is_short else -40
    return {"field": label_column(one), "type": "ordinal", "sort": sort, "axis": axis | null_label(one)}


def null_label(one: Field) -> Spec:
    """Name the absent value on an axis, in a legend or a header."""
    if not _is_plain_text(one):
        return {}
    return {"labelExpr": f"datum.value === null ? '{NO_VALUE}' : datum.label"}


def amount(column: str, title: str, number_format: str | None, *, zero: bool = True) -> Spec:
    """A length or height from zero, or a position along a number."""
    written = {"format": number_format} if number_format else {"labelExpr": AXIS_NUMBER}
    axis = {"title": title, "labelOverlap": True} | written
    return {"field": column, "type": "quantitative", "scale": {"zero": zero}, "axis": axis}


def short_number(column: str) -> str:
    """The expression that writes a number in few characters."""
    value = datum(column)
    return BIG.format(value) + f"format({value}, ',.4~r')"


def category_total(one: Field, value: str) -> Spec:
    """Work out how much each category comes to, which its place in the order follows."""
    total = {"op": "sum", "field": value, "as": derived(one.column, "size")}
    return {"joinaggregate": [total], "groupby": [one.column]}


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
        case ChartSort.AUTO:
            return total | {"order": "descending"} if one.place is Place.NAME else by_column(one, "ascending")


def by_column(one: Field, order: str) -> Any:
    """Sorted by the value itself, not by its label."""
    if _is_plain_text(one):
        return order
    return {"field": one.column, "op": "min", "order": order}


def tooltips(fields: Iterable[Field], number_format: str | None = None) -> list[Spec]:
    """Exact values on hover, each field once and under a name of its own."""
    rows: dict[str, Spec] = {}
    for one in fields:
        # Vega-Lite writes these titles into an expression and leaves a backslash as it is, which could end the text.
        title = one.title.replace("\\", "∖")
        while title in rows:
            title += " "
        rows[title] = _tooltip(one, title, number_format)
    return list(rows.values())


def color_of(made: Arrangement, show_legend: bool) -> Spec | None:
    """Color by a field: a palette for names, a ramp for amounts."""
    one = made.color
    if one is None:
        return None
    legend: Spec | None = {"title": one.title}
    if one.is_measure or (one.place in {Place.NUMBER, Place.STEPS} and not one.is_stepped_moment):
        # On top, where a narrow picture has room for it.
        ramp = {"orient": "top", "gradientLength": 140, "gradientThickness": 8, "titleLimit": 240}
        legend = {"title": one.title, "labelExpr": AXIS_NUMBER, **ramp} if show_legend else None
        return {"field": one.column, "type": "quantitative", "legend": legend}
    if "color" in made.top:
        rank = {"field": derived(one.column, "rank"), "op": "min", "order": "ascending"}
        return _palette(derived(one.column, "series"), rank, legend if show_legend else None)
    legend = {"title": one.title, "labelLimit": 160} | null_label(one)
    sort = by_column(one, "ascending")
    return _palette(label_column(one), sort, legend if show_legend else None)


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


def title_or(given: str | None, made: str) -> str:
    """The title that a person gave, or the one that was made."""
    return clean_title(given) if given else made


def _palette(column: str, sort: Any, legend: Spec | None) -> Spec:
    return {"field": column, "type": "nominal", "sort": sort, "legend": legend}


def _is_plain_text(one: Field) -> bool:
    return one.place is Place.NAME and one.type is not ColumnType.BOOLEAN


def _tooltip(one: Field, title: str, number_format: str | None) -> Spec:
    if one.is_measure:
        return {"field": one.column, "type": "quantitative", "title": title, "format": number_format or EXACT_NUMBER}
    if one.place is Place.NUMBER:
        exact = "d" if one.looks_like_years else EXACT_NUMBER
        return {"field": one.column, "type": "quantitative", "title": title, "format": exact}
    return {"field": label_column(one), "type": "nominal", "title": title}


def _label_expression(one: Field, widths: Widths) -> str | None:
    value = datum(one.column)
    text: str | None
    match one.place:
        case Place.TIME:
            day = TimeGrain.DAY if one.type is ColumnType.DATE else None
            text = f"utcFormat({value}, '{TIME_FORMATS[one.ref.grain or day]}')"
        case Place.STEPS:
            text = _step_label(one, value, widths.get(one.column) or 1)
        case Place.ORDER:
            text = _order_label(one, value)
        case Place.NAME if one.type is ColumnType.BOOLEAN:
            text = f"{value} ? 'Yes' : 'No'"
        case _:
            return None
    return f"isValid({value}) ? ({text}) : '{NO_VALUE}'"


def _step_label(one: Field, value: str, width: float) -> str:
    if one.is_stepped_moment:
        style = "%-d %b %Y" if width >= DAY_MS / 1000 else "%-d %b %Y %H:%M"
        return f"utcFormat({value}, '{style}') + ' – ' + utcFormat(time({value}) + {width * 1000:.15g}, '{style}')"
    return f"format({value}, '{EXACT_NUMBER}') + ' – ' + format({value} + {width:.15g}, '{EXACT_NUMBER}')"


def _order_label(one: Field, value: str) -> str:
    match one.ref.grain:
        case TimeGrain.DAY_OF_WEEK:
            return f"{_WEEKDAYS}[{value} - 1]"
        case TimeGrain.MONTH_OF_YEAR:
            return f"{_MONTHS}[{value} - 1]"
        case TimeGrain.HOUR_OF_DAY:
            return f"format({value}, '02d') + ':00'"
        case _ if one.type is ColumnType.TIME:
            return f"utcFormat({value}, '%H:%M:%S')"
        case _:
            return f"format({value}, '{'d' if one.looks_like_years else EXACT_NUMBER}')"
