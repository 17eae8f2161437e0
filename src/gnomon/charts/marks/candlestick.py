"""Candlesticks: where each period began and ended, and how far it reached."""

from types import MappingProxyType

from gnomon.charts.arrangement import MAX_MARKS, Arrangement, facet_of, only_measures, tops_of
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable
from gnomon.charts.encodings import (
    Spec,
    amount,
    dimmed,
    end_transform,
    has_extent,
    pick,
    running,
    title_or,
    tooltips,
)
from gnomon.charts.fields import Field, Place, Wells, grouped
from gnomon.charts.hands import SIGNS
from gnomon.charts.labels import DAY_MS
from gnomon.charts.names import clean_title, datum, derived
from gnomon.charts.series import top_transforms
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.charts.words import lowered
from gnomon.semantic.contracts import SemanticModel

MAX_CANDLES = 400
NEEDS = "a date on x, and four measures on y in the order open, high, low and close"
START, END, MIDDLE = ":start", ":end", ":middle"
UPPER, LOWER = ":upper", ":lower"
DIRECTION = ":direction"
UP, DOWN = "Up (hollow)", "Down (full)"
AIR = 0.16
"""The part of a period on each side of a candle that stays empty."""
FAINT = 0.12
"""Rising candles are nearly hollow, falling ones are full: the two are told apart without their color."""


def arrange_candlestick(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Four measures over time. Raises `NotDrawable`, because no aggregation tells the first and the last value."""
    candidates = (wells.x, *wells)
    moment = next((one for one in candidates if one is not None and one.place is Place.TIME), None)
    values = [one for one in (*wells.y, *wells) if one.is_measure][:4]
    if moment is None or len({one.column for one in values}) < 4:
        raise NotDrawable(Mark.CANDLESTICK, NEEDS)
    facet = facet_of(wells) if wells.facet is not moment else None
    opening, high, low, close = (lowered(one.title) for one in values)
    return Arrangement(
        mark=Mark.CANDLESTICK,
        x=grouped(moment),
        y=tuple(values),
        facet=facet,
        tooltip=only_measures((*wells.tooltip, wells.size, wells.color), tuple(values)),
        limit=MAX_CANDLES if facet is None else MAX_MARKS,
        top=MappingProxyType(tops_of(None, facet)),
        notes=(f"Open: {opening}; high: {high}; low: {low}; close: {close}.",),
    )


def draw_candlestick(view: View) -> Spec:
    """A body from open to close, and lines from it to the highest and the lowest."""
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("candles need a date")
    _, high, low, _ = made.y
    selection = pick(made, (made.x, made.facet))
    legend = {"title": None, "symbolType": "square", "symbolSize": 110} if options.show_legend else None
    direction = {
        "field": DIRECTION,
        "type": "nominal",
        "sort": [UP, DOWN],
        "scale": {"domain": [UP, DOWN], "range": SIGNS},
    }
    along = running("x", made.x, title_or(options.x_title, made.x.title), has_grid=False)
    shared: Spec = {
        "x": along | {"field": START},
        "color": direction | {"legend": legend},
        "tooltip": tooltips(made.fields),
        "opacity": dimmed(selection),
    }
    hollow = {"condition": {"test": f"{datum(DIRECTION)} === '{UP}'", "value": FAINT}, "value": 1}
    body: Spec = {
        "mark": {"type": "rect", "strokeWidth": 1.5, "minBandSize": 1},
        "encoding": {
            "x2": {"field": END},
            "y": _height(view, UPPER),
            "y2": {"field": LOWER},
            "stroke": direction | {"legend": legend},
            "fillOpacity": hollow,
        },
    }
    if selection is not None:
        body["params"] = [selection]
    return {
        "transform": [*top_transforms(made), *_places(view, made.x, made.y)],
        "encoding": shared,
        "layer": [_wick(view, along, high, UPPER), _wick(view, along, low, LOWER), body],
    }


def _places(view: View, x: Field, values: tuple[Field, ...]) -> list[Spec]:
    opening, close = datum(values[0].column), datum(values[3].column)
    known = " && ".join(f"isValid({datum(one.column)})" for one in (x, *values))
    start = f"time({datum(x.column)})"
    ends = [end_transform(x, view.widths)] if has_extent(x) else []
    end = f"time({datum(derived(x.column, 'end'))})" if ends else f"{start} + {DAY_MS}"
    return [
        {"filter": known},
        *ends,
        {"calculate": f"{start} + {AIR} * ({end} - {start})", "as": START},
        {"calculate": f"{end} - {AIR} * ({end} - {start})", "as": END},
        {"calculate": f"({datum(START)} + {datum(END)}) / 2", "as": MIDDLE},
        {"calculate": f"max({opening}, {close})", "as": UPPER},
        {"calculate": f"min({opening}, {close})", "as": LOWER},
        {"calculate": f"{close} >= {opening} ? '{UP}' : '{DOWN}'", "as": DIRECTION},
    ]


def _wick(view: View, along: Spec, far: Field, near: str) -> Spec:
    places = {"x": along | {"field": MIDDLE}, "y": _height(view, far.column), "y2": {"field": near}}
    return {"mark": {"type": "rule", "strokeWidth": 1.5, "aria": False}, "encoding": places}


def _height(view: View, column: str) -> Spec:
    made, options = view.made, view.options
    labels = {one.label for one in made.y}
    title = title_or(options.y_title, clean_title(labels.pop()) if len(labels) == 1 else None)
    return amount("y", column, title, options.number_format, zero=False)


CANDLESTICK = Visual(
    Mark.CANDLESTICK,
    "Candlesticks",
    arrange_candlestick,
    draw_candlestick,
    abilities=(Ability.VALUE_AXIS, Ability.LOG_SCALE, Ability.LEGEND, Ability.LIMIT),
)
